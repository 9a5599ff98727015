"""What clients of LanguageTool send and are answered: raw and encoded forms, annotated text, offsets, patience."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from claims.document import Lang
from verifier.api import Verifier
from verifier.drafts import DraftReport
from verifier.editors.languagetool.request import RequestError, from_fields, parse
from verifier.pipeline import Engine, Source
from verifier.service.proofreading import Judge, Proofreader
from verifier.service.routes.languagetool import router

HARD = "AT&T ve Şok: %50+ 🚀 &language=en; Meta 15 milyar dolar yatırdı."
ASKED = [
    (f"text={HARD}&language=tr-TR".encode(), HARD, "tr"),
    (f"username=a&apiKey=b&text={HARD}&language=tr-TR".encode(), HARD, "tr"),
    (urlencode({"language": "tr-TR", "text": HARD}).encode(), HARD, "tr"),
    (b"text=1%2B1&language=en-US&enabledOnly=false", "1+1", "en"),
    (b"text=a+b&language=auto", "a b", None),
    (b"text=a+b", "a b", None),
    (b"text=100% sure&language=en", "100% sure", "en"),
    ("text=Şok+Meta&language=tr".encode(), "Şok+Meta", "tr"),
    (b"text=&language=tr", "", "tr"),
]
REFUSED = [
    (b"language=tr", "send the field text, or data"),
    (b"text=x&language=de-DE", "'de-DE' is no language that is checked here"),
    (b"a b c", "The body is no form"),
    (b"\xff\xfe", "The body is no form"),
    (b"text=\xff a&language=tr", "cannot be read"),
    (b"text=%FF&language=tr", "cannot be read"),
    (b"data=%7B&language=tr", "The field data is wrong"),
    (b"data=%5B%5D&language=tr", "The field data is wrong"),
    (b"data=" + b"%5B" * 100_000 + b"&language=tr", "The field data is wrong"),
    (b"&".join(b"a=1" for _ in range(100)), "cannot be read"),
]
ANNOTATED: dict[str, Any] = {
    "annotation": [
        {"text": "🚀 Meta "},
        {"markup": "<b>"},
        {"text": "15 milyar"},
        {"markup": "<br/>", "interpretAs": " "},
        {"text": "dolar"},
        {"markup": "</b>"},
        {"text": " yatırdı."},
    ]
}


@pytest.mark.parametrize(("body", "text", "lang"), ASKED)
def test_raw_and_encoded_forms_are_told_apart(body: bytes, text: str, lang: Lang | None) -> None:
    """What LibreOffice writes as it stands keeps its signs; what is encoded is decoded."""
    asked = parse(body)
    assert (asked.text, asked.lang) == (text, lang)


@pytest.mark.parametrize(("body", "told"), REFUSED, ids=[told for _, told in REFUSED])
def test_what_cannot_be_understood_is_refused_in_one_sentence(body: bytes, told: str) -> None:
    """Never a crash, whatever the bytes."""
    with pytest.raises(RequestError, match=told):
        parse(body)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_every_text_survives_both_ways_of_sending(text: str) -> None:
    """Encoded always; as it stands wherever its bytes could not be an encoded form."""
    assert parse(urlencode({"text": text, "language": "tr-TR"}).encode()).text == text
    if " " in text:
        assert parse(f"text={text}&language=tr-TR".encode()).text == text


@given(st.binary())
def test_no_body_is_too_strange(body: bytes) -> None:
    """A request, or a RequestError."""
    with suppress(RequestError):
        assert parse(body).segments


def test_offsets_count_utf_16_units_of_the_text_with_its_markup(engine: Engine, source: Source) -> None:
    """An emoji counts two, markup counts; marked words are underlined, and no plain ones are offered for them."""
    client = TestClient(_app(_judge(engine, source)))
    sent = "".join(part.get("text", part.get("markup", "")) for part in ANNOTATED["annotation"])
    answered = client.post("/v2/check", data={"data": json.dumps(ANNOTATED), "language": "auto"}).json()
    (match,) = answered["matches"]
    units = sent.encode("utf-16-le")[match["offset"] * 2 : (match["offset"] + match["length"]) * 2]
    assert units.decode("utf-16-le") == "15 milyar<br/>dolar"
    assert match["replacements"] == []
    assert answered["language"]["detectedLanguage"]["code"] == "tr"


def test_a_contradiction_is_answered_as_languagetool_would(engine: Engine, source: Source) -> None:
    """Every field that clients rely on, a rule that can be turned off, and a type that Superdesk shows."""
    client = TestClient(_app(_judge(engine, source)))
    text = "🚀 & %50+: Meta 15 milyar dolar yatırdı.\n\nMicrosoft, Apple ile bağlarını kopardı."
    answered = client.post("/v2/check", content=f"text={text}&language=tr-TR".encode()).json()
    first, second = answered["matches"]
    assert first["replacements"] == [{"value": "14,3 milyar dolar"}]
    assert first["shortMessage"] == "Kaynakla çelişiyor"
    context = first["context"]
    shown = context["text"].encode("utf-16-le")[context["offset"] * 2 : (context["offset"] + context["length"]) * 2]
    assert shown.decode("utf-16-le") == "15 milyar dolar"
    assert [one["rule"]["issueType"] for one in (first, second)] == ["locale-violation", "other"]
    assert [one["rule"]["id"] for one in (first, second)] == ["DAYANAK_CONTRADICTED", "DAYANAK_UNKNOWN"]
    quiet = {"text": "Microsoft, Apple ile bağlarını kopardı.", "language": "tr", "disabledRules": "DAYANAK_UNKNOWN"}
    assert client.get("/v2/check", params=quiet).json()["matches"] == []
    assert "tr-TR" in [language["longCode"] for language in client.get("/v2/languages").json()]
    refused = client.post("/v2/check", content=b"text=x&language=de")
    assert refused.status_code == 400


def test_nobody_waits_for_a_slow_paragraph(engine: Engine, source: Source) -> None:
    """The answer is empty and says that it is incomplete; what was judged in the meantime is there the next time."""

    async def asked_twice() -> None:
        slow, judged = _slow(_judge(engine, source), 0.2)
        proofreader = Proofreader(slow, lambda: "", patience=0.05)
        text = "Meta 15 milyar dolar yatırdı.\n\nGoogle bağlarını kopardı."
        first = await proofreader.check(text, "tr")
        assert (first.findings, first.complete) == ((), False)
        await asyncio.sleep(1.5)
        again = await proofreader.check(text.replace("kopardı", "güçlendirdi"), "tr")
        assert [text[one.start : one.end] for one in again.findings] == ["15 milyar dolar"]
        assert judged == ["Meta 15 milyar dolar yatırdı.", "Google bağlarını kopardı.", "Google bağlarını güçlendirdi."]
        await proofreader.close()

    asyncio.run(asked_twice())


def test_other_sources_make_a_paragraph_new(engine: Engine, source: Source) -> None:
    """What was judged by an earlier edition of the sources is not remembered for a later one; errors are not either."""

    async def asked() -> None:
        editions = iter(("1", "2", "2"))
        slow, judged = _slow(_judge(engine, source), 0.0)
        proofreader = Proofreader(slow, lambda: next(editions))
        for _ in range(3):
            assert (await proofreader.check("Meta gitti.", "tr")).complete
        assert judged == ["Meta gitti.", "Meta gitti."]

        async def failing(text: str, lang: Lang | None) -> DraftReport:
            raise RequestError("wrong")

        broken = Proofreader(failing, lambda: "")
        for _ in range(2):
            with pytest.raises(RequestError):
                await broken.check("Meta gitti.", "tr")

    asyncio.run(asked())


def test_fields_that_ask_for_nothing_ask_for_nothing() -> None:
    """An empty list of rules disables none."""
    assert from_fields({"text": "a", "disabledRules": ""}).disabled == frozenset()


def _judge(engine: Engine, source: Source) -> Judge:
    verifier = Verifier(engine=engine)

    async def judge(text: str, lang: Lang | None) -> DraftReport:
        return verifier.draft(text, source, lang=lang)

    return judge


def _slow(judge: Judge, seconds: float) -> tuple[Judge, list[str]]:
    """A judge that takes its time, and the list of what it was asked."""
    asked: list[str] = []

    async def slow(text: str, lang: Lang | None) -> DraftReport:
        asked.append(text)
        await asyncio.sleep(seconds)
        return await judge(text, lang)

    return slow, asked


def _app(judge: Callable[[str, Lang | None], Awaitable[DraftReport]]) -> FastAPI:
    app = FastAPI()
    app.include_router(router(Proofreader(judge, lambda: "")))
    return app
