"""Limits: how large and how slow a body may be, and how often one caller may ask."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.types import Message, Receive

from verifier.service.problems import Problem

CALLERS = 10_000


class Buckets:
    """A token bucket for each caller: ``rate`` tokens a second, ``burst`` at most; a rate of 0 sets no limit."""

    def __init__(self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._known: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, caller: str) -> None:
        """Take a token; raises Problem where none is left, with the seconds until there is one."""
        if self._rate <= 0:
            return
        now = self._clock()
        tokens, since = self._known.get(caller, (float(self._burst), now))
        tokens = min(self._burst, tokens + (now - since) * self._rate)
        if tokens < 1:
            wait = max(1, round((1 - tokens) / self._rate))
            raise Problem(429, "Too many requests; ask more slowly.", headers={"Retry-After": str(wait)})
        self._known[caller] = (tokens - 1, now)
        self._known.move_to_end(caller)
        while len(self._known) > CALLERS:
            self._known.popitem(last=False)


async def read_body(receive: Receive, told: int | None, *, most: int, seconds: float) -> bytes:
    """The body of a request; raises Problem where it is larger than ``most`` bytes or not there in time.

    ``told`` is what the request says of its length: what is too long by its own word is not read at all.
    """
    too_large = Problem(
        413, f"The body is larger than {most >> 20} MiB; send less at once.", headers={"Connection": "close"}
    )
    if told is not None and told > most:
        raise too_large
    body = bytearray()
    try:
        async with asyncio.timeout(seconds):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise Problem(400, "The connection was closed before the body was there.")
                body += message.get("body", b"")
                if len(body) > most:
                    raise too_large
                if not message.get("more_body", False):
                    return bytes(body)
    except TimeoutError:
        detail = f"The body was not there within {seconds:g} seconds; send it faster, or less at once."
        raise Problem(408, detail, headers={"Connection": "close"}) from None


def replayed(body: bytes, receive: Receive) -> Receive:
    """What gives an application a body that was read already, then whatever comes after it."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
