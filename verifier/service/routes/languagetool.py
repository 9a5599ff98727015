"""/v2: what a LanguageTool server answers, so that LibreOffice, Superdesk and others underline claims as one writes."""

import contextlib
import hashlib
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request

from claims.document import Lang
from claims.language import detect
from verifier.drafts import DraftReport
from verifier.editors.languagetool.answer import RULES, answer, languages
from verifier.editors.languagetool.request import CODE, RequestError, from_fields, parse
from verifier.editors.languagetool.request import Request as Asked
from verifier.service import jobs
from verifier.service.problems import Problem, documented
from verifier.service.proofreading import Proofreader
from verifier.service.settings import ServiceSettings
from verifier.service.state import Service

LONGEST = 200_000
STALE_AFTER = 60.0
FIELDS: dict[str, dict[str, Any]] = {
    "text": {"type": "string", "examples": ["Meta 15 milyar dolar yatırdı."]},
    "language": {"type": "string", "pattern": CODE.pattern, "default": "auto", "examples": ["tr-TR"]},
    "disabledRules": {"type": "string", "examples": [",".join(RULES.values())]},
}
FORM = {
    "requestBody": {
        "required": True,
        "description": "In place of text, data may hold JSON: {“annotation”: [{“text”: …}, {“markup”: …}]}.",
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {"type": "object", "required": ["text"], "properties": FIELDS}
            }
        },
    }
}
QUERY = {
    "parameters": [
        {"name": name, "in": "query", "required": name == "text", "schema": schema} for name, schema in FIELDS.items()
    ]
}


def router(service: Service) -> APIRouter:
    """The routes over the pool: paragraphs are judged by the service's articles, else by its store."""

    async def judge(text: str, lang: Lang | None) -> DraftReport:
        job = jobs.Draft(jobs.Text("draft", text, lang), jobs.Sources())
        return DraftReport.model_validate_json(await service.pool.ask(job, about=""))

    return routes_over(Proofreader(judge, _edition(service.settings)))


def routes_over(proofreader: Proofreader) -> APIRouter:
    """The routes over one proofreader, which is closed with the application."""

    @contextlib.asynccontextmanager
    async def lifespan(_: Any) -> AsyncIterator[None]:
        yield
        await proofreader.close()

    routes = APIRouter(prefix="/v2", tags=["languagetool"], responses=documented(), lifespan=lifespan)

    @routes.get("/languages", summary="The languages that are checked")
    async def get_languages() -> list[dict[str, str]]:
        return languages()

    @routes.get("/check", summary="Check a text in the address", openapi_extra=QUERY)
    async def check_address(request: Request) -> dict[str, Any]:
        return await _check(lambda: from_fields(request.query_params), proofreader)

    @routes.post("/check", summary="Check a text", openapi_extra=FORM)
    async def check_form(request: Request) -> dict[str, Any]:
        body = await request.body()
        return await _check(lambda: parse(body), proofreader)

    return routes


async def _check(read: Callable[[], Asked], proofreader: Proofreader) -> dict[str, Any]:
    try:
        asked = read()
    except RequestError as error:
        raise Problem(400, str(error)) from error
    if len(asked.source) > LONGEST:
        raise Problem(413, f"The text is longer than {LONGEST:,} characters; send it in parts.")
    proof = await proofreader.check(asked.text, asked.lang)
    return answer(asked, asked.lang or detect(asked.text) or "tr", proof.findings, complete=proof.complete)


def _edition(settings: ServiceSettings) -> Callable[[], str]:
    """A name for what is judged by: it changes with the store's file, and on a server with every minute."""
    if settings.articles or settings.store is None:
        digest = hashlib.sha256(repr(settings.articles).encode("utf-8", "surrogatepass")).hexdigest()
        return lambda: digest
    if "://" in settings.store:
        return lambda: str(time.monotonic() // STALE_AFTER)
    files = [Path(settings.store + suffix) for suffix in ("", "-wal")]
    return lambda: repr([_stamp(file) for file in files])


def _stamp(file: Path) -> tuple[int, int] | None:
    try:
        state = file.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size
