"""What to underline in a text and what to say about it: the verdicts of a draft, as editors' tools show them."""

from claims.document import Frozen, Lang
from claims.language import detect
from verifier.decision import strongest_conflict
from verifier.drafts import Checked, DraftReport
from verifier.model import Comparison, Evidence, Report, Verdict
from verifier.phrases import Phrases, phrases
from verifier.replacement import replacement

QUOTED = 200


class Finding(Frozen):
    """One checked claim with what to underline for it; offsets are code points of the draft's text.

    ``start`` and ``end`` are the clashing words where a contradiction comes down to words of the claim, else the whole
    claim; ``replacement`` is what could stand there instead, where the source gives another number. ``short`` and
    ``message`` are in the language of the claim; they quote texts as they stand, so whoever shows them escapes them.
    """

    check: Checked
    start: int
    end: int
    short: str
    message: str
    replacement: str | None = None

    @property
    def verdict(self) -> Verdict:
        """The verdict on the claim."""
        return self.check.report.verdict

    @property
    def report(self) -> Report:
        """The whole answer for the claim."""
        return self.check.report


def find(draft: DraftReport) -> tuple[Finding, ...]:
    """A finding for every claim that was checked, in the order of the text; what two say alike is said once."""
    found: dict[tuple[int, int, str], Finding] = {}
    for finding in map(_finding, draft.checks):
        found.setdefault((finding.start, finding.end, finding.message), finding)
    return tuple(found.values())


def clash(report: Report) -> Comparison | None:
    """The conflict that makes a contradiction, where both sides of it can be shown; None where it is one of meaning."""
    found = strongest_conflict(report.comparisons) if report.verdict == "contradicted" else None
    if found is None or found.aspect == "meaning" or found.statement is None or found.article is None:
        return None
    return found


def explained(report: Report) -> str:
    """What is said of a claim or statement, in its language."""
    return _message(report, clash(report), phrases(report.lang))


def _finding(check: Checked) -> Finding:
    report = check.report
    words = phrases(report.lang)
    conflict = clash(report)
    place = _place(check, conflict)
    start, end = place or (check.start, check.end)
    return Finding(
        check=check,
        start=start,
        end=end,
        short=words.short[report.verdict],
        message=_message(report, conflict, words),
        replacement=None if conflict is None or place is None else _replacement(report, conflict),
    )


def _place(check: Checked, conflict: Comparison | None) -> tuple[int, int] | None:
    """Where the clashing words stand in the draft: None where the claim does not hold them, or more than once."""
    if conflict is None or conflict.statement is None:
        return None
    words = conflict.statement.text
    if not words or check.text.count(words) != 1:
        return None
    start = check.start + check.text.index(words)
    return start, start + len(words)


def _message(report: Report, conflict: Comparison | None, words: Phrases) -> str:
    if report.verdict == "unknown" or not report.evidence:
        return words.unknown.format(reason=words.reason(report.reason))
    place, evidence = told(report.evidence[0], words), quoted(report.evidence[0].text)
    if report.verdict == "supported":
        return words.supported.format(place=place, evidence=evidence)
    if conflict is None or conflict.statement is None or conflict.article is None:
        return words.contradicted.format(place=place, evidence=evidence)
    return words.contradicted_values.format(ours=conflict.statement.text, theirs=conflict.article.text, place=place)


def told(evidence: Evidence, words: Phrases) -> str:
    """Where the evidence stands, in words."""
    return words.place.format(article=evidence.article, line=evidence.line)


def quoted(text: str) -> str:
    """Words of a source on one line, cut after some 200 characters."""
    line = " ".join(text.split())
    return line if len(line) <= QUOTED else line[:QUOTED].rsplit(" ", 1)[0] + " …"


def _replacement(report: Report, conflict: Comparison) -> str | None:
    lang: Lang = "tr" if report.lang == "tr" else "en"
    foreign = bool(report.evidence) and detect(report.evidence[0].text) not in (lang, None)
    return replacement(conflict, lang, foreign=foreign)
