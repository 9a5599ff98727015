"""What a client of LanguageTool asks: its text, in what language, and which rules it does not want.

Most clients send a form as forms are sent. LibreOffice up to 7.5 writes the text into the form as it stands, with its
ampersands, plus signs and percent signs; that is told by bytes that no encoded form can hold.
"""

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from claims.document import Frozen, Lang
from claims.errors import ClaimsError

ENCODED = re.compile(rb"(?:[0-9A-Za-z*._~!$'()+,;:@/?=&-]|%[0-9A-Fa-f]{2})*")
RAW = re.compile(
    rb"(?P<before>(?:(?:username|apiKey)=[^&]*&)*)text=(?P<text>.*)&language=(?P<after>[A-Za-z-]+(?:&[A-Za-z]+=[^&]*)*)",
    re.DOTALL,
)
LANGUAGES: Mapping[str, Lang | None] = {"auto": None, "tr": "tr", "en": "en"}
FIELDS = 64


class RequestError(ClaimsError):
    """A request is none that LanguageTool would understand."""


class Segment(Frozen):
    """A stretch of text as the client counts it: what is said there, and the code points that it takes up.

    Markup says nothing, or what ``interpretAs`` makes of it.
    """

    said: str
    taken: str

    @property
    def literal(self) -> bool:
        """Whether what is said stands there character for character."""
        return self.said == self.taken


class Request(Frozen):
    """A text to be checked; ``lang`` is None where the client leaves it to us, ``code`` the language as it said it."""

    segments: tuple[Segment, ...]
    lang: Lang | None
    code: str
    disabled: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """What is said."""
        return "".join(segment.said for segment in self.segments)

    @property
    def source(self) -> str:
        """The text with its markup, which the client's offsets count."""
        return "".join(segment.taken for segment in self.segments)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Half-open offsets of what is said as offsets of the text with its markup."""
        return self._place(start), self._place(end - 1) + 1 if end > start else self._place(start)

    def _place(self, offset: int) -> int:
        said = taken = 0
        for segment in self.segments:
            if offset < said + len(segment.said):
                return taken + (offset - said if segment.literal else 0)
            said += len(segment.said)
            taken += len(segment.taken)
        return taken


def parse(body: bytes) -> Request:
    """The request in the body of a POST; raises RequestError."""
    return from_fields(_fields(body))


def from_fields(fields: Mapping[str, str]) -> Request:
    """The request that the fields of a form or of an address make; raises RequestError."""
    code = fields.get("language", "auto")
    prefix = code.partition("-")[0]
    if prefix not in LANGUAGES:
        raise RequestError(f"{code!r} is no language that is checked here; GET /v2/languages names those that are.")
    disabled = frozenset(filter(None, fields.get("disabledRules", "").split(",")))
    return Request(segments=_segments(fields), lang=LANGUAGES[prefix], code=code, disabled=disabled)


def _fields(body: bytes) -> dict[str, str]:
    try:
        if ENCODED.fullmatch(body):
            pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=FIELDS, errors="strict")
            return dict(pairs)
        raw = RAW.fullmatch(body)
        if raw is None:
            raise RequestError("The body is no form; send text=…&language=tr-TR, percent-encoded.")
        after = raw["after"].decode("ascii", "replace")
        return dict(parse_qsl(f"language={after}", max_num_fields=FIELDS)) | {"text": raw["text"].decode("utf-8")}
    except (UnicodeDecodeError, ValueError) as error:
        raise RequestError(f"The body cannot be read ({error}); send a form in UTF-8.") from error


def _segments(fields: Mapping[str, str]) -> tuple[Segment, ...]:
    if "text" in fields:
        return (Segment(said=fields["text"], taken=fields["text"]),)
    if "data" not in fields:
        raise RequestError("There is nothing to check; send the field text, or data.")
    try:
        data = json.loads(fields["data"])
        if isinstance(data.get("text"), str):
            return (Segment(said=data["text"], taken=data["text"]),)
        return tuple(map(_segment, data["annotation"]))
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise RequestError('The field data is wrong; send {"annotation": [{"text": …}, {"markup": …}]}.') from error


def _segment(part: dict[str, Any]) -> Segment:
    if isinstance(part.get("text"), str):
        return Segment(said=part["text"], taken=part["text"])
    said, taken = part.get("interpretAs", ""), part["markup"]
    if not isinstance(said, str) or not isinstance(taken, str):
        raise TypeError
    return Segment(said=said, taken=taken)
