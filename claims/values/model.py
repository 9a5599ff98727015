"""Value: a typed number, amount, quantity, duration or date found in a text."""

from typing import Literal

from claims.document import Frozen, Span

ValueKind = Literal["number", "percent", "money", "quantity", "age", "ordinal", "range", "duration", "date"]
Bound = Literal["exact", "about", "at_least", "at_most", "more_than", "less_than"]

ALWAYS = "deictic:until-today"


class Value(Frozen):
    """A value with its source span and normal form.

    ``value`` by kind: number, percent, money, quantity, age, ordinal – the number itself (money in whole units of
    ``unit``, an ISO 4217 code; percent as 12.5 for 12,5 %; fractions "üçte bir" as number 0.333… with the unit
    "fraction"); range – (low, high), an open end None; duration – seconds, with ``unit`` the calendar unit as written
    (year, month, …) and ``count`` the number of them; date – ISO 8601 text, as precise as the source: "2016-01-12",
    "2016-01", "2016", "1990s", "T10:30", "--01-12" (no year), "--01" (a month alone), "--XX-15" (a day alone), or a
    deictic such as "deictic:yesterday", "deictic:last-month", "deictic:-2-months" where only the reader's day could
    resolve it, and "deictic:after:+2-months" where what the text told before could (``unit`` and ``count`` then hold
    the distance).
    ``unit``: ISO 4217 code, a key of units.toml ("kilometre"), the concept of the counted noun folded ("kişi") for
    counted things, or None. Labels and no amounts: number with unit "name", "id" or "score". Cents, kuruş and pence
    alone keep their own unit ("cent"), for the text does not name the currency.
    ``currency_mentions``: every code that the surface may stand for ("dolar" alone: USD first).
    ``ambiguous``: a second reading exists ("4,800" in Turkish, "2000 seçimleri").
    """

    start: int
    end: int
    text: str
    kind: ValueKind
    value: float | str | tuple[float | None, float | None]
    unit: str | None = None
    bound: Bound = "exact"
    count: float | None = None
    ambiguous: bool = False
    currency_mentions: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        """The value's span in the text."""
        return Span(start=self.start, end=self.end)

    @property
    def telling(self) -> bool:
        """Whether the value counts something, and no number in a name or indefinite article ("bir kadın", "a goal").

        A time that is always so far ("until today") tells none.
        """
        article = self.value == 1.0 and self.kind in ("number", "quantity") and not self.text[:1].isdigit()
        return self.unit != "name" and not article and self.value != ALWAYS
