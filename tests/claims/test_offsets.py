"""Offsets are counted as Python's own encoders count them, and lead back to where they came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.offsets import Offsets, Position, Unit

ENCODINGS: dict[Unit, tuple[str, int]] = {
    "utf-8": ("utf-8", 1),
    "utf-16": ("utf-16-le", 2),
    "code-points": ("utf-32-le", 4),
}
TEXTS = st.text(
    alphabet=st.sampled_from("aİıç🚀\r\n\u0307\u00ad€ ") | st.characters(exclude_categories=("Cs",)), max_size=40
)


@pytest.mark.parametrize("unit", ENCODINGS)
@given(text=TEXTS)
def test_counts_as_the_encoder_does(unit: Unit, text: str) -> None:
    """An offset in a unit is the length of the text before it in that encoding, and converts back."""
    name, width = ENCODINGS[unit]
    offsets = Offsets(text)
    for offset in range(len(text) + 1):
        count = offsets.to(unit, offset)
        assert count == len(text[:offset].encode(name)) // width
        assert offsets.of(unit, count) == offset


@pytest.mark.parametrize("unit", ENCODINGS)
@given(text=TEXTS)
def test_positions_lead_back(unit: Unit, text: str) -> None:
    """Every offset outside a line's end has a position that leads back to it, on the line that Python counts."""
    offsets = Offsets(text)
    name, width = ENCODINGS[unit]
    for offset in range(len(text) + 1):
        position = offsets.position(offset, unit)
        before = text[:offset]
        if not (before.endswith("\r") and text[offset : offset + 1] == "\n"):
            lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            assert position == Position(len(lines) - 1, len(lines[-1].encode(name)) // width)
            if offset == len(text) or text[offset] not in "\r\n":
                assert offsets.offset(position, unit) == offset


def test_an_astral_character_before() -> None:
    """After a rocket and a dotted capital I the counts differ as the tools expect."""
    offsets = Offsets("🚀 İ ilk\r\n€ son")
    assert [offsets.to(unit, 4) for unit in ("code-points", "utf-16", "utf-8")] == [4, 5, 8]
    assert offsets.position(11, "utf-8") == Position(1, 4)
    assert offsets.offset(Position(0, 99)) == 7


@pytest.mark.parametrize("offset", [-1, 4])
def test_outside_is_refused(offset: int) -> None:
    """Nothing outside the text is converted silently."""
    with pytest.raises(ValueError, match="outside"):
        Offsets("abc").to("utf-16", offset)
    with pytest.raises(ValueError, match="outside"):
        Offsets("abc").of("utf-8", offset)
    with pytest.raises(ValueError, match="outside"):
        Offsets("abc").offset(Position(offset, 0))
