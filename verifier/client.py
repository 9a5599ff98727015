"""``from verifier.client import Client``: the service from Python, with the answers as frozen values.

Errors are ServiceErrors whose message is the problem detail in one sentence. Where the service is busy (429, 503) or
was not reached, a request is sent again after the time that it names.
"""

import base64
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any

import httpx
from pydantic import TypeAdapter

from claims.document import Frozen, Lang
from claims.errors import ClaimsError
from claims.reading.records import Incoming
from claims.store.records import Addition, Found, StoredArticle
from verifier.drafts import DraftReport
from verifier.model import Report

BUSY = frozenset({429, 503})
TRIES = 4
LONGEST_PAUSE = 30.0
POLL = 0.5
ARTICLES, FOUND = TypeAdapter(list[StoredArticle]), TypeAdapter(list[Found])


class ServiceError(ClaimsError):
    """The service refused a request, failed on it, or was not reached; ``status`` is 0 where it was not."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


class BatchState(Frozen):
    """A batch as it stands: queued, running, done or failed."""

    id: str
    state: str
    rows: int
    done: int
    verdicts: dict[str, int]
    created: str
    detail: str


class ArticleText(StoredArticle):
    """An article of the store with its text."""

    text: str


class Client:
    """A service at an address, such as http://127.0.0.1:8377, with the key that it asks for.

    ``seconds`` is how long an answer is waited for. Articles are given as texts, or by id or name in ``stored``; where
    neither is given the service judges by what it has. Use it in a ``with`` statement, or close it.
    """

    def __init__(
        self,
        address: str,
        key: str | None = None,
        *,
        seconds: float = 90.0,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        try:
            self._http = httpx.Client(
                base_url=address, headers=headers, timeout=seconds, transport=transport, trust_env=False
            )
        except httpx.InvalidURL as error:
            raise ServiceError(f"{address} is no address of a service; write http://HOST:PORT.") from error
        self._address = address

    def __enter__(self) -> "Client":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def verify(
        self,
        statement: str,
        *sources: str | Mapping[str, Any],
        stored: Sequence[str] = (),
        lang: Lang | None = None,
        id: str = "1",
    ) -> Report:
        """The verdict on a statement by these articles, each a text or text and name; raises ServiceError."""
        asked = {"statement": statement, "sources": sources, "articles": list(stored), "lang": lang, "id": id}
        return Report.model_validate_json(self._ask("POST", "/v1/verify", json=asked).content)

    def read(self, document: bytes, *, name: str = "document") -> Incoming:
        """The article in a document, whatever its format; raises ServiceError."""
        kind = {"Content-Type": "application/octet-stream"}
        answer = self._ask("POST", "/v1/documents", params={"name": name}, content=document, headers=kind)
        return Incoming.model_validate_json(answer.content)

    def claims(self, text: str, *, name: str = "article", lang: Lang | None = None) -> list[dict[str, Any]]:
        """The claims of a text, with the fields of ``claims split --format jsonl``; raises ServiceError."""
        answer = self._ask("POST", "/v1/claims", json={"text": text, "name": name, "lang": lang})
        found: list[dict[str, Any]] = answer.json()["claims"]
        return found

    def draft(
        self,
        draft: str | Mapping[str, Any],
        sources: Sequence[str | Mapping[str, Any]] = (),
        *,
        stored: Sequence[str] = (),
    ) -> DraftReport:
        """The verdict on every checkable claim of a draft; raises ServiceError."""
        asked = {"draft": draft, "sources": list(sources), "articles": list(stored)}
        return DraftReport.model_validate_json(self._ask("POST", "/v1/drafts", json=asked).content)

    def comment(
        self,
        document: bytes,
        sources: Sequence[str | Mapping[str, Any]] = (),
        *,
        stored: Sequence[str] = (),
        supported: bool = False,
    ) -> bytes:
        """A draft as a Word document, with comments on its claims; raises ServiceError."""
        asked = {"document": base64.b64encode(document).decode(), "sources": list(sources), "articles": list(stored)}
        return self._ask("POST", "/v1/drafts/word", json=asked | {"supported": supported}).content

    def batch(
        self,
        rows: Sequence[Mapping[str, Any]],
        sources: Sequence[str | Mapping[str, Any]] = (),
        *,
        stored: Sequence[str] = (),
        lang: Lang | None = None,
        key: str = "",
    ) -> BatchState:
        """A batch begun; with a ``key`` of your own, asking twice begins it once. Raises ServiceError."""
        asked = {"rows": list(rows), "sources": list(sources), "articles": list(stored), "lang": lang}
        headers = {"Idempotency-Key": key} if key else {}
        answer = self._ask("POST", "/v1/batches", json=asked, headers=headers)
        return BatchState.model_validate_json(answer.content)

    def progress(self, batch: str) -> BatchState:
        """How far a batch is; raises ServiceError."""
        return BatchState.model_validate_json(self._ask("GET", f"/v1/batches/{batch}").content)

    def results(self, batch: str, *, poll: float = POLL) -> Iterator[dict[str, Any]]:
        """The records of a batch in order, waited for; raises ServiceError where it fails."""
        while (state := self.progress(batch)).state not in ("done", "failed"):
            time.sleep(poll)
        if state.state == "failed":
            raise ServiceError(f"The batch failed: {state.detail}")
        answer = self._ask("GET", f"/v1/batches/{batch}/results")
        for line in answer.content.splitlines():
            yield json.loads(line)

    def cancel(self, batch: str) -> None:
        """Stop a batch and forget it; raises ServiceError."""
        self._ask("DELETE", f"/v1/batches/{batch}")

    def articles(self) -> Iterator[StoredArticle]:
        """All articles of the store, page by page; raises ServiceError."""
        address: str | None = "/v1/articles?limit=200"
        while address is not None:
            answer = self._ask("GET", address)
            yield from ARTICLES.validate_json(answer.content)
            address = answer.links.get("next", {}).get("url")

    def article(self, name: str) -> ArticleText | None:
        """The article of that name with its text, None where the store has none; raises ServiceError."""
        found = ARTICLES.validate_json(self._ask("GET", "/v1/articles", params={"name": name}).content)
        if not found:
            return None
        return ArticleText.model_validate_json(self._ask("GET", f"/v1/articles/{found[0].id}").content)

    def add(self, article: Incoming, *, lang: Lang | None = None) -> Addition:
        """An article added to the store, or its next version; raises ServiceError."""
        answer = self._ask("POST", "/v1/articles", json=article.model_dump() | {"lang": lang})
        return Addition.model_validate_json(answer.content)

    def remove(self, article: int) -> None:
        """The article of that id removed with all its versions; raises ServiceError."""
        self._ask("DELETE", f"/v1/articles/{article}")

    def search(self, words: str, *, limit: int = 10) -> list[Found]:
        """Passages of the store that share most with words or a statement; raises ServiceError."""
        answer = self._ask("GET", "/v1/search", params={"q": words, "limit": limit})
        return FOUND.validate_json(answer.content)

    def _ask(self, method: str, path: str, **particulars: Any) -> httpx.Response:
        for attempt in range(1, TRIES + 1):
            try:
                answer = self._http.request(method, path, **particulars)
            except httpx.TimeoutException as error:
                raise ServiceError(f"{self._address} did not answer in time; try again, or send less.") from error
            except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
                raise ServiceError(f"{self._address} cannot be reached ({error}); is verify serve running?") from error
            if answer.is_success:
                return answer
            if answer.status_code not in BUSY or attempt == TRIES or "retry-after" not in answer.headers:
                raise _refused(answer)
            time.sleep(_pause(answer.headers["retry-after"]))
        raise AssertionError("unreachable")


def _refused(answer: httpx.Response) -> ServiceError:
    try:
        detail = str(answer.json()["detail"])
    except (ValueError, KeyError, TypeError):
        detail = f"The service answered {answer.status_code} and gave no reason; is it dayanak?"
    return ServiceError(detail, answer.status_code)


def _pause(told: str) -> float:
    return min(float(told), LONGEST_PAUSE) if told.isascii() and told.isdigit() else 1.0
