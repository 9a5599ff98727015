"""Reading and writing of CoNLL-U files, as far as the training scripts need it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC = range(10)

Row = list[str]
"""The ten cells of one line: a word, or the range line of a multi-word token."""


class Sentence:
    """One sentence: its raw text and its rows in file order."""

    def __init__(self, text: str, rows: list[Row]) -> None:
        self.text = text
        self.rows = rows

    @property
    def words(self) -> Iterator[Row]:
        """The syntactic words, without range lines."""
        return (row for row in self.rows if row[ID].isdigit())

    def copy(self) -> "Sentence":
        return Sentence(self.text, [list(row) for row in self.rows])


def read(paths: Iterable[Path]) -> list[Sentence]:
    """All sentences of some files in order; empty nodes are left out."""
    return [sentence for path in paths for sentence in _read_one(path)]


def _read_one(path: Path) -> Iterator[Sentence]:
    text, rows = "", list[Row]()
    with path.open(encoding="utf-8") as source:
        for line in source:
            line = line.rstrip("\n")
            if line.startswith("# text = "):
                text = line.removeprefix("# text = ")
            elif not line and rows:
                yield Sentence(text, rows)
                text, rows = "", []
            elif line and not line.startswith("#"):
                cells = line.split("\t")
                if "." not in cells[ID]:
                    rows.append(cells)
    if rows:
        yield Sentence(text, rows)


def write(path: Path, sentences: Iterable[Sentence]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as target:
        for number, sentence in enumerate(sentences, 1):
            target.write(f"# sent_id = {number}\n# text = {sentence.text}\n")
            for row in sentence.rows:
                target.write("\t".join(row) + "\n")
            target.write("\n")


def features(cell: str) -> dict[str, str]:
    """The feature cell as a dictionary."""
    return {} if cell == "_" else dict(pair.split("=", 1) for pair in cell.split("|"))


def feature_cell(values: dict[str, str]) -> str:
    """A dictionary as a feature cell, keys sorted as Universal Dependencies asks."""
    return "|".join(f"{key}={values[key]}" for key in sorted(values, key=str.lower)) or "_"
