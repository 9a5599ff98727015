"""The articles that an assistant may ask for, each by an id: those given at the start, and those of the store."""

from collections.abc import Iterable, Sequence

from claims.claim import Analysis
from claims.document import Lang
from claims.errors import ReadingError, StoreError
from claims.language import detect
from verifier.api import Verifier
from verifier.batch.rows import MAX_STATEMENT
from verifier.editors.assistant import Answer, Asserted, Claims, Passages, answer, asserted, passages
from verifier.pipeline import Source

GIVEN = "file-"
"""What ids of articles given at the start begin with; those of the store are numbers."""
INLINE = "given"
"""The id of a text that came with the question."""
MAX_TEXT = 100_000
MAX_ARTICLES = 20
MAX_FOUND = 50
MAX_CLAIMS = 100


class Reference:
    """Answers questions about articles; every wrong one raises ClaimsError with one sentence. Used by one thread."""

    def __init__(self, verifier: Verifier, articles: Iterable[tuple[str, str]] = (), *, stored: bool = False) -> None:
        """``articles`` are names and texts; ``stored`` tells that the verifier has a store to ask."""
        self._verifier = verifier
        self._texts = {f"{GIVEN}{number}": pair for number, pair in enumerate(articles, start=1)}
        self._stored = stored

    def verify(self, statement: str, article: str | None, article_ids: Sequence[str], lang: Lang | None) -> Answer:
        """The verdict on a statement, by a text, by articles named, else by all that could matter."""
        _within(statement, MAX_STATEMENT, "statement")
        if article is not None and article_ids:
            raise ReadingError("Give either the text of an article or article_ids, not both.")
        if len(article_ids) > MAX_ARTICLES:
            raise ReadingError(f"At most {MAX_ARTICLES} articles are asked at once; name fewer.")
        chosen = {INLINE: self._inline(article)} if article is not None else self._chosen(statement, article_ids, lang)
        # Names may be alike, ids are not: the engine is told ids, so that each quotation comes back with its own.
        sources = tuple(source.model_copy(update={"name": key}) for key, source in chosen.items())
        report = self._verifier.engine.verify(statement, sources, lang=lang)
        return answer(report, {key: source.name for key, source in chosen.items()})

    def claims(self, text: str | None, article_id: str | None, offset: int) -> Claims:
        """The claims of a text or of an article, at most ``MAX_CLAIMS`` from ``offset`` on."""
        if (text is None) == (article_id is None):
            raise ReadingError("Give either a text or an article_id.")
        if offset < 0:
            raise ReadingError("offset counts from 0; give 0 for the beginning.")
        key = INLINE if article_id is None else article_id
        source = self._inline(text) if text is not None else self.source(key)
        found = source.analysis.claims[offset : offset + MAX_CLAIMS]
        return Claims(
            article_id=key,
            total=len(source.analysis.claims),
            offset=offset,
            claims=tuple(_asserted(key, source, number) for number in range(offset + 1, offset + len(found) + 1)),
        )

    def claim(self, article_id: str, claim_id: str) -> Asserted:
        """One claim of an article, by its number from 1."""
        source = self.source(article_id)
        count = len(source.analysis.claims)
        if not claim_id.isascii() or not claim_id.isdecimal() or not 1 <= int(claim_id[:9]) <= count:
            raise ReadingError(f"That article has the claims 1 to {count}; extract_claims lists them.")
        return _asserted(article_id, source, int(claim_id))

    def search(self, query: str, limit: int) -> Passages:
        """The passages of the store that speak of something."""
        _within(query, MAX_STATEMENT, "query")
        if not 1 <= limit <= MAX_FOUND:
            raise ReadingError(f"limit is a number from 1 to {MAX_FOUND}.")
        if not self._stored:
            raise StoreError("There is no store to search; the articles given are asked by verify.")
        return passages(self._verifier.search(query, limit=limit))

    def source(self, article_id: str) -> Source:
        """The article of that id."""
        if article_id in self._texts:
            name, text = self._texts[article_id]
            return self._verifier.article(text, name=name)
        if self._stored and article_id.isascii() and article_id.isdecimal():
            return self._verifier.stored.named(article_id)
        raise ReadingError(f"There is no article {article_id[:40]!r}; ids are {self._known()}.")

    def _known(self) -> str:
        given = ", ".join(self._texts) or "numbers of the store, as search_claims tells them"
        return f"{given} and numbers of the store" if self._texts and self._stored else given

    def _chosen(self, statement: str, article_ids: Sequence[str], lang: Lang | None) -> dict[str, Source]:
        if article_ids:
            return {key: self.source(key) for key in article_ids}
        if self._texts:
            return {key: self.source(key) for key in self._texts}
        stored = self._verifier.stored
        found = stored.sources(statement, lang or detect(statement))
        return {str(stored.known(source.name).id): source for source in found}

    def _inline(self, text: str) -> Source:
        _within(text, MAX_TEXT, "text")
        return self._verifier.article(text, name=INLINE)


def _asserted(article_id: str, source: Source, number: int) -> Asserted:
    analysis: Analysis = source.analysis
    return asserted(article_id, source.name, analysis.document, number, analysis.claims[number - 1])


def _within(text: str, longest: int, name: str) -> None:
    if not text.strip():
        raise ReadingError(f"The {name} is empty; write what is meant.")
    if len(text) > longest:
        raise ReadingError(f"The {name} is longer than {longest:,} characters; give a shorter one.")
    if not text.isprintable() and any("\ud800" <= char <= "\udfff" for char in text):
        raise ReadingError(f"The {name} is not valid Unicode; send it as UTF-8.")
