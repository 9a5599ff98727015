"""Bring the reader near to labelled statements about real news, article by article, and keep what it says of unseen ones.

Usage: python -m training.crossfit GOLD.jsonl … --base BASE.pt --start READER.pt --out READER.pt --rows ROWS.jsonl
                                   [--real training/real/statements.jsonl --articles FOLDER]

The articles are dealt into five folds. For each fold the reader goes on from ``--start`` on the statements of the other four,
and the comparisons of the fold's own statements are made with it: they are what any unseen article would get, and go to
``--rows`` for training/decision.py. The reader that ships goes on from ``--start`` on all of them.

``--real`` are further statements about articles of ``--articles``; they stay with their article's fold.
"""

import argparse
import json
import random
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from claims import encoding
from claims.cache import AnalysisCache
from claims.claim import Analysis
from training.reader import Example, Lowered, Reader, example, measured, train
from training.reader_export import encoder_arrays, reader_arrays
from verifier import reader as running
from verifier.pipeline import Engine, Source

FOLDS = 5


class Gold(NamedTuple):
    """A gold row with the source it is judged by."""

    row: dict[str, Any]
    file: str
    source: Source


def gold_rows(files: Sequence[tuple[Path, Path]], engine: Engine) -> list[Gold]:
    """The rows of the gold files, each given with the folder of its articles, with their analysed articles."""
    sources: dict[Path, Source] = {}
    found = []
    for path, folder in files:
        for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n"):
            row = json.loads(line)
            article = (folder / row["article"]).resolve()
            if article not in sources:
                text = article.read_bytes().decode("utf-8")
                sources[article] = Source(name=str(article), analysis=engine.analyse(text, lang=row.get("article_lang")))
            found.append(Gold(row, f"{path.parent.name}/{path.name}", sources[article]))
    return found


def sentences(analysis: Analysis) -> list[str]:
    """The sentences of an article, as the engine reads them."""
    return [analysis.document.text[one.start : one.end] for one in analysis.document.sentences]


class Analyses:
    """The analyses of a cache without its vectors, which are those of the encoder that ships."""

    def __init__(self, cache: Any) -> None:
        self.get, self.put = cache.get, cache.put


def as_read(gold: Gold) -> dict[str, Any]:
    """The article of a row as training/reader.py takes it, its sentences in the place of lines."""
    return {"article": gold.source.name, "lines": sentences(gold.source.analysis)}


def proven(gold: Gold) -> dict[str, Any]:
    """The row with the numbers of the sentences that stand on its evidence lines."""
    document = gold.source.analysis.document
    lines = {number + 1 for number in gold.row.get("evidence_lines", ())}
    return gold.row | {"evidence_lines": [one.index for one in document.sentences if document.line(one.start) in lines]}


def gone_on(base: dict[str, Any], articles: dict[str, list[Example]], lowered: Lowered, options: argparse.Namespace) -> Reader:
    """The starting reader after more training on the examples of the articles."""
    torch.manual_seed(0)
    random.seed(0)
    reader = Reader(base, options.dropout)
    reader.load_state_dict(torch.load(options.start))
    train(reader, articles, [], lowered, options)
    return reader


def comparisons(golds: Sequence[Gold], reader: Reader, base: dict[str, Any], engine: Engine) -> list[dict[str, Any]]:
    """What the engine compares for the rows when it runs with this reader in place of the one that ships."""
    shipped = encoding.MODEL, running.WEIGHTS
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        spec = json.loads((shipped[0] / "tokenizer.json").read_text(encoding="utf-8"))
        numbers = {piece: number for number, (piece, _) in enumerate(base["pieces"])}
        kept = [numbers[piece] for piece, _ in spec["model"]["vocab"]]
        shutil.copy(shipped[0] / "tokenizer.json", place)
        np.savez(place / "encoder.npz", **encoder_arrays(base, reader.state_dict(), kept))
        np.savez(place / "reader.npz", **reader_arrays(reader.state_dict()))
        encoding.MODEL, running.WEIGHTS = place, place / "reader.npz"
        encoding._weights.cache_clear()
        running._weights.cache_clear()
        fresh = Engine(cache=Analyses(engine.cache))
        fresh.parser = engine.parser
        rows = []
        for gold in golds:
            found = fresh.examine(gold.row["statement"], gold.source, lang=gold.row["lang"])
            rows.append(
                {
                    "source": gold.file,
                    "article": gold.source.name,
                    "label": gold.row["label"],
                    "findings": [
                        [one.pair.match.rank, [comparison.model_dump(mode="json") for comparison in one.comparisons]] for one in found
                    ],
                }
            )
        encoding.MODEL, running.WEIGHTS = shipped
        encoding._weights.cache_clear()
        running._weights.cache_clear()
    return rows


def main() -> None:
    """Fold by fold, then on all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rows", type=Path, required=True)
    parser.add_argument("--real", type=Path, help="more statements, of which decision.py sees those of every fold too")
    parser.add_argument("--articles", type=Path, help="the folder of the articles that --real names")
    parser.add_argument("--folds", type=int, nargs="*", default=list(range(FOLDS)), help="all, and then the reader that ships")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--encoder-rate", type=float, default=2e-5)
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    engine = Engine(cache=AnalysisCache())
    files = [(path, path.parent) for path in options.gold] + ([(options.real, options.articles)] if options.real else [])
    golds = gold_rows(files, engine)
    base = torch.load(options.base, weights_only=False)
    lowered = Lowered(base)
    lowered.add(text for gold in golds for text in (gold.row["statement"], *sentences(gold.source.analysis)))
    articles: dict[str, list[Example]] = {}
    own: dict[str, list[Gold]] = {}
    for gold in golds:
        articles.setdefault(gold.source.name, []).append(example(as_read(gold), proven(gold), lowered))
        own.setdefault(gold.source.name, []).append(gold)
    names = sorted(articles)
    rows: list[dict[str, Any]] = []
    for fold in options.folds:
        held = names[fold::FOLDS]
        reader = gone_on(base, {name: articles[name] for name in names if name not in held}, lowered, options)
        print(f"fold {fold}: {measured(reader, [one for name in held for one in articles[name]], lowered)}", flush=True)
        rows += comparisons([gold for name in held for gold in own[name]], reader, base, engine)
        options.rows.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    if len(options.folds) in (0, FOLDS):
        gone_on(base, articles, lowered, options)


if __name__ == "__main__":
    main()
