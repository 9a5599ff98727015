"""The pipeline: the same bytes in every process, the best sentence of all sources, a reason for every unknown."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from comparator_cases import prepared, recorded, rows, source

from claims.document import Lang
from claims.version import VERSION
from verifier.decision import decide
from verifier.pipeline import Engine, Source
from verifier.settings import Settings

FACTORY = "Kaya Holding, Bursa'daki fabrikasını mart ayında kapattı. Şirket 200 işçiyi işten çıkardı."
BRIDGE = "Belediye, yeni köprüyü salı günü açtı. Törene üç bakan katıldı."
DENIAL = "Kaya Holding, Bursa'daki fabrikasını mart ayında kapatmadı."
SCRIPT = """
from comparator_cases import recorded, rows, source
from verifier.pipeline import Engine
engine = recorded(Engine())
for row in rows("comparators"):
    print(engine.verify(row["statement"], (source(engine, row["article"]),), lang=row["lang"]).model_dump_json())
"""
STATEMENTS = (
    "Kaya Holding Bursa'daki fabrikasını kapattı.",
    "Kaya Holding laid off 2,000 workers.",
    "Belediye köprüyü cuma günü açtı.",
    "Three ministers attended the ceremony.",
)


@pytest.fixture(scope="module")
def sources(engine: Engine) -> tuple[Source, Source]:
    """Two articles about two things."""
    return (
        Source(name="fabrika.txt", analysis=engine.analyse(FACTORY)),
        Source(name="kopru.txt", analysis=engine.analyse(BRIDGE)),
    )


def test_two_processes_give_the_same_bytes(root: Path, engine: Engine) -> None:
    """This one and another whose hashes of strings are salted differently, from the same parses."""
    here = os.environ.get("PYTHONHASHSEED", "random")
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "2" if here == "1" else "1",
        "PYTHONPATH": os.pathsep.join((str(root), str(root / "tests"))),
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, env=environment, timeout=120, check=True)
    mine = recorded(engine)
    reports = [
        mine.verify(row["statement"], (source(mine, row["article"]),), lang=row["lang"]).model_dump_json()
        for row in rows("comparators")
    ]
    assert done.stdout.decode("utf-8").splitlines() == reports


def test_one_pass_or_several_make_no_difference(engine: Engine) -> None:
    """Texts analysed together give what each gives alone."""
    together = prepared(engine, [(text, "tr") for text in (FACTORY, BRIDGE, DENIAL)])
    for text in (FACTORY, BRIDGE, DENIAL):
        assert together.analyse(text, lang="tr") == engine.analyse(text, lang="tr")


@pytest.mark.parametrize(
    ("statement", "name"),
    [("Belediye yeni köprüyü açtı.", "kopru.txt"), ("The company laid off 200 workers.", "fabrika.txt")],
)
def test_evidence_comes_from_the_article_that_tells_of_it(
    engine: Engine, sources: tuple[Source, Source], statement: str, name: str
) -> None:
    """Whatever the order of the articles."""
    for order in (sources, sources[::-1]):
        report = engine.verify(statement, order)
        assert report.evidence[0].article == name
        assert report.article_sha256 == tuple(source.analysis.document.sha256 for source in order)


def test_the_best_sentence_decides(engine: Engine, sources: tuple[Source, Source]) -> None:
    """The report carries the comparisons and the decision of one sentence, the one that matches best."""
    statement = "Kaya Holding 200 işçiyi işten çıkardı."
    findings = engine.examine(statement, sources[0])
    best = findings[0]
    assert best.pair.match.rank == max(finding.pair.match.rank for finding in findings)
    report = engine.verify(statement, sources[:1])
    assert report.comparisons == best.comparisons
    assert (report.verdict, report.reason, report.confidence) == best.decision
    assert all(finding.decision == decide(finding.comparisons) for finding in findings)


@pytest.mark.parametrize(
    ("statement", "lang", "reason"),
    [
        ("Der Minister ist am Montag zurückgetreten.", None, "language-not-understood"),
        ("Министр подал в отставку.", None, "language-not-understood"),
        ("", None, "language-not-understood"),
        ("Kaya Holding fabrikasını neden kapattı?", "tr", "not-checkable"),
        ("Did Kaya Holding close its factory?", "en", "not-checkable"),
        ("...", "tr", "not-checkable"),
    ],
)
def test_what_cannot_be_judged_says_why(
    engine: Engine, sources: tuple[Source, Source], statement: str, lang: Lang | None, reason: str
) -> None:
    """Another language, a question, nothing: unknown with its reason, without evidence or comparisons."""
    report = engine.verify(statement, sources, lang=lang)
    assert (report.verdict, report.reason) == ("unknown", reason)
    assert (report.evidence, report.comparisons, report.notes) == ((), (), ())


def test_without_articles_or_common_words_there_is_no_evidence(engine: Engine, sources: tuple[Source, Source]) -> None:
    """Nothing to judge by is unknown, not false."""
    for articles, statement in (((), STATEMENTS[0]), (sources, "Penguins swim in Antarctica.")):
        report = engine.verify(statement, articles)
        assert (report.verdict, report.reason, report.evidence) == ("unknown", "no-such-participant", ())


def test_a_report_says_what_made_it(engine: Engine, sources: tuple[Source, Source]) -> None:
    """The id as given, the language as detected, the engine's version, the models of the languages and the encoder."""
    report = engine.verify("The company laid off 200 workers.", sources, id="7")
    assert (report.id, report.lang, report.engine) == ("7", "en", f"dayanak {VERSION}")
    assert sorted(report.models) == ["en", "encoder", "tr"]
    assert all(report.models.values())
    assert list(engine.verify(STATEMENTS[0], sources).models) == ["tr", "encoder"]
    assert engine.verify(STATEMENTS[0], sources, lang="en").lang == "en"


def test_least_confidence_turns_verdicts_unknown(engine: Engine, sources: tuple[Source, Source]) -> None:
    """And leaves verdicts as sure as asked for alone."""
    plain = engine.verify(STATEMENTS[0], sources)
    assert plain.verdict == "supported"
    for least, verdict in ((plain.confidence, "supported"), (1.0, "unknown")):
        strict = Engine(settings=Settings(min_confidence=least))
        strict.parser = engine.parser
        report = strict.verify(STATEMENTS[0], sources)
        assert report.verdict == verdict
        assert report.comparisons == plain.comparisons
        assert (report.reason == "low-confidence") == (verdict == "unknown")


def test_articles_that_disagree_settle_nothing(engine: Engine, sources: tuple[Source, Source]) -> None:
    """One asserts it and the other denies it: unknown, with both spans."""
    denial = Source(name="yalanlama.txt", analysis=engine.analyse(DENIAL))
    report = engine.verify("Kaya Holding, Bursa'daki fabrikasını mart ayında kapattı.", (sources[0], denial))
    assert (report.verdict, report.reason) == ("unknown", "sources-disagree")
    assert {evidence.article for evidence in report.evidence} == {"fabrika.txt", "yalanlama.txt"}
