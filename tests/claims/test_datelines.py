"""Datelines are told from what looks like them."""

import pytest

from claims.datelines import after_dateline

CASES = (
    ("ANKARA - Türkiye Cumhuriyet", "Türkiye Cumhuriyet"),
    ("**İZMİR (DHA) –** İzmir", "İzmir"),
    ("İSTANBUL/ANKARA (DHA) - Bakan", "Bakan"),
    ("ANKARA, 24 Kasım (AA) - Bakan", "Bakan"),
    ("Ankara (AA) – Bakan", "Bakan"),
    ("(AA) - Bakan", "Bakan"),
    ("WASHINGTON — The", "The"),
    ("NEW YORK – The", "The"),
    ("LONDON, Nov 24 (Reuters) - Shares fell", "Shares fell"),
    ('PARIS - "We', '"We'),
    ("AB - Türkiye ilişkileri", None),
    ("AKP – CHP görüşmesi", None),
    ("COVID-19 vakaları", None),
    ("TCMB faizi indirdi", None),
    ("Meta – the company – said", None),
    ("Meta (META) - which", None),
    ("St. Mary's (Leeds) – a hospital – closed", None),
    ("ANKARA -", None),
)


@pytest.mark.parametrize(("text", "rest"), CASES, ids=[case[0] for case in CASES])
def test_where_the_sentence_begins(text: str, rest: str | None) -> None:
    """Behind place, day and agency; at its start where there is none, or nothing behind it."""
    assert text[after_dateline(text, 0, len(text)) :] == (rest or text)
