"""Drafts: each assertion judged once by itself, and the verdicts put where an editor sees them."""

import json
from pathlib import Path

import pytest
from conftest import Command
from word_documents import package, paragraph, raw, run

from claims.assertions import Assertion, PassedOver, assertions
from claims.reading.documents import docx
from claims.version import VERSION
from verifier.drafts import COMPLETED, Checked, DraftReport, check_draft
from verifier.formats.drafts import DRAFTS
from verifier.formats.drafts.view import EVERY, DraftView
from verifier.model import Evidence, Report
from verifier.pipeline import Engine, Source

SAMPLE = "verifier/sample/meta-scale-ai.txt"
CASES = (
    (
        "Meta, şirkete 15 milyar dolar yatırdı ve Google şirketle bağlarını kopardı.",
        ["Meta, şirkete 15 milyar dolar yatırdı", "Google şirketle bağlarını kopardı"],
    ),
    (
        "Alexandr Wang, Meta'ya geçti ve MSL'nin başına getirildi.",
        ["Alexandr Wang, Meta'ya geçti", "MSL'nin başına getirildi → Alexandr Wang MSL'nin başına getirildi"],
    ),
    (
        "Scale AI 200 kişiyi işten çıkardı. Şirket, ABD Ordusu ile sözleşme imzaladı.",
        [
            "Scale AI 200 kişiyi işten çıkardı",
            "Şirket, ABD Ordusu ile sözleşme imzaladı → Scale AI, ABD Ordusu ile sözleşme imzaladı",
        ],
    ),
    ("Analist Ayşe Kaya", ["fragment: Analist Ayşe Kaya"]),
    ("Peki Meta ne yapacak? Bence bu iş yürümez.", ["question: Peki Meta ne yapacak", "opinion: Bence bu iş yürümez"]),
    ("Bakan, enflasyonun yüzde 30'a gerilediğini söyledi.", ["Bakan, enflasyonun yüzde 30'a gerilediğini söyledi"]),
    ("Uzmanlara göre düşüş sürecek.", ["Uzmanlara göre düşüş sürecek"]),
    (
        "Aksoy ayrıca tramvay hattının 2028'de açılacağını söyledi ve itirazları reddetti.",
        [
            "Aksoy ayrıca tramvay hattının 2028'de açılacağını söyledi",
            "itirazları reddetti → Aksoy itirazları reddetti",
        ],
    ),
    ("Eğer mahkeme iptal ederse, bütçe yeniden oylanacak.", ["Eğer mahkeme iptal ederse, bütçe yeniden oylanacak"]),
    (
        "Scale AI laid off 200 people but won new customers. It also signed a contract with the U.S. Army.",
        [
            "Scale AI laid off 200 people",
            "won new customers → Scale AI won new customers",
            "It also signed a contract with the U.S. Army → Scale AI also signed a contract with the U.S. Army",
        ],
    ),
    (
        "Ruben Mayer, who managed operations at Scale AI, left after six months.",
        ["Ruben Mayer, who managed operations at Scale AI, left after six months"],
    ),
    ('"This deal was a disaster," said analyst Ayse Kaya.', ['"This deal was a disaster," said analyst Ayse Kaya']),
    (
        "According to five sources, TBD Labs also uses Surge AI and Mercor.",
        ["According to five sources, TBD Labs also uses Surge AI and Mercor"],
    ),
    (
        "The court, which ruled on Monday, fined the company $2 million and ordered it to stop.",
        [
            "The court, which ruled on Monday, fined the company $2 million",
            "ordered it to stop → The court ordered it to stop",
        ],
    ),
    (
        'Başkan Selin Aksoy konuştu. "Kimse bizi durduramaz. Bu hattı yapacağız."',
        ["Başkan Selin Aksoy konuştu", 'quote: "Kimse bizi durduramaz', "quote: Bu hattı yapacağız"],
    ),
    ("🚀 Meta invested $15 billion in Scale AI 🚀.", ["Meta invested $15 billion in Scale AI"]),
    ("Share this story!", ["command: Share this story"]),
    (
        "Müteahhit Sinan Boz 2 yıl ceza aldı.\n\nMahkeme başkanı kararı okurken Aras'ın ağladığı görüldü.",
        ["Müteahhit Sinan Boz 2 yıl ceza aldı", "Mahkeme başkanı kararı okurken Aras'ın ağladığı görüldü"],
    ),
    (
        "Aras'ın avukatı Leyla Sönmez salondan çıktı. Sönmez, müvekkilinin suçlamaları reddettiğini belirtti.",
        ["Aras'ın avukatı Leyla Sönmez salondan çıktı", "Sönmez, müvekkilinin suçlamaları reddettiğini belirtti"],
    ),
    (
        "Gol: Barış Alper Yılmaz (Galatasaray)\n\nDerbide Galatasaray, konuk ettiği Fenerbahçe'yi 3-1 yendi.",
        [
            "fragment: Gol: Barış Alper Yılmaz (Galatasaray)",
            "Derbide Galatasaray, konuk ettiği Fenerbahçe'yi 3-1 yendi",
        ],
    ),
    (
        'Chair Jerome Powell said rates would stay. He added that the labor market was cooling. "That is fine."',
        [
            "Chair Jerome Powell said rates would stay",
            "He added that the labor market was cooling → Chair Jerome Powell added that the labor market was cooling",
            'quote: "That is fine."',
        ],
    ),
    (
        "The Fed and Powell project one cut in 2027. That is down from three in September.",
        ["The Fed and Powell project one cut in 2027", "That is down from three in September"],
    ),
    (
        "St Mary's Hospital will cut 120 jobs by March, the trust announced Tuesday.",
        ["St Mary's Hospital will cut 120 jobs by March, the trust announced Tuesday"],
    ),
    (
        'Aras\'ın avukatı Leyla Sönmez, "Karara itiraz edeceğiz. Müvekkilim suçsuz." ifadelerini kullandı.',
        ["Aras'ın avukatı Leyla Sönmez, \"Karara itiraz edeceğiz", 'quote: Müvekkilim suçsuz." ifadelerini kullandı'],
    ),
    (
        "Deprem çevre illerde de hissedildi: Elazığ, Adıyaman, Diyarbakır.",
        ["Deprem çevre illerde de hissedildi: Elazığ, Adıyaman, Diyarbakır"],
    ),
    ("SON DAKİKA... Okullar tatil edildi!", ["fragment: SON DAKİKA", "Okullar tatil edildi"]),
    (
        "Rates stayed.\n(Reporting by Jane Doe; Editing by Bob Smith)",
        ["Rates stayed", "fragment: (Reporting by Jane Doe; Editing by Bob Smith)"],
    ),
    ("Shares of rival Voltis fell 4% on the news.", ["Shares of rival Voltis fell 4% on the news"]),
    (
        "Nordkraft lost 12 million euros in 2025, compared with a profit of 3 million the year before.",
        ["Nordkraft lost 12 million euros in 2025, compared with a profit of 3 million the year before"],
    ),
    (
        "ANKARA (AA) - Türkiye Cumhuriyet Merkez Bankası, faizi yüzde 35,5'e düşürdü.",
        ["Türkiye Cumhuriyet Merkez Bankası, faizi yüzde 35,5'e düşürdü"],
    ),
    (
        "WASHINGTON — The Federal Reserve kept its benchmark rate.",
        ["The Federal Reserve kept its benchmark rate"],
    ),
)
DRAFT = (
    "# Meta\n\nMeta invested $15 billion. Will it stay?\n\nMeta invested $15 billion. It rained <b>{>>here<<}</b>.\n"
)


@pytest.mark.parametrize(("text", "parts"), CASES, ids=[case[0][:30] for case in CASES])
def test_what_is_asserted(engine: Engine, text: str, parts: list[str]) -> None:
    """Clauses that could stand alone are one each, with their subject; what is subordinate or told stays inside."""
    analysis = engine.analyse(text)
    assert [_told(analysis.document.text, one) for one in assertions(analysis)] == parts


def _told(text: str, one: Assertion | PassedOver) -> str:
    words = text[one.start : one.end]
    if isinstance(one, PassedOver):
        return f"{one.reason}: {words}"
    return words if one.statement == words else f"{words} → {one.statement}"


@pytest.fixture(scope="module")
def judged(engine: Engine, source: Source) -> tuple[str, DraftReport]:
    """A draft with a claim that is wrong and said twice, one that nothing tells of, a completed subject, a question."""
    text = (
        "Meta, Scale AI'a 15 milyar dolar yatırdı. Alexandr Wang, Meta'ya geçti ve MSL'nin başına getirildi.\n\n"
        "Peki Meta ne yapacak? Meta, Scale AI'a 15 milyar dolar yatırdı. Kral 🤴 öldü."
    )
    return text, check_draft(engine, engine.analyse(text), "taslak.txt", [source])


def test_spans_are_true(judged: tuple[str, DraftReport]) -> None:
    """Of what is checked, again, and passed over."""
    text, report = judged
    for one in (*report.checks, *report.unchecked):
        assert text[one.start : one.end] == one.text
    for check in report.checks:
        assert all(text[span.start : span.end] == check.text for span in check.again)


def test_the_same_is_judged_once(judged: tuple[str, DraftReport]) -> None:
    """With all its places."""
    wrong = [check for check in judged[1].checks if check.report.verdict == "contradicted"]
    assert [(check.line, len(check.again)) for check in wrong] == [(1, 1)]
    assert [check.report.id for check in judged[1].checks] == [str(n + 1) for n in range(len(judged[1].checks))]


def test_a_completed_subject_is_told(judged: tuple[str, DraftReport]) -> None:
    """In a note, and in the statement that was judged."""
    (check,) = [one for one in judged[1].checks if one.report.notes]
    assert check.report.statement == "Alexandr Wang MSL'nin başına getirildi"
    assert [(note.code, note.data["subject"]) for note in check.report.notes] == [(COMPLETED, "Alexandr Wang")]
    assert check.report.verdict == "supported"


def test_what_cannot_be_checked_is_counted(judged: tuple[str, DraftReport]) -> None:
    """Nothing of a draft is passed over in silence."""
    assert [(one.reason, one.text) for one in judged[1].unchecked] == [("question", "Peki Meta ne yapacak")]


def test_articles_may_differ_by_claim(engine: Engine, source: Source) -> None:
    """Where the store answers, each statement is judged by what could matter to it."""
    asked: list[str] = []

    def finder(statement: str, lang: str | None) -> list[Source]:
        asked.append(statement)
        return [source] if "Meta" in statement else []

    analysis = engine.analyse("Meta invested $15 billion in Scale AI. The king resigned yesterday.")
    report = check_draft(engine, analysis, "d", finder)
    assert asked == ["Meta invested $15 billion in Scale AI", "The king resigned yesterday"]
    assert [len(check.report.article_sha256) for check in report.checks] == [1, 0]


def _report(text: str, evidence: str) -> DraftReport:
    """A draft report whose one claim and evidence hold what could break a format."""
    found = Evidence(article="a<b>.txt", start=0, end=len(evidence), text=evidence, line=1, relation="contradicts")
    report = Report(
        id="1",
        statement=text,
        lang="en",
        verdict="contradicted",
        confidence=0.9,
        reason="quantity-conflict",
        evidence=(found,),
        engine=f"dayanak {VERSION}",
    )
    check = Checked(start=0, end=len(text), text=text, line=1, report=report)
    return DraftReport(draft="d.md", draft_sha256="0", checks=(check,))


@pytest.mark.parametrize("name", sorted(DRAFTS))
def test_no_format_is_broken_by_a_text(name: str) -> None:
    """Markup, ends of remarks and control characters in texts stay text."""
    text = "x <script>alert(1)</script> 🚀"
    out = "".join(DRAFTS[name](_report(text, "<img src=x> <<} {== \x1b[31m"), DraftView(text)))
    if name == "html":
        assert "<script" not in out
        assert "<img" not in out
    if name == "md":
        assert out.count("<<}") == 1
        assert out.startswith("{==x <script>alert(1)</script> 🚀==}{>>")
    if name == "text":
        assert "\x1b" not in out
    if name.startswith("json"):
        assert json.loads(out)
    assert "🚀" in out


def test_criticmarkup_is_the_text_and_remarks(judged: tuple[str, DraftReport]) -> None:
    """Without the marks it is the draft, to the letter."""
    import re

    text, report = judged
    out = "".join(DRAFTS["md"](report, DraftView(text, only=EVERY)))
    assert re.sub(r"\{>>.*?<<\}|\{==|==\}", "", out) == text
    assert out.count("{==") == sum(len(check.spans) for check in report.checks)


def test_remarks_leave_out_what_is_right(judged: tuple[str, DraftReport]) -> None:
    """By themselves; when asked for they are there."""
    text, report = judged
    assert "Kaynak doğruluyor" not in "".join(DRAFTS["md"](report, DraftView(text)))
    assert "Kaynak doğruluyor" in "".join(DRAFTS["md"](report, DraftView(text, only=EVERY)))


def test_on_the_command_line(verify: Command, tmp_path: Path) -> None:
    """Text by default, with a summary; the exit status follows --fail-on alone."""
    draft = tmp_path / "draft.md"
    draft.write_text(DRAFT, encoding="utf-8")
    done = verify("draft", str(draft), "--article", SAMPLE)
    assert (done.status, done.err) == (0, "")
    assert "CONTRADICTED  Meta invested $15 billion" in done.out
    assert f"{draft}, line 3, line 5" in done.out
    assert "Not checkable: 1 fragment, 1 question." in done.out
    assert verify("draft", str(draft), "--article", SAMPLE, "--fail-on", "contradicted").status == 1


def test_a_word_document_comes_back_with_comments(verify: Command, tmp_path: Path) -> None:
    """Its text is the same, and twice the same bytes are written."""
    draft, first, second = (tmp_path / name for name in ("draft.docx", "1.docx", "2.docx"))
    draft.write_bytes(package(paragraph(run("Meta invested $15 billion "), run("in Scale AI 🚀."))))
    for written in (first, second):
        done = verify("draft", str(draft), "--article", SAMPLE, "-o", str(written))
        assert (done.status, done.out, done.err) == (0, "", "")
    assert first.read_bytes() == second.read_bytes()
    assert docx.read(raw(first.read_bytes())).text == docx.read(raw(draft.read_bytes())).text
    assert b"word/comments.xml" in first.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("missing.docx",), "no file"),
        (("-", "--article", "-"), "both come from standard input"),
        ((SAMPLE, "-o", "x.docx"), "give a .docx"),
        ((SAMPLE, "-o", SAMPLE), "is the draft itself"),
        ((SAMPLE, "--only", "wrong"), "is none of"),
    ],
)
def test_what_cannot_be_done(verify: Command, arguments: tuple[str, ...], told: str) -> None:
    """One sentence and exit status 2."""
    done = verify("draft", *arguments)
    assert done.status == 2
    assert told in done.err


def test_a_draft_that_asserts_nothing(verify: Command, tmp_path: Path) -> None:
    """Is told of on standard error."""
    draft = tmp_path / "draft.txt"
    draft.write_text("Peki şimdi ne olacak?\n", encoding="utf-8")
    done = verify("draft", str(draft), "--article", SAMPLE, "--format", "jsonl")
    assert (done.status, done.out) == (0, "")
    assert "asserts nothing that can be checked" in done.err
