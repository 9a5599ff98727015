"""pre-commit installs the hook from this very repository; the GitHub Action keeps its schema and its steps run."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from verifier.cli.opening import sample

DRAFT = "# Taslak\n\n🚀 Meta, Scale AI'a 15 milyar dolar yatırdı.\n"
RIGHT = DRAFT.replace("15", "14,3")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A repository of a newsroom: a source, a configuration, and a draft that goes against the source."""
    folder = tmp_path / "desk"
    (folder / "kaynak").mkdir(parents=True)
    (folder / "kaynak/meta.txt").write_text(sample().text, encoding="utf-8")
    (folder / ".dayanak.toml").write_text('articles = ["kaynak/*.txt"]', encoding="utf-8")
    (folder / "-taslak.md").write_text(DRAFT, encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    subprocess.run(["git", "add", "--all"], cwd=folder, check=True)
    return folder


def test_pre_commit_runs_the_hook(root: Path, desk: Path, tmp_path: Path) -> None:
    """Installed in an environment of its own: a contradicted draft fails, a right one passes, sources are left out."""
    subprocess.run(["git", "mv", "--", "-taslak.md", "taslak.md"], cwd=desk, check=True)
    subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml"], cwd=root, check=True
    )

    def hook() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "try-repo", str(root), "claim-check", "--all-files", "--verbose"],
            cwd=desk,
            env={
                **{name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
                "PIP_CONSTRAINT": str(root / "constraints.txt"),
                "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"),
                "PRE_COMMIT_COLOR": "never",
            },
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )

    failed = hook()
    assert failed.returncode == 1, failed.stdout + failed.stderr
    assert "taslak.md:3:20: contradicted: Kaynakla çelişiyor: burada “15 milyar dolar”" in failed.stdout
    assert "meta.txt:" not in failed.stdout
    (desk / "taslak.md").write_text(RIGHT, encoding="utf-8")
    passed = hook()
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert "Passed" in passed.stdout


def test_the_action_keeps_the_schema_of_actions(root: Path) -> None:
    """As the published schema of action.yml demands."""
    subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml"],
        cwd=root,
        check=True,
    )


@pytest.mark.parametrize(
    ("inputs", "draft", "status", "found"),
    [
        ({}, DRAFT, 1, 1),
        ({}, RIGHT, 0, 0),
        ({"FAIL_ON": "none"}, DRAFT, 0, 1),
        ({"UPLOAD": "false"}, DRAFT, 1, None),
        ({"ARTICLES": "kaynak/*.txt\n"}, DRAFT, 1, 1),
        ({"FILES": "*.rst $(touch hacked) `touch hacked`"}, DRAFT, 0, None),
    ],
)
def test_the_steps_of_the_action_run(
    root: Path, desk: Path, tmp_path: Path, inputs: dict[str, str], draft: str, status: int, found: int | None
) -> None:
    """The shell of the checking step, with its inputs as GitHub passes them: findings, outcome, nothing injected."""
    (desk / "-taslak.md").write_text(draft, encoding="utf-8")
    action: dict[str, Any] = yaml.safe_load((root / "action.yml").read_text(encoding="utf-8"))
    step = next(step for step in action["runs"]["steps"] if step.get("id") == "check")
    defaults = {name.upper().replace("-", "_"): row.get("default", "") for name, row in action["inputs"].items()}
    assert set(step["env"]) <= set(defaults)
    output = tmp_path / "output"
    output.touch()
    command = tmp_path / "bin/verify"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m verifier.cli "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    done = subprocess.run(
        [shutil.which("bash") or "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=desk,
        env={
            **os.environ,
            **defaults,
            **inputs,
            "PATH": f"{command.parent}:{os.environ['PATH']}",
            "PYTHONPATH": str(root),
            "RUNNER_TEMP": str(tmp_path),
            "GITHUB_OUTPUT": str(output),
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = dict(line.split("=", 1) for line in output.read_text(encoding="utf-8").splitlines())
    assert int(told.get("status", 0)) == status
    assert not (desk / "hacked").exists()
    if found is not None:
        log = json.loads(Path(told["sarif"]).read_text(encoding="utf-8"))
        assert len(log["runs"][0]["results"]) == found
    elif status:
        assert "::error file=-taslak.md,line=3," in done.stdout
    else:
        assert done.stdout.startswith("::notice::No file fits")
