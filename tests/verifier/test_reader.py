"""The reader: chances that add up, clashes that can be pointed at, and the same answer every time."""

from pathlib import Path

import numpy as np
import pytest

from claims.cache import AnalysisCache
from verifier import reader
from verifier.index import Index
from verifier.matching import find_matches
from verifier.pipeline import Engine, Source
from verifier.reader import Encodings, Reading, read

STATEMENTS = (
    "Meta invested $14.3B",
    "Google and OpenAI kept working with Scale AI",
    "Scale AI 200 çalışanını işten çıkardı",
)


def reading_of(engine: Engine, source: Source, statement: str) -> Reading:
    """What the reader makes of a statement about the sample article."""
    said, given = Index(engine.analyse(statement)), Index(source.analysis)
    matches = find_matches(said.all, given, engine.settings)
    found, ranked = read(said, given, matches, Encodings(), engine.settings)
    assert found is not None
    assert sorted(match.sentence for match in ranked) == sorted(match.sentence for match in matches)
    return found


@pytest.mark.parametrize("statement", STATEMENTS)
def test_chances_and_spans(engine: Engine, source: Source, statement: str) -> None:
    """They add up to one; the clash cuts statement and article; a second reading is the same."""
    found = reading_of(engine, source, statement)
    assert found.supported + found.contradicted + found.unknown == pytest.approx(1.0, abs=1e-3)
    assert found.clash is not None
    mine, theirs = found.clash
    assert statement[mine.start : mine.end] == mine.text
    assert source.analysis.document.text[theirs.start : theirs.end] == theirs.text
    again = reading_of(engine, source, statement)
    assert again[:3] == found[:3]
    assert again.clash == found.clash


def test_nothing_to_read(engine: Engine, source: Source) -> None:
    """Without a passage there is no reading."""
    said = Index(engine.analyse(STATEMENTS[0]))
    assert read(said, Index(source.analysis), (), Encodings(), engine.settings) == (None, ())


def test_encodings_are_kept_between_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second process reads the vectors from the cache, and gets the same ones."""
    (first,) = Encodings(AnalysisCache(path=tmp_path / "kept.sqlite3")).of(["Bakan istifa etti."])
    monkeypatch.setattr("claims.encoding._encode", None)
    (again,) = Encodings(AnalysisCache(path=tmp_path / "kept.sqlite3")).of(["Bakan istifa etti."])
    assert again.spans == first.spans
    assert np.array_equal(again.keys, first.keys)


def test_encodings_are_remembered_and_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was used last comes back as it was; the memory has an end."""
    monkeypatch.setattr(reader, "REMEMBERED", 2)
    encodings = Encodings()
    first, second = encodings.of(["bir", "iki"])
    assert encodings.of(["iki"])[0] is second
    encodings.of(["üç"])
    assert encodings.of(["iki"])[0] is second
    assert encodings.of(["bir"])[0] is not first
