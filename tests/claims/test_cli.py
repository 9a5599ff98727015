"""The command claims: claims, values and models of a text, for people and for programs."""

import json
from pathlib import Path

import pytest
from conftest import Command

KEYS = [
    "article", "start", "end", "text", "sentence", "predicate", "predicate_lemma", "subject", "objects",
    "quantities", "dates", "polarity", "modality", "attribution", "checkable", "rule",
]  # fmt: skip
ARTICLE = "Başlık\r\nDeneme Holding, salı günü 40 milyon avro yatırdı. Şirket fabrikayı kapatmadı.\r\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An article with CRLF line ends."""
    path = tmp_path / "haber.txt"
    path.write_bytes(ARTICLE.encode())
    return path


def test_split_prints_every_claim_with_true_spans(claims: Command, path: Path) -> None:
    """Exactly the published keys, in order, and offsets that cut the text out of the article as given."""
    done = claims("split", str(path), "--format", "jsonl")
    records = [json.loads(line) for line in done.out.splitlines()]
    assert done.status == 0
    assert len(records) >= 2
    for record in records:
        assert list(record) == KEYS
        assert record["article"] == str(path)
        assert ARTICLE[record["start"] : record["end"]] == record["text"]
        start, end = record["sentence"]
        assert start <= record["start"] <= record["end"] <= end
    assert {record["polarity"] for record in records} == {"positive", "negative"}
    assert any(value["value"] == 40_000_000 for record in records for value in record["quantities"])


def test_split_for_people(claims: Command, path: Path) -> None:
    """Numbered claims with what they are made of."""
    out = claims("split", str(path)).out
    assert "1. " in out
    assert "line 2" in out
    assert "negative" in out
    assert "money" in out
    assert out.splitlines()[-1].endswith(f"claims in 3 sentences of {path}")


def test_split_reads_standard_input(claims: Command) -> None:
    """A hyphen for the article."""
    done = claims("split", "-", "--format", "jsonl", stdin=ARTICLE)
    assert json.loads(done.out.splitlines()[0])["article"] == "standard input"


def test_values_of_an_argument(claims: Command) -> None:
    """Where, what, how much."""
    done = claims("values", "Hisse yüzde 12,5 düştü")
    assert done.status == 0
    assert "yüzde 12,5" in done.out
    assert "percent 12.5" in done.out
    assert claims("values", "Hiç değer yok").out.strip() == "no value found"


def test_values_keep_step_with_standard_input(claims: Command) -> None:
    """One record a line, also for an empty one; offsets are of the line."""
    texts = ["Hisse yüzde 12,5 düştü", "", "14,3 milyar dolar"]
    done = claims("values", "-", "--lang", "tr", "--format", "jsonl", stdin="".join(text + "\n" for text in texts))
    records = [json.loads(line) for line in done.out.splitlines()]
    assert [record["text"] for record in records] == texts
    assert records[1]["values"] == []
    amount = records[2]["values"][0]
    assert list(amount) == ["start", "end", "text", "kind", "value", "unit", "bound"]
    assert (amount["start"], amount["end"], amount["value"], amount["unit"]) == (0, 17, 14.3e9, "USD")


def test_models_names_both_languages_and_the_encoder(claims: Command) -> None:
    """Each with where its files lie."""
    out = claims("models").out
    assert [line.split()[0] for line in out.splitlines() if not line.startswith(" ")] == ["tr", "en", "encoder"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Missing command"),
        (("split",), "Missing argument"),
        (("split", "missing.txt"), "There is no file missing.txt"),
        (("values",), "Give a text in single quotes"),
        (("nonsense",), "No such command"),
    ],
)
def test_errors(claims: Command, arguments: tuple[str, ...], message: str) -> None:
    """Status 2, one sentence."""
    done = claims(*arguments)
    assert done.status == 2
    assert done.out == ""
    assert message in done.err
    assert "Traceback" not in done.err
