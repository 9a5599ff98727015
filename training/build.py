"""Run the recipe of a language: from the treebanks to the half-precision files of the package.

usage: build.py LANGUAGE --treebanks FOLDER --starter FOLDER --work FOLDER [--from STEP] [--only STEP] [--dry-run]

The steps and their commands stand in ``recipe.toml``; finished models land in ``WORK/models/LANGUAGE``.  A step is one command;
``stanza.…`` runs a module of Stanza, anything else a script of this folder.
"""

import argparse
import os
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
RECIPE = HERE / "recipe.toml"


def steps(language: str) -> list[dict[str, str]]:
    """The steps of a language in order: ``name``, ``processor`` and ``run``."""
    with RECIPE.open("rb") as source:
        recipe = tomllib.load(source)
    result: list[dict[str, str]] = recipe[language]["step"]
    return result


def command(run: str, treebanks: Path, starter: Path, work: Path, language: str) -> list[str]:
    """The command line of a step, with its folders filled in."""
    data = work / "data" / language
    filled = run.format(treebanks=treebanks, starter=starter, work=work, data=data, out=work / "models" / language)
    first, *rest = shlex.split(filled)
    start = ["-m", first] if first.startswith("stanza.") else [str(HERE / first)]
    return [sys.executable, *start, *rest]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("language", choices=["tr", "en"])
    arguments.add_argument("--treebanks", type=Path, required=True)
    arguments.add_argument("--starter", type=Path, required=True, help="the starter models, from the project's history")
    arguments.add_argument("--work", type=Path, required=True)
    arguments.add_argument("--from", dest="first", help="start at this step")
    arguments.add_argument("--only", help="run this step alone")
    arguments.add_argument("--dry-run", action="store_true")
    options = arguments.parse_args()
    chosen = steps(options.language)
    names = [step["name"] for step in chosen]
    if options.first:
        chosen = chosen[names.index(options.first) :]
    if options.only:
        chosen = [step for step in chosen if step["name"] == options.only]
    (options.work / "models" / options.language).mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": str(HERE)}
    for step in chosen:
        line = command(step["run"], options.treebanks, options.starter, options.work, options.language)
        print(f"[{step['name']}]", shlex.join(line), flush=True)
        if not options.dry_run:
            subprocess.run(line, check=True, env=environment)


if __name__ == "__main__":
    main()
