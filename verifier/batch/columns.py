"""Which column of a batch file plays which role; other columns are carried through."""

from collections.abc import Mapping
from functools import lru_cache

from claims.errors import ReadingError
from claims.folding import bare

ROLES: Mapping[str, tuple[str, ...]] = {
    "statement": ("statement", "claim", "text", "iddia", "cümle", "ifade"),
    "article": ("article", "source", "kaynak", "haber"),
    "id": ("id",),
    "lang": ("lang", "language", "dil"),
}


@lru_cache(maxsize=256)
def find(columns: tuple[str, ...]) -> Mapping[str, str]:
    """The name of the column of each role that is there; raises ReadingError where two claim the same role.

    Case and diacritics do not count: CÜMLE, cumle and Cümle are one name.
    """
    found: dict[str, str] = {}
    for role, names in ROLES.items():
        known = {bare(name) for name in names}
        matching = [column for column in columns if bare(column.strip()) in known]
        if len(matching) > 1:
            raise ReadingError(
                f"the columns {' and '.join(map(repr, matching))} could both be the {role}; rename all but one"
            )
        if matching:
            found[role] = matching[0]
    return found


def check(columns: tuple[str, ...], name: str) -> None:
    """Raises ReadingError where a table has no column of statements, or more than one column for a role."""
    try:
        found = find(columns)
    except ReadingError as error:
        raise ReadingError(f"{name} cannot be used: {error}.") from error
    if "statement" not in found:
        raise ReadingError(
            f"{name} has no column named statement (or {', '.join(ROLES['statement'][1:])}); "
            "its first line must name the columns."
        )
