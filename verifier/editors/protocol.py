"""Findings in the words of the Language Server Protocol 3.17: diagnostics, hovers, quick fixes; nothing is sent here.

Positions count in the unit that client and server have agreed on.
"""

from pathlib import Path

from lsprotocol import types

from claims.folding import lower
from claims.offsets import Offsets, Position, Unit
from claims.reading.documents import TEXTS
from verifier.editors.card import markdown, plain
from verifier.editors.desk import Sheet
from verifier.findings import Finding, quoted
from verifier.model import Evidence, Verdict
from verifier.phrases import phrases

NAME = "dayanak"
SEVERITIES: dict[Verdict, types.DiagnosticSeverity] = {
    "contradicted": types.DiagnosticSeverity.Warning,
    "unknown": types.DiagnosticSeverity.Information,
    "supported": types.DiagnosticSeverity.Hint,
}
UNITS: dict[str, Unit] = {"utf-8": "utf-8", "utf-16": "utf-16", "utf-32": "code-points"}
TOP = types.Range(types.Position(0, 0), types.Position(0, 0))


class Judged:
    """A judged version of an open text, asked about in positions."""

    def __init__(self, uri: str, version: int | None, text: str, sheet: Sheet, unit: Unit) -> None:
        self.uri, self.version, self.sheet = uri, version, sheet
        self._offsets = Offsets(text)
        self._unit = unit

    def diagnostics(self) -> list[types.Diagnostic]:
        """One diagnostic for each finding that is to be shown."""
        return [self._diagnostic(finding) for finding in self.sheet.shown]

    def hover(self, position: types.Position, *, marked: bool) -> types.Hover | None:
        """The card of the narrowest claim at a position, shown as diagnostic or not; ``marked`` asks for Markdown."""
        at = self._offset(position)
        here = [one for one in self.sheet.findings if at is not None and one.check.start <= at < one.check.end]
        finding = min(here, key=lambda one: one.check.end - one.check.start, default=None)
        if finding is None:
            return None
        kind = types.MarkupKind.Markdown if marked else types.MarkupKind.PlainText
        content = types.MarkupContent(kind, (markdown if marked else plain)(finding))
        return types.Hover(content, self._range(finding.check.start, finding.check.end))

    def fixes(self, asked: types.Range) -> list[types.CodeAction]:
        """A quick fix for each finding in the range that knows what to write instead."""
        start, end = self._offset(asked.start), self._offset(asked.end)
        if start is None or end is None:
            return []
        return [
            self._fix(finding, finding.replacement)
            for finding in self.sheet.shown
            if finding.replacement is not None and finding.start <= end and start <= finding.end
        ]

    def _diagnostic(self, finding: Finding) -> types.Diagnostic:
        related = [self._related(evidence) for evidence in finding.report.evidence]
        return types.Diagnostic(
            range=self._range(finding.start, finding.end),
            message=finding.message,
            severity=SEVERITIES[finding.verdict],
            code=finding.report.reason,
            source=NAME,
            related_information=[one for one in related if one is not None] or None,
            data={"id": finding.report.id, "verdict": finding.verdict, "confidence": finding.report.confidence},
        )

    def _related(self, evidence: Evidence) -> types.DiagnosticRelatedInformation | None:
        """Where the evidence stands; None for an article that is no file. Of a file that is no text only the top."""
        path = self.sheet.sources.file(evidence.article)
        if path is None:
            return None
        place = TOP
        if lower(path.suffix, "en") in TEXTS:
            text = next(
                one for one in self.sheet.sources.articles if one.name == evidence.article
            ).analysis.document.text
            place = _range(Offsets(text), evidence.start, evidence.end, self._unit)
        return types.DiagnosticRelatedInformation(
            types.Location(Path(path).resolve().as_uri(), place), f"“{quoted(evidence.text)}”"
        )

    def _fix(self, finding: Finding, words: str) -> types.CodeAction:
        edit = types.TextEdit(self._range(finding.start, finding.end), words)
        return types.CodeAction(
            title=phrases(finding.report.lang).replace.format(theirs=words),
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[self._diagnostic(finding)],
            edit=types.WorkspaceEdit(changes={self.uri: [edit]}),
        )

    def _range(self, start: int, end: int) -> types.Range:
        return _range(self._offsets, start, end, self._unit)

    def _offset(self, position: types.Position) -> int | None:
        """The code point at a position, None where the text has no such line."""
        try:
            return self._offsets.offset(Position(position.line, position.character), self._unit)
        except ValueError:
            return None


def complaint(message: str) -> types.Diagnostic:
    """A diagnostic at the top of a text that cannot be judged."""
    return types.Diagnostic(
        range=TOP, message=message, severity=types.DiagnosticSeverity.Error, code="not-judged", source=NAME
    )


def _range(offsets: Offsets, start: int, end: int, unit: Unit) -> types.Range:
    first, last = offsets.position(start, unit), offsets.position(end, unit)
    return types.Range(types.Position(first.line, first.column), types.Position(last.line, last.column))
