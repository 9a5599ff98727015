"""Gather the statements written for training: one JSON Lines file a beat, an article with its statements a line.

Usage: gather.py FOLDER OUT

FOLDER holds a folder a beat with ``NAME.txt`` (an article, a segment a line) beside ``NAME.jsonl`` (its statements).
"""

import argparse
import json
from pathlib import Path

LABELS = ("supported", "contradicted", "unknown")


def gathered(folder: Path) -> list[dict[str, object]]:
    """The articles of a beat with their statements, by name; rows that break the form are refused."""
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        lines = path.with_suffix(".txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
        statements = []
        for row in map(json.loads, filter(str.strip, path.read_text(encoding="utf-8").splitlines())):
            if row["label"] not in LABELS or row["lang"] not in ("tr", "en") or max(row["evidence_lines"], default=0) >= len(lines):
                raise SystemExit(f"{path}: {row}")
            statements.append({key: row[key] for key in ("lang", "statement", "label", "evidence_lines", "phenomena")})
        found.append({"article": f"{folder.name}/{path.stem}", "lines": lines, "statements": statements})
    return found


def main() -> None:
    """Write OUT/BEAT.jsonl for every folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for folder in sorted(path for path in options.folder.iterdir() if path.is_dir()):
        rows = gathered(folder)
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (options.out / f"{folder.name}.jsonl").write_text(text, encoding="utf-8")
        print(folder.name, len(rows), sum(len(row["statements"]) for row in rows))


if __name__ == "__main__":
    main()
