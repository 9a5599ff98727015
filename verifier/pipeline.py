"""The picture of the engine in code: statement and articles in, Report out; nothing else calls the steps."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from claims.cache import AnalysisCache
from claims.claim import Analysis
from claims.document import Frozen, Lang
from claims.encoding import encoder_digest
from claims.language import detect
from claims.languages import LANGUAGES
from claims.parsing import ModelChoice, Parser, model_digest
from claims.reading.source_map import NOWHERE, SourceMap
from claims.version import VERSION
from verifier.comparators import compare
from verifier.decision import Decision, decide, strongest_conflict
from verifier.division import divide_names
from verifier.index import Index
from verifier.matching import find_matches
from verifier.model import Comparison, Evidence, Note, Relation, Report, Verdict
from verifier.notes import find_notes
from verifier.pairing import Pair
from verifier.reader import Encodings, read
from verifier.settings import Settings

SETTLED = 0.5
SURE = 0.7
CLOSE = 0.6
SHOWN = 3
INDEXES = 256
FEWEST_TERMS = 2
PREPARED = 1024
DISPUTED = "sources-disagree"
RELATIONS: dict[Verdict, Relation] = {"supported": "supports", "contradicted": "contradicts", "unknown": "related"}


class Source(Frozen):
    """An analysed article, the name it is shown by, and where known the day it was published (ISO date).

    ``places`` tell where its text stands in the document that it was read from.
    """

    name: str
    analysis: Analysis
    published: str | None = None
    places: SourceMap = NOWHERE


class Analyses(Protocol):
    """Where analyses are kept between runs, keyed by text, language and models."""

    def get(self, text: str, lang: Lang, models: str) -> Analysis | None:
        """The kept analysis, or None."""

    def put(self, text: str, lang: Lang, models: str, analysis: Analysis) -> None:
        """Keep an analysis."""


class Finding(NamedTuple):
    """What one sentence of one source makes of the statement."""

    source: Source
    pair: Pair
    comparisons: tuple[Comparison, ...]
    decision: Decision


class Engine:
    """Analyses articles and verifies statements with one set of models and settings."""

    def __init__(
        self,
        *,
        models: ModelChoice = "packaged",
        settings: Settings | None = None,
        cache: Analyses | None = None,
    ) -> None:
        self.settings = settings or Settings()
        self.parser = Parser(models=models)
        self.cache = cache
        self._prepared: OrderedDict[tuple[str, Lang], Analysis] = OrderedDict()
        self._indexes: OrderedDict[str, Index] = OrderedDict()
        self._encodings = Encodings(cache if isinstance(cache, AnalysisCache) else None)

    def analyse(self, text: str, *, lang: Lang | None = None) -> Analysis:
        """The claims, values and names of a text; its language is detected where not given (Turkish if in doubt)."""
        language: Lang = lang or detect(text) or "tr"
        if (text, language) in self._prepared:
            return self._prepared[text, language]
        digest = model_digest(language, self.parser.models)
        kept = self.cache.get(text, language, digest) if self.cache else None
        if kept is None:
            from claims.analysis import analyse  # heavy, and of no use where the analysis is kept

            kept = analyse(text, language, self.parser)
            if self.cache:
                self.cache.put(text, language, digest, kept)
        return kept

    def load(self, text: str, lang: Lang) -> None:
        """Load the models that analysing a text takes, unless they are loaded or its analysis is kept."""
        if lang not in self.parser.loaded:
            digest = model_digest(lang, self.parser.models)
            if self.cache is None or self.cache.get(text, lang, digest) is None:
                self.parser.load(lang)

    def prepare(self, statements: Iterable[tuple[str, Lang]]) -> None:
        """Analyse and encode statements together, so that judging them is quick; it changes no verdict."""
        known = tuple(dict.fromkeys(statements))
        for language in LANGUAGES:
            digest = model_digest(language, self.parser.models)
            missing = []
            for text, lang in known:
                if lang == language and (text, lang) not in self._prepared:
                    kept = self.cache.get(text, lang, digest) if self.cache else None
                    if kept is None:
                        missing.append(text)
                    else:
                        self._prepared[text, lang] = kept
            if missing:
                from claims.analysis import analyse_all

                for text, found in zip(missing, analyse_all(missing, language, self.parser), strict=True):
                    self._prepared[text, language] = found
                    if self.cache:
                        self.cache.put(text, language, digest, found)
        self._encodings.of([text for text, _ in known])
        for statement in known:
            self._prepared.move_to_end(statement)
        while len(self._prepared) > PREPARED:
            self._prepared.popitem(last=False)

    def verify(self, statement: str, sources: Sequence[Source], *, lang: Lang | None = None, id: str = "1") -> Report:
        """The verdict on one statement against the claims of the articles."""
        language = lang or detect(statement)
        if language is None:
            return self._report(id, statement, "", sources, Decision("unknown", "language-not-understood", 1.0))
        analysis = self.analyse(statement, lang=language)
        index = Index(analysis)
        act = next((claim.act for claim in analysis.claims if claim.act in ("question", "opinion", "command")), None)
        if len(index.all) < FEWEST_TERMS or act is not None:
            return self._report(id, statement, language, sources, Decision("unknown", "not-checkable", 1.0))
        leading = (next(self._findings(index, source), None) for source in sources)
        findings = [finding for finding in leading if finding is not None]
        decision, chosen = _choose(findings)
        notes = find_notes(
            index, findings[0].pair.article if findings else None, lambda text: self._reread(text, sources, language)
        )
        return self._report(id, statement, language, sources, decision, chosen, notes)

    def examine(self, statement: str, source: Source, *, lang: Lang | None = None) -> tuple[Finding, ...]:
        """What every sentence of one article that could matter makes of the statement, best match first."""
        index = Index(self.analyse(statement, lang=lang or detect(statement) or source.analysis.document.lang))
        return tuple(self._findings(index, source))

    def _findings(self, statement: Index, source: Source) -> Iterator[Finding]:
        """What each matching sentence makes of the statement, best match first, each compared when it is asked for."""
        article = self._index(source.analysis)
        statement = divide_names(statement, article)
        matches = find_matches(statement.all, article, self.settings)
        reading, ranked = read(statement, article, matches, self._encodings, self.settings)
        for match in ranked:
            pair = Pair(statement, article, match, self.settings, reading)
            comparisons = compare(pair)
            yield Finding(source, pair, comparisons, decide(comparisons))

    def _index(self, analysis: Analysis) -> Index:
        key = analysis.document.sha256 + analysis.document.lang
        if key not in self._indexes:
            self._indexes[key] = Index(analysis)
        self._indexes.move_to_end(key)
        while len(self._indexes) > INDEXES:
            self._indexes.popitem(last=False)
        return self._indexes[key]

    def _reread(self, text: str, sources: Sequence[Source], lang: Lang) -> Verdict:
        """The verdict for another reading of the statement."""
        return self.verify(text, sources, lang=lang).verdict

    def _report(
        self,
        id: str,
        statement: str,
        lang: str,
        sources: Sequence[Source],
        decision: Decision,
        chosen: Sequence[Finding] = (),
        notes: tuple[Note, ...] = (),
    ) -> Report:
        if decision.verdict != "unknown" and decision.confidence < self.settings.min_confidence:
            decision = Decision("unknown", "low-confidence", decision.confidence)
        spoken: set[str] = {source.analysis.document.lang for source in sources} | {lang}
        return Report(
            id=id,
            statement=statement,
            lang=lang,
            verdict=decision.verdict,
            confidence=decision.confidence,
            reason=decision.reason,
            evidence=tuple(
                _evidence(finding, decision.verdict, disputed=decision.reason == DISPUTED) for finding in chosen
            ),
            comparisons=tuple(comparison for finding in chosen[:1] for comparison in finding.comparisons),
            notes=notes,
            article_sha256=tuple(source.analysis.document.sha256 for source in sources),
            engine=f"dayanak {VERSION}",
            models={known: model_digest(known, self.parser.models) for known in LANGUAGES if known in spoken}
            | {"encoder": encoder_digest()},
        )


def _choose(findings: Sequence[Finding]) -> tuple[Decision, list[Finding]]:
    """The decision of the source that has most to say, one finding a source; both findings where sources disagree.

    Where several say about equally much to the same end, the newest speaks, and the others stand below it.
    """
    if not findings:
        return Decision("unknown", "no-such-participant", 1.0), []
    best = max(findings, key=force)
    against = _opponent(best, findings)
    if against is not None:
        return Decision("unknown", DISPUTED, round(against.decision.confidence, 3)), [best, against]
    agreeing = _agreeing(best, findings)
    return agreeing[0].decision, agreeing


def _agreeing(best: Finding, findings: Sequence[Finding]) -> list[Finding]:
    """The findings that settle it as the best one does, as surely and nearly as closely, newest first."""
    if best.decision.verdict == "unknown":
        return [best]
    equal = [
        finding
        for finding in findings
        if finding is best
        or (
            finding.decision.verdict == best.decision.verdict
            and finding.decision.confidence >= min(SURE, best.decision.confidence)
            and finding.pair.match.rank >= CLOSE * abs(best.pair.match.rank)
        )
    ]
    equal.sort(key=lambda finding: (finding.source.published or "", force(finding)), reverse=True)
    return equal[:SHOWN]


def _opponent(best: Finding, findings: Sequence[Finding]) -> Finding | None:
    """The finding of another source that surely says the opposite of the best one."""
    opposite: dict[Verdict, Verdict] = {"supported": "contradicted", "contradicted": "supported"}
    wanted = opposite.get(best.decision.verdict)
    others = [
        finding
        for finding in findings
        if finding.source is not best.source
        and finding.decision.verdict == wanted
        and finding.decision.confidence >= SURE
        and best.decision.confidence >= SURE
    ]
    return max(others, key=force, default=None)


def force(finding: Finding) -> float:
    """How much a source has to say: how well its best sentence matches, and how surely that settles the statement."""
    settled = finding.decision.verdict != "unknown"
    return finding.pair.match.rank + (finding.decision.confidence * SETTLED if settled else 0.0)


def _evidence(finding: Finding, verdict: Verdict, *, disputed: bool) -> Evidence:
    document = finding.pair.article.analysis.document
    number = _settling(finding)
    sentence = document.sentences[number]
    start, end = _span(finding, number) or (sentence.start, sentence.end)
    return Evidence(
        article=finding.source.name,
        start=start,
        end=end,
        text=document.text[start:end],
        line=document.line(start),
        place=finding.source.places.told(start, end),
        relation=RELATIONS[finding.decision.verdict if verdict == "unknown" and disputed else verdict],
    )


def _settling(finding: Finding) -> int:
    """The sentence to show: that of the conflict for a contradiction, else the one that was compared."""
    conflict = strongest_conflict(finding.comparisons) if finding.decision.verdict == "contradicted" else None
    if conflict is None or conflict.article is None:
        return finding.pair.match.sentence
    sentences = finding.pair.article.analysis.document.sentences
    return next(
        (one.index for one in sentences if one.start <= conflict.article.start < one.end), finding.pair.match.sentence
    )


def _span(finding: Finding, sentence: int) -> tuple[int, int] | None:
    """The claim of the sentence that holds most of what was compared."""
    article = finding.pair.article
    sides = [c.article for c in finding.comparisons if c.article is not None and c.outcome != "silent"]
    claims = [claim for claim in article.analysis.claims if claim.sentence == sentence]
    scored = [
        (sum(claim.start <= side.start and side.end <= claim.end for side in sides), claim.start - claim.end, claim)
        for claim in claims
    ]
    best = max(scored, key=lambda row: row[:2], default=None)
    return (best[2].start, best[2].end) if best and best[0] else None
