"""Console sessions in the documentation: found, run as a shell would run them, and compared or written anew.

``python tests/sessions.py`` rewrites the sessions of README.md with what the commands print now. In a fenced block
``console``, a line ``$ command`` is followed by its standard output; a line ``…`` stands for any lines.
"""

import contextlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
ANY = "…"


class Step(NamedTuple):
    """One command with the output that the documentation promises."""

    command: str
    expected: str


def steps(markdown: str) -> list[Step]:
    """The commands of all console blocks of a text, in order."""
    found = []
    for block in BLOCK.findall(markdown):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, expected = part.partition("\n")
            found.append(Step(command, expected.rstrip("\n")))
    return found


def output(command: str) -> str:
    """The standard output of a command, its words expanded by bash, run in this process."""
    from claims.cli import main as claims
    from verifier.cli import main as verify

    programs: Mapping[str, Callable[[list[str]], int]] = {"verify": verify, "claims": claims}
    words = (
        subprocess.run(["bash", "-c", f"printf '%s\\0' {command}"], capture_output=True, check=True, cwd=ROOT)
        .stdout.decode()
        .split("\0")[:-1]
    )
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()), contextlib.chdir(ROOT):
        programs[words[0]](words[1:])
    return out.getvalue().rstrip("\n")


def matches(expected: str, given: str) -> bool:
    """Whether the output is the promised one, a line "…" standing for any lines."""
    pattern = r"\n".join(r"(?:.*\n?)*?" if line.strip() == ANY else re.escape(line) for line in expected.split("\n"))
    return re.fullmatch(pattern.replace(r"*?\n", "*?"), given) is not None


def rewritten(markdown: str) -> str:
    """The text with the present output in every console block; an output that was cut with "…" stays cut there."""

    def block(match: re.Match[str]) -> str:
        return "\n".join(f"$ {step.command}\n{_cut(step)}\n" for step in steps(f"```console\n{match.group()}```\n"))

    return BLOCK.sub(block, markdown)


def _cut(step: Step) -> str:
    given = output(step.command)
    kept = step.expected.split("\n")
    if ANY not in kept or matches(step.expected, given):
        return step.expected if ANY in kept else given
    return "\n".join([*given.split("\n")[: kept.index(ANY)], ANY])


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    os.environ["DAYANAK_STORE"] = str(ROOT / "no store")
    readme = ROOT / "README.md"
    readme.write_text(rewritten(readme.read_text(encoding="utf-8")), encoding="utf-8")
