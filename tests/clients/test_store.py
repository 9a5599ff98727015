"""Datasette, opening a store as it is: an archive can be browsed by whoever knows no command."""

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from claims.cli import main

TEXT = "🚀 İzmir'de festival başladı.\nMeta, haziran ayında Scale AI'a 14,3 milyar dolar yatırdı.\n"
CUT = (
    'select substr(article.text, claim.start + 1, claim."end" - claim.start) = claim.text as same '
    "from claim join article on article.id = claim.article_id"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one article."""
    folder = tmp_path_factory.mktemp("store")
    article = folder / "haber.txt"
    article.write_text(TEXT, encoding="utf-8")
    path = folder / "store.sqlite3"
    assert main(["add", str(article), "--store", str(path)]) == 0
    return path


def rows(store: Path, address: str) -> list[dict[str, object]]:
    """What Datasette answers at an address, without a port."""
    command = [sys.executable, "-m", "datasette", str(store), "--get", address]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    answer: list[dict[str, object]] = json.loads(done.stdout)
    return answer


def test_claims_are_rows_whose_words_the_text_holds(store: Path) -> None:
    """The table of claims is browsed, and its offsets cut their words out of the article in SQL too."""
    found = rows(store, f"/store/claim.json?_shape=array&predicate_lemma={quote('yatırmak')}")
    assert [row["subject"] for row in found] == ["Meta"]
    assert TEXT[int(str(found[0]["start"])) : int(str(found[0]["end"]))] == found[0]["text"]
    answers = rows(store, f"/store.json?_shape=array&sql={quote(CUT)}")
    assert answers
    assert all(row == {"same": 1} for row in answers)


def test_the_page_of_a_table_is_shown(store: Path) -> None:
    """The page for people names the columns and shows the claim."""
    command = [sys.executable, "-m", "datasette", str(store), "--get", "/store/claim"]
    page = subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode()
    assert "predicate_lemma" in page
    assert "14,3 milyar dolar" in page
