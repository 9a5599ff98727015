"""The fixtures keep the promises that fixtures/README.md makes about them."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1] / "fixtures"
LANGUAGES = ("tr", "en")
LABELS = {"supported", "contradicted", "unknown"}
BOUNDS = {"exact", "about", "at_least", "at_most"}
MODALITIES = {"asserted", "reported", "planned", "possible"}
README = (ROOT / "README.md").read_text(encoding="utf-8")

Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def article(path: Path) -> str:
    """The article exactly as stored: `read_text` would turn CRLF into LF and move every offset."""
    return path.read_bytes().decode("utf-8")


def articles(lang: str) -> dict[str, str]:
    return {path.stem: article(path) for path in sorted((ROOT / lang / "articles").iterdir())}


def flat(text: str) -> str:
    return " ".join(text.split())


def field_names(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from field_names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from field_names(inner)


STATEMENTS = [
    pytest.param(ROOT / lang, row, id=row["id"]) for lang in LANGUAGES for row in rows(ROOT / lang / "statements.jsonl")
]
CLAIMS = [
    pytest.param(lang, row, id=f"{row['doc']}-{number}")
    for lang in LANGUAGES
    for number, row in enumerate(rows(ROOT / lang / "claims.jsonl"))
]


@pytest.mark.parametrize(("folder", "row"), STATEMENTS)
def test_statement_is_well_formed(folder: Path, row: Row) -> None:
    path = folder / row["article"]
    assert path.is_file()
    assert row["id"].startswith(path.stem)
    assert row["lang"] in LANGUAGES
    assert row["label"] in LABELS
    assert row["statement"] == row["statement"].strip() != ""
    assert row["phenomena"]
    assert bool(row["evidence_lines"]) == (row["label"] != "unknown")
    lines = article(path).split("\n")
    assert all(lines[number].strip() for number in row["evidence_lines"])


def test_statements_are_distinct() -> None:
    everything = [row for lang in LANGUAGES for row in rows(ROOT / lang / "statements.jsonl")]
    assert len({row["id"] for row in everything}) == len(everything)
    assert len({(row["article"], row["statement"]) for row in everything}) == len(everything)


def test_corpus_is_large_and_bilingual() -> None:
    turkish = rows(ROOT / "tr" / "statements.jsonl")
    assert len(articles("tr")) >= 6
    assert len(turkish) >= 120
    assert sum(row["lang"] == "en" for row in turkish) * 3 >= len(turkish)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_article_has_each_label_in_both_languages(lang: str) -> None:
    labels: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows(ROOT / lang / "statements.jsonl"):
        labels[Path(row["article"]).stem, row["lang"]].add(row["label"])
    assert labels == {(slug, spoken): LABELS for slug in articles(lang) for spoken in LANGUAGES}


@pytest.mark.parametrize(("lang", "row"), CLAIMS)
def test_claim_is_true_to_its_article(lang: str, row: Row) -> None:
    text = articles(lang)[row["doc"]]
    start, end = row["span"]
    sentence_start, sentence_end = row["sentence"]
    sentence = flat(text[sentence_start:sentence_end])
    assert sentence_start <= start < end <= sentence_end
    assert text[start:end] == row["text"]
    assert row["predicate"] in flat(row["text"])
    assert row["subject"] is None or row["subject"] in sentence
    assert all(surface in sentence for surface in [*row["objects"], *row["dates"]])
    for quantity in row["quantities"]:
        assert quantity["surface"] in sentence
        assert quantity["bound"] in BOUNDS
    assert row["polarity"] in {"positive", "negative"}
    assert row["modality"] in MODALITIES
    assert (row["attribution"] is None) == (row["attribution_span"] is None)
    if row["attribution_span"]:
        source_start, source_end = row["attribution_span"]
        assert flat(text[source_start:source_end]) == row["attribution"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_scope_holds_every_claim(lang: str) -> None:
    scope = {row["doc"]: [tuple(pair) for pair in row["sentences"]] for row in rows(ROOT / lang / "claims_scope.jsonl")}
    assert scope.keys() == articles(lang).keys()
    for slug, sentences in scope.items():
        assert len(sentences) >= 6
        assert all(before[1] <= after[0] for before, after in zip(sentences, sentences[1:], strict=False)), slug
    for row in rows(ROOT / lang / "claims.jsonl"):
        assert tuple(row["sentence"]) in scope[row["doc"]]


@pytest.mark.parametrize("slug", ["meta-scale-ai", "kupa-finali", "diploma-davasi"])
def test_full_annotation_leaves_only_blanks_between_sentences(slug: str) -> None:
    text = articles("tr")[slug]
    scope = next(row["sentences"] for row in rows(ROOT / "tr" / "claims_scope.jsonl") if row["doc"] == slug)
    for start, end in reversed(scope):
        text = text[:start] + text[end:]
    assert text.strip() == ""


def test_articles_keep_their_peculiarities() -> None:
    texts = articles("tr")
    assert texts["diploma-davasi"].count("\r\n") == texts["diploma-davasi"].count("\n") > 0
    assert {"“", "”", "’"} <= set(texts["kent-meclisi-butce"])
    assert max(map(len, texts["kupa-finali"].split("\n"))) <= 72
    assert "\n- " in texts["sel-felaketi"]
    assert texts["gol-karotu"].startswith("# ")


@pytest.mark.parametrize("path", sorted(ROOT.glob("*/*.jsonl")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_readme_names_every_field(path: Path) -> None:
    documented = set(re.findall(r"`(?:\w+\[\]\.)?(\w+)`", README))
    assert set(field_names(rows(path))) <= documented


def test_readme_names_every_phenomenon() -> None:
    used = {name for lang in LANGUAGES for row in rows(ROOT / lang / "statements.jsonl") for name in row["phenomena"]}
    assert used <= set(re.findall(r"`([\w-]+)`", README))
