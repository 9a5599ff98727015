"""What a client of LanguageTool is answered; offsets count UTF-16 units of the text as the client sent it."""

from collections.abc import Iterable
from typing import Any

from claims.document import Lang
from claims.offsets import Offsets
from claims.version import VERSION
from verifier.editors.languagetool.request import Request
from verifier.findings import Finding
from verifier.model import Verdict
from verifier.phrases import phrases

RULES: dict[Verdict, str] = {"contradicted": "DAYANAK_CONTRADICTED", "unknown": "DAYANAK_UNKNOWN"}
# Superdesk shows these types only: "locale-violation" with its grammar, "other" with its spelling.
TYPES: dict[Verdict, str] = {"contradicted": "locale-violation", "unknown": "other"}
CATEGORY = "DAYANAK"
NAMES: dict[str, str] = {
    "tr": "Turkish",
    "tr-TR": "Turkish",
    "en": "English",
    "en-GB": "English (GB)",
    "en-US": "English (US)",
}
AROUND = 40


def languages() -> list[dict[str, str]]:
    """The languages that are checked, for GET /v2/languages."""
    return [{"name": name, "code": code.partition("-")[0], "longCode": code} for code, name in NAMES.items()]


def answer(request: Request, lang: Lang, findings: Iterable[Finding], *, complete: bool) -> dict[str, Any]:
    """The answer to POST /v2/check; findings index what the request says, ``complete`` tells that none is to come."""
    source = request.source
    offsets = Offsets(source)
    wanted = [one for one in findings if one.verdict in RULES and RULES[one.verdict] not in request.disabled]
    code = request.code if request.code in NAMES else lang
    return {
        "software": {"name": "Dayanak", "version": VERSION, "apiVersion": 1, "premium": False, "status": ""},
        "warnings": {"incompleteResults": not complete},
        "language": {
            "name": NAMES[code],
            "code": code,
            "detectedLanguage": {"name": NAMES[lang], "code": lang, "confidence": 1.0},
        },
        "matches": [_match(request, source, offsets, finding) for finding in wanted],
    }


def _match(request: Request, source: str, offsets: Offsets, finding: Finding) -> dict[str, Any]:
    start, end = request.place(finding.start, finding.end)
    before, after = max(start - AROUND, 0), min(end + AROUND, len(source))
    first, last = request.place(finding.check.start, finding.check.end)
    length = offsets.to("utf-16", end) - offsets.to("utf-16", start)
    verdict = finding.verdict
    words = phrases(finding.report.lang)
    # What spans markup cannot be replaced by plain words.
    whole = source[start:end] == request.text[finding.start : finding.end]
    return {
        "message": finding.message,
        "shortMessage": finding.short,
        "offset": offsets.to("utf-16", start),
        "length": length,
        "replacements": [{"value": finding.replacement}] if finding.replacement is not None and whole else [],
        "context": {
            "text": source[before:after],
            "offset": offsets.to("utf-16", start) - offsets.to("utf-16", before),
            "length": length,
        },
        "sentence": source[first:last],
        "type": {"typeName": "Other"},
        "rule": {
            "id": RULES[verdict],
            "description": words.description[verdict],
            "issueType": TYPES[verdict],
            "category": {"id": CATEGORY, "name": "Dayanak"},
        },
    }
