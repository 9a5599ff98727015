"""A value as the commands print it: as a record for programs, as a line for people."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claims.values.model import Value

FIELDS = {"start", "end", "text", "kind", "value", "unit", "bound"}


def record(value: "Value") -> dict[str, Any]:
    """The published fields of a value as plain JSON values."""
    return value.model_dump(mode="json", include=FIELDS)


def shown(value: "Value") -> str:
    """Surface, kind and normal form in one line."""
    unit = f" {value.unit}" if value.unit else ""
    bound = "" if value.bound == "exact" else f" ({value.bound.replace('_', ' ')})"
    return f"{' '.join(value.text.split())}  =  {value.kind} {_normal(value.value)}{unit}{bound}"


def _normal(value: float | str | tuple[float | None, float | None]) -> str:
    if isinstance(value, tuple):
        return " to ".join("…" if end is None else _normal(end) for end in value)
    if isinstance(value, str):
        return value
    return f"{value:,.12g}".replace(",", " ")
