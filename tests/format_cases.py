"""What every format is tried with: texts, names and verdicts that a careless format would break on."""

from claims.document import Document
from verifier.drafts import Checked, DraftReport
from verifier.formats import View
from verifier.formats.marks import Mark, from_draft, from_reports
from verifier.model import Comparison, Evidence, Note, Relation, Report, Side, Verdict

NAME = "haber 🚀/%5 pay, İzmir: #1|2.txt"
TEXT = (
    '🚀 "İstanbul’da" | İzmir\'de <b onclick="x">--></b>\x07 \\ %0A :: @kurum\r\n'
    "İlk haber 🧿: ŞİRKET 14,3 milyar dolar yatırdı;\r\n"
    "\r\nbunu 200 kişi | “duydu”.\tSon --> </script>\r\n"
)
ACROSS = "yatırdı;\r\n\r\nbunu 200 kişi"
DRAFT_NAME = "taslak ü.md"
DRAFT = "🧿 İlk satır.\r\nŞirket 15 milyar dolar yatırdı. Google | gitti.\r\n"
RELATIONS: dict[Verdict, Relation] = {"supported": "supports", "contradicted": "contradicts", "unknown": "related"}


def evidence(words: str, relation: Relation, text: str = TEXT, name: str = NAME) -> Evidence:
    """Words of the article as evidence."""
    start = text.index(words)
    line = text.count("\n", 0, start) + 1
    return Evidence(article=name, start=start, end=start + len(words), text=words, line=line, relation=relation)


def report(id: str, statement: str, verdict: Verdict, reason: str, *spans: str, lang: str = "tr") -> Report:
    """A report whose evidence are words of the article; a contradiction is about an amount."""
    return Report(
        id=id,
        statement=statement,
        lang=lang,
        verdict=verdict,
        confidence=0.75,
        reason=reason,
        evidence=tuple(evidence(words, RELATIONS[verdict]) for words in spans),
        comparisons=(_amounts(statement),) if verdict == "contradicted" else (),
        notes=(Note(code="note", message="Tek | tırnak <kullanın>."),) if verdict == "contradicted" else (),
        engine="e",
    )


def _amounts(statement: str) -> Comparison:
    ours, theirs = "15 milyar dolar", "14,3 milyar dolar"
    start, other = statement.index(ours), TEXT.index(theirs)
    return Comparison(
        aspect="quantity",
        outcome="conflict",
        statement=Side(start=start, end=start + len(ours), text=ours, value="15 000 000 000 USD"),
        article=Side(start=other, end=other + len(theirs), text=theirs, value="14 300 000 000 USD"),
        reason="different-value",
        comparator="quantities",
        weight=1.0,
        strength=1.0,
    )


REPORTS = (
    report(
        "1", "🧿 =ŞİRKET | 15 milyar dolar yatırdı --> <i>", "contradicted", "quantity-conflict", "14,3 milyar dolar"
    ),
    report("2", "200 people\x1b[31m heard\x9b it\u2028 now", "supported", "borne-out", ACROSS, "“duydu”", lang="en"),
    report("3", "% Google gitti\r\n::error::x", "unknown", "no-such-participant", "ŞİRKET"),
    report("4", "Nasılsın?", "unknown", "not-checkable"),
)
"""A contradiction; support in two places, one of them over three lines; an unknown; one that nothing speaks of."""

VIEW = View(
    documents={NAME: Document(text=TEXT, lang="tr", sentences=())},
    many=True,
    reviewer="Örnek Gazetesi",
    url="https://gazete.example/teyit?no=1&y=2",
)


def _checked(words: str, number: int) -> Checked:
    start = DRAFT.index(words)
    verdict: Verdict = "contradicted" if "15" in words else "unknown"
    spans = ("14,3 milyar dolar",) if verdict == "contradicted" else ()
    reason = "quantity-conflict" if spans else "no-such-participant"
    judged = report(str(number), words, verdict, reason, *spans)
    return Checked(start=start, end=start + len(words), text=words, line=2, report=judged)


CLAIMS = ("Şirket 15 milyar dolar yatırdı", "Google | gitti")
DRAFT_REPORT = DraftReport(
    draft=DRAFT_NAME,
    draft_sha256="",
    checks=tuple(_checked(words, number) for number, words in enumerate(CLAIMS, start=1)),
)


def report_marks() -> tuple[Mark, ...]:
    """The marks of the reports, on the article."""
    return tuple(from_reports(REPORTS, VIEW))


def draft_marks() -> tuple[Mark, ...]:
    """The marks of the draft, with evidence in the article."""
    return tuple(from_draft(DRAFT_REPORT, DRAFT, {NAME: TEXT}))
