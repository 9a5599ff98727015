"""/v2: what a LanguageTool server answers, so that LibreOffice, Superdesk and others underline claims as one writes."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, HTTPException, Request

from claims.language import detect
from verifier.editors.languagetool.answer import answer, languages
from verifier.editors.languagetool.request import Request as Asked
from verifier.editors.languagetool.request import RequestError, from_fields, parse
from verifier.service.proofreading import Proofreader

FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "required": ["language"],
                    "properties": {
                        "text": {"type": "string", "description": "The text; this, or data."},
                        "data": {"type": "string", "description": 'JSON: {"annotation": [{"text": …}, {"markup": …}]}'},
                        "language": {"type": "string", "enum": ["auto", "tr", "tr-TR", "en", "en-GB", "en-US"]},
                        "disabledRules": {"type": "string", "description": "DAYANAK_CONTRADICTED, DAYANAK_UNKNOWN"},
                    },
                }
            }
        },
    }
}


def router(proofreader: Proofreader) -> APIRouter:
    """The routes over one proofreader."""
    routes = APIRouter(prefix="/v2", tags=["languagetool"])

    @routes.get("/languages", summary="The languages that are checked")
    async def get_languages() -> list[dict[str, str]]:
        return languages()

    @routes.get("/check", summary="Check a text in the address", include_in_schema=False)
    async def check_address(request: Request) -> dict[str, Any]:
        return await _check(_asked(lambda: from_fields(request.query_params)), proofreader)

    @routes.post("/check", summary="Check a text", openapi_extra=FORM)
    async def check_form(request: Request) -> dict[str, Any]:
        body = await request.body()
        return await _check(_asked(lambda: parse(body)), proofreader)

    return routes


def _asked(read: Callable[[], Asked]) -> Asked:
    try:
        return read()
    except RequestError as error:
        raise HTTPException(400, str(error)) from error


async def _check(asked: Asked, proofreader: Proofreader) -> dict[str, Any]:
    proof = await proofreader.check(asked.text, asked.lang)
    return answer(asked, asked.lang or detect(asked.text) or "tr", proof.findings, complete=proof.complete)
