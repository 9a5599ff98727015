"""Adds the pieces of a spelled numeral in the order in which they are said."""

from decimal import Decimal

from claims.values.lexicon import Piece


class Sum:
    """Adds pieces of a numeral in the order in which they are said; refuses a piece that starts another number."""

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.group: Decimal | None = None
        self.limit = Decimal(10) ** 40
        self.role = ""
        self.last = Decimal(0)

    @property
    def value(self) -> Decimal:
        """The number so far."""
        return self.total + (self.group or 0)

    def add(self, piece: Piece, *, bare_scale: bool) -> bool:
        """Adds a piece and says whether it could; ``bare_scale`` lets "bin" stand for one thousand."""
        role, value = piece
        if not self._accept(role, value, bare_scale):
            return False
        self.role, self.last = role, value
        return True

    def add_all(self, pieces: tuple[Piece, ...], *, bare_scale: bool) -> bool:
        """Adds every piece, or none of them."""
        before = (self.total, self.group, self.limit, self.role, self.last)
        if all(self.add(piece, bare_scale=bare_scale) for piece in pieces):
            return True
        self.total, self.group, self.limit, self.role, self.last = before
        return False

    def scale_by(self, scale: Decimal) -> None:
        """Multiplies all so far by the scale that a letter stands for ("14.3B")."""
        self.total, self.group, self.limit, self.role = self.value * scale, None, scale, "scale"

    def _accept(self, role: str, value: Decimal, bare_scale: bool) -> bool:
        group = self.group
        if role in ("unit", "teen", "ten"):
            if group is None and not (value == 0 and self.total) and value < self.limit:
                self.group = value
            elif (
                group is not None
                and value
                and (
                    self.role == "hundred"
                    or (role == "unit" and self.role == "ten" and (self.last >= 20 or bare_scale))
                )
            ):
                self.group = group + value
            else:
                return False
        elif role == "hundred":
            if group is None and self.limit > 100:
                self.group = value
            elif (
                group is not None
                and self.role in ("unit", "teen", "figure")
                and 0 < group < 100
                and group == int(group)
            ):
                self.group = group * value
            else:
                return False
        elif role == "scale":
            if value >= self.limit or (group is None and (self.total or not bare_scale)):
                return False
            self.total += (1 if group is None else group) * value
            self.group, self.limit = None, value
        elif role == "figure":
            year = 1900 <= value < 2100
            if group is not None or (
                self.total and (value >= self.limit or value != int(value) or (year and self.limit > 1000))
            ):
                return False
            self.group = value
        elif role == "half":
            if group is None or self.role in ("half", "share"):
                return False
            self.group = group + value
        elif role == "share":
            if group is not None or self.total:
                return False
            self.group = value
        elif role == "collective":
            if not self.value or self.role == "collective":
                return False
            self.total, self.group = self.value * value, None
            self.limit = Decimal(0)
        return True
