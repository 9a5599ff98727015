"""A value as the commands print it: as a record for programs, as a line for people."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from claims.published import value_record

if TYPE_CHECKING:
    from claims.values.model import Value


def shown(value: "Value") -> str:
    """Surface, kind and normal form in one line."""
    return shown_record(value_record(value))


def shown_record(value: Mapping[str, Any]) -> str:
    """As ``shown``, for a value in its published fields."""
    unit = f" {value['unit']}" if value["unit"] else ""
    bound = "" if value["bound"] == "exact" else f" ({value['bound'].replace('_', ' ')})"
    return f"{' '.join(value['text'].split())}  =  {value['kind']} {_normal(value['value'])}{unit}{bound}"


def _normal(value: float | str | Sequence[float | None]) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Sequence):
        return " to ".join("…" if end is None else _normal(end) for end in value)
    return f"{value:,.12g}".replace(",", " ")
