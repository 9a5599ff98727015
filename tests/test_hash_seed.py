"""The order of Python's sets, which changes with every process, reaches no report."""

import os
import subprocess
import sys
from pathlib import Path

CODE = """
from comparator_cases import recorded, rows, source
from verifier.pipeline import Engine

engine = recorded(Engine())
for row in rows("comparators"):
    print(engine.verify(row["statement"], (source(engine, row["article"]),), lang=row["lang"]).model_dump_json())
"""


def test_reports_are_the_same_under_any_hash_seed(root: Path) -> None:
    """Byte for byte, from recorded parses to verdict."""
    path = os.pathsep.join((str(root), str(root / "tests")))
    running = [
        subprocess.Popen(
            [sys.executable, "-c", CODE],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
        )
        for seed in ("1", "2")
    ]
    found = [one.communicate()[0] for one in running]
    assert [one.returncode for one in running] == [0, 0]
    assert found[0].count(b'"verdict"') > 50
    assert found[0] == found[1]
