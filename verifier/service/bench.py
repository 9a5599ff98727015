"""What a worker process does: one engine, the articles it has seen lately, one function for each kind of job."""

import json
from collections import OrderedDict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from claims.analysis import analyse
from claims.claim import Analysis
from claims.document import Document, Lang
from claims.errors import ReadingError, StoreError, UnknownArticle
from claims.language import detect
from claims.languages import LANGUAGES
from claims.parsing import ModelChoice
from claims.published import claim_record
from claims.reading.documents import read_document
from claims.reading.records import Incoming, Raw
from claims.reading.sniffing import kind_of
from claims.store.keys import terms
from claims.store.place import is_address
from claims.store.store import Store
from verifier.api import Verifier
from verifier.batch.articles import Articles, Texts
from verifier.batch.kernel import judge_chunk
from verifier.drafts import check_draft
from verifier.formats.drafts import docx
from verifier.formats.drafts.view import EVERY, DraftView
from verifier.library import Shelf
from verifier.pipeline import Source
from verifier.service import jobs

KEPT = 64
WARM: Mapping[Lang, str] = {
    "tr": "Şirket dün 5 milyon dolar yatırdı.",
    "en": "The company invested 5 million dollars.",
}
NO_ARTICLE = "No article is given and the store holds none; give an article, or add some to the store."


class Kit(NamedTuple):
    """All that a worker is made from, in values that can be sent to another process."""

    store: str | None = None
    retriever: str = "fts"
    articles: tuple[tuple[str, str], ...] = ()
    models: ModelChoice = "packaged"
    min_confidence: float = 0.0
    cached: bool = True


class Bench:
    """One engine with what it has read lately."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        shelf = None if kit.store is None else Shelf(kit.store, kit.retriever)
        self._verifier = Verifier(models=kit.models, min_confidence=kit.min_confidence, cache=kit.cached, shelf=shelf)
        self._seen: OrderedDict[tuple[str, Lang | None], Analysis] = OrderedDict()

    def warm(self) -> None:
        """Load every model, so that the first request is answered as fast as the others; raises ModelError."""
        engine = self._verifier.engine
        for lang in LANGUAGES:
            engine.parser.load(lang)
        for lang in LANGUAGES:
            source = Source(name="warm", analysis=analyse(WARM[lang], lang, engine.parser))
            for other in LANGUAGES:
                engine.verify(WARM[other], [source])
        for name, text in self._kit.articles:
            self._source(jobs.Text(name, text))

    def run(self, job: jobs.Job) -> bytes:
        """The answer to a job, as JSON; raises ClaimsError."""
        return JOBS[type(job)](self, job)

    def verify(self, job: jobs.Verify) -> bytes:
        """The report on a statement."""
        sources = self._sources(job.sources) or self._found(job.statement, job.lang)
        report = self._verifier.verify(job.statement, sources, lang=job.lang, id=job.id)
        return report.model_dump_json().encode()

    def split(self, job: jobs.Split) -> bytes:
        """The claims of a text."""
        if job.text is None:
            source = self.named(job.stored)
            name, analysis = source.name, source.analysis
        else:
            name, analysis = job.text.name, self._analysis(job.text)
        document = analysis.document
        found = [claim_record(name, analysis, claim) for claim in analysis.claims]
        told = {"article": name, "sha256": document.sha256, "lang": document.lang, "claims": found}
        return json.dumps(told, ensure_ascii=False).encode()

    def draft(self, job: jobs.Draft) -> bytes:
        """The report on a draft."""
        sources = self._sources(job.sources) or self._own()
        draft = job.draft
        return self._verifier.draft(draft.text, sources, name=draft.name, lang=draft.lang).model_dump_json().encode()

    def comment(self, job: jobs.Comment) -> bytes:
        """The Word document of a draft with comments on its claims."""
        raw = Raw(job.name, job.data, ".docx")
        article = read_document(raw)
        analysis = self._verifier.analyse(article.text, lang=job.lang)
        own = self._sources(job.sources) or self._own()
        met: dict[str, Document] = {}

        def found(statement: str, lang: Lang | None) -> tuple[Source, ...]:
            sources = own or self._verifier.stored.sources(statement, lang)
            met.update((one.name, one.analysis.document) for one in sources)
            return sources

        report = check_draft(self._verifier.engine, analysis, job.name, found)
        only = EVERY if job.supported else None
        view = DraftView(article.text, met, analysis.document.lang, only=only, places=article.places)
        return docx.render(report, view, raw)

    def read(self, job: jobs.Read) -> bytes:
        """The article in a document."""
        kind = kind_of(job.data) if job.kind is None else job.kind
        article = read_document(Raw(job.name, job.data, kind))
        return Incoming.of(article).model_dump_json().encode()

    def add(self, job: jobs.Add) -> bytes:
        """What became of an article that was to be added to the store."""
        with Store(self._place(), write=True, models=self._kit.models) as store:
            return store.add(job.article, self, lang=job.lang).model_dump_json().encode()

    def search(self, job: jobs.Search) -> bytes:
        """The passages of the store that share most with some words."""
        if not self._holds():
            return b"[]"
        analysis = self._verifier.analyse(job.words, lang=job.lang)
        with Store(self._place(), models=self._kit.models) as store:
            found = store.search(terms(analysis), limit=job.limit)
        return json.dumps([one.model_dump(mode="json") for one in found], ensure_ascii=False).encode()

    def judge(self, job: jobs.Judge) -> bytes:
        """The finished rows of a batch."""
        articles = _Known(self, job.sources)
        found = judge_chunk(job.rows, self._verifier.engine, articles, lang=job.lang)
        return json.dumps([judged.finished() for judged in found]).encode()

    def language(self, text: str) -> Lang:
        """The language of a text that is added to the store; Turkish where it cannot be told."""
        return detect(text) or "tr"

    def analyse(self, text: str, lang: Lang) -> Analysis:
        """What a text asserts that is added to the store."""
        return self._verifier.analyse(text, lang=lang)

    def named(self, which: str) -> Source:
        """An article of the store by name or id; raises StoreError, whose sentence tells nothing of this machine."""
        try:
            if self._holds():
                return self._verifier.stored.named(which)
        except UnknownArticle:
            pass
        raise UnknownArticle(f"The store holds no article {which}; add it first, or give its text.")

    def default(self, sources: jobs.Sources, statement: str, lang: Lang | None) -> tuple[Source, ...]:
        """What a statement is judged by that names no article itself."""
        return self._sources(sources) or self._found(statement, lang)

    def _found(self, statement: str, lang: Lang | None) -> tuple[Source, ...]:
        """The articles of the service, else those of the store that could matter; raises ReadingError for none."""
        return self._own() or self._verifier.stored.sources(statement, lang)

    def _own(self) -> tuple[Source, ...]:
        """The articles of the service, none where it judges by its store; raises ReadingError where it has neither."""
        if not self._kit.articles and not self._holds():
            raise ReadingError(NO_ARTICLE)
        return tuple(self._source(jobs.Text(name, text)) for name, text in self._kit.articles)

    def _sources(self, wanted: jobs.Sources) -> tuple[Source, ...]:
        return (*map(self._source, wanted.texts), *map(self.named, wanted.stored))

    def _source(self, given: jobs.Text) -> Source:
        return Source(name=given.name, analysis=self._analysis(given))

    def _analysis(self, given: jobs.Text) -> Analysis:
        key = (given.text, given.lang)
        if key not in self._seen:
            self._seen[key] = self._verifier.analyse(given.text, lang=given.lang)
        self._seen.move_to_end(key)
        while len(self._seen) > KEPT:
            self._seen.popitem(last=False)
        return self._seen[key]

    def _holds(self) -> bool:
        """Whether there is a store to ask."""
        place = self._kit.store
        return place is not None and (is_address(place) or Path(place).exists())

    def _place(self) -> Path:
        if self._kit.store is None:
            raise StoreError("The service has no store; start it with --store.")
        return Path(self._kit.store)


class _Known(Articles):
    """The articles of a batch: no row can name a file, only an article of the store."""

    def __init__(self, bench: Bench, default: jobs.Sources) -> None:
        super().__init__(bench._verifier.engine, folder=Path())
        self._bench = bench
        self._asked = default

    def sources(
        self, name: object, statement: str, lang: Lang | None, texts: Texts | None = None
    ) -> tuple[Source, ...]:
        """The article of the store that a row names, else what the batch is judged by; raises ClaimsError."""
        if name is None or name == "":
            return self._bench.default(self._asked, statement, lang)
        return (self._bench.named(str(name)),)


JOBS: Mapping[type, Callable[[Bench, Any], bytes]] = {
    jobs.Verify: Bench.verify,
    jobs.Split: Bench.split,
    jobs.Draft: Bench.draft,
    jobs.Comment: Bench.comment,
    jobs.Read: Bench.read,
    jobs.Add: Bench.add,
    jobs.Search: Bench.search,
    jobs.Judge: Bench.judge,
}
