"""The report of a batch as one HTML file that needs nothing else: numbers, two plots, the contradicted rows first."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import islice
from typing import Any

from verifier.batch.records import Finished, conflicts
from verifier.batch.tally import BINS, Tally
from verifier.formats.batch_page import SCRIPT, STYLE
from verifier.formats.words import REASONS, grouped

ORDER = ("contradicted", "unknown", "supported", "error")
SHOWN = 5000
GROUPS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
"""The spaces within a long number, at which no line may break."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
PLOT_WIDTH, PLOT_HEIGHT, FOOT, HEAD = 400, 150, 18, 14


def render(name: str, tally: Tally, rows: Iterable[Finished]) -> Iterator[str]:
    """The page, piece by piece; ``name`` is the batch file, ``rows`` come in the order of ``ORDER``."""
    total = tally.verdicts.total()
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(name)} – verdicts</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{_text(name)}</h1>\n"
        f'<p class="soft">{total:,} {"statement" if total == 1 else "statements"}, each judged by its article alone</p>'
        f'\n<div class="plots">\n<section><h2>Verdicts</h2>{_verdicts(tally, total)}</section>\n'
        f"<section><h2>Confidence</h2>{_histogram(tally)}</section>\n</div>\n<h2>Statements</h2>\n"
    )
    if total > SHOWN:
        yield (
            f"<p>The table shows the first {SHOWN:,} of {total:,} rows, contradicted ones first; "
            "the output file holds them all.</p>\n"
        )
    yield _tools(tally)
    yield '<table>\n<thead><tr><th scope="col">Row</th><th scope="col">Statement</th><th scope="col">Verdict</th>'
    yield '<th scope="col">What the article says</th></tr></thead>\n<tbody>\n'
    for row in islice(rows, SHOWN):
        yield _row(row)
    yield f"</tbody>\n</table>\n</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n"


def _verdicts(tally: Tally, total: int) -> str:
    met = [name for name in ORDER if tally.verdicts[name]]
    pieces = "".join(f'<span class="fill {name}" style="flex-grow:{tally.verdicts[name]}"></span>' for name in met)
    lines = "".join(
        f'<li><span class="word {name}">{name}</span><span>{tally.verdicts[name]:,} · '
        f"{100 * tally.verdicts[name] / total:.1f} %</span></li>"
        for name in met
    )
    return f'<div class="bar" aria-hidden="true">{pieces}</div><ul class="key">{lines}</ul>'


def _histogram(tally: Tally) -> str:
    """Ten stacked bars; each tells its numbers when pointed at or read aloud."""
    totals = [sum(tally.confidence[name, place] for name in ORDER) for place in range(BINS)]
    most = max(*totals, 1)
    step = PLOT_WIDTH / BINS
    parts = []
    for place, count in enumerate(totals):
        top = float(PLOT_HEIGHT + HEAD)
        low, high = place / BINS, (place + 1) / BINS
        told = [f"{tally.confidence[name, place]:,} {name}" for name in ORDER if tally.confidence[name, place]]
        bars = []
        for name in reversed(ORDER):
            height = PLOT_HEIGHT * tally.confidence[name, place] / most
            top -= height
            if height:
                bars.append(
                    f'<rect class="fill {name}" x="{place * step + 2:.1f}" y="{top:.2f}" '
                    f'width="{step - 4:.1f}" height="{height:.2f}"/>'
                )
        if count:
            label = f'<text x="{(place + 0.5) * step:.1f}" y="{top - 3:.2f}" text-anchor="middle">{count:,}</text>'
            parts.append(f"<g><title>{low:.1f}–{high:.1f}: {', '.join(told)}</title>{''.join(bars)}{label}</g>")
    ticks = "".join(
        f'<text x="{place * PLOT_WIDTH / 4:.0f}" y="{PLOT_HEIGHT + HEAD + FOOT - 4}" '
        f'text-anchor="{("start", "middle", "middle", "middle", "end")[place]}">{place / 4:g}</text>'
        for place in range(5)
    )
    line = (
        f'<line x1="0" x2="{PLOT_WIDTH}" y1="{PLOT_HEIGHT + HEAD}" y2="{PLOT_HEIGHT + HEAD}" '
        'stroke="currentColor" stroke-opacity=".4"/>'
    )
    return (
        f'<svg viewBox="0 0 {PLOT_WIDTH} {PLOT_HEIGHT + HEAD + FOOT}" role="img" '
        f'aria-label="How many verdicts have which confidence, from 0 to 1">{"".join(parts)}{line}{ticks}</svg>'
    )


def _tools(tally: Tally) -> str:
    buttons = "".join(
        f'<button type="button" aria-pressed="false" data-verdict="{name}"><span class="word {name}">{name}</span> '
        f"{tally.verdicts[name]:,}</button>"
        for name in ORDER
        if tally.verdicts[name]
    )
    field = '<input type="search" placeholder="Find in the rows" aria-label="Find in the rows">'
    return f'<div class="tools" hidden>{buttons}{field}</div>\n<p id="said" class="soft" aria-live="polite"></p>\n'


def _row(row: Finished) -> str:
    if row.report is None:
        said = next((value for value in row.columns.values() if isinstance(value, str)), "")
        return (
            f'<tr class="error"><td class="soft">{row.number:,}</td><td dir="auto">{_text(said)}</td>'
            f'<td class="word error">error</td><td>{_text(row.problem())}</td></tr>\n'
        )
    report = row.report
    clashing = conflicts(report)
    verdict = report["verdict"]
    reason = REASONS.get(report["reason"], report["reason"].replace("-", " "))
    identity = "" if report["id"] == str(row.number) else f"<br>{_text(report['id'])}"
    return (
        f'<tr class="{verdict}"><td class="soft">{row.number:,}{identity}</td>'
        f'<td lang="{_text(report["lang"])}" dir="auto">'
        f"{_marked(report['statement'], 0, [one['statement'] for one in clashing])}</td>"
        f'<td><span class="word {verdict}">{verdict}</span> <span class="number">{report["confidence"]:.2f}</span>'
        f'<br><span class="soft">{_text(reason)}</span></td><td>{_evidence(report, clashing)}'
        f"{''.join(map(_values, clashing))}{''.join(_note(note) for note in report['notes'])}</td></tr>\n"
    )


def _evidence(report: Mapping[str, Any], clashing: Sequence[Mapping[str, Any]]) -> str:
    parts = []
    for place, evidence in enumerate(report["evidence"]):
        compared = clashing or [one for one in report["comparisons"] if one["outcome"] == "agree"]
        sides = [one["article"] for one in compared] if place == 0 else []
        lead = "closest: " if evidence["relation"] == "related" else ""
        parts.append(
            f'<blockquote dir="auto">{_marked(evidence["text"], evidence["start"], sides)}</blockquote>'
            f'<p class="soft">{lead}{_text(evidence["article"])}, line {evidence["line"]}</p>'
        )
    return "".join(parts)


def _values(one: Mapping[str, Any]) -> str:
    said, given = (_side(one[name]) for name in ("statement", "article"))
    return f"<p>{_text(one['aspect'])}: statement: <b>{said}</b> · article: <b>{given}</b></p>"


def _side(side: Mapping[str, Any] | None) -> str:
    return "–" if side is None else _text(GROUPS.sub("\u00a0", grouped(side["value"] or side["text"])))


def _note(note: Mapping[str, Any]) -> str:
    return f'<p class="soft">note: {_text(note["message"])}</p>'


def _marked(text: str, base: int, sides: Iterable[Mapping[str, Any] | None]) -> str:
    """The text with the sides that lie in it marked; ``base`` is the offset at which it begins in its own text."""
    spans = sorted(
        (side["start"] - base, side["end"] - base)
        for side in sides
        if side is not None and text[max(side["start"] - base, 0) : max(side["end"] - base, 0)] == side["text"]
    )
    parts, at = [], 0
    for start, end in spans:
        if start < end and end > at:
            start = max(start, at)
            parts += [_text(text[at:start]), "<mark>", _text(text[start:end]), "</mark>"]
            at = end
    return "".join((*parts, _text(text[at:])))


def _text(text: str) -> str:
    """Text that is only text, whatever it holds."""
    return escape(text.encode("utf-8", "replace").decode())
