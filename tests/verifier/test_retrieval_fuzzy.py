"""Names that are near: one slip, two in long names, a short ending; never mere likeness."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from verifier.retrieval.fuzzy import ENDING, near_names

KNOWN = ("mayer", "meyer", "demirkan", "demirel", "ankara", "slovakya", "ruben", "kaya", "kayali", "zuckerberg")


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("maier", ("mayer",)),
        ("mayr", ("mayer",)),
        ("ankra", ("ankara",)),
        ("akara", ("ankara",)),
        ("zukerberg", ("zuckerberg",)),
        ("zuckerbergin", ("zuckerberg",)),
        ("demirkam", ("demirkan",)),
        ("kayalinin", ("kayali",)),
        ("kay", ()),
        ("xyz", ()),
        ("istanbul", ()),
    ],
)
def test_near_names(name: str, near: tuple[str, ...]) -> None:
    """Nearest first."""
    assert near_names(name, KNOWN) == near


@given(st.text("abcdk", max_size=12), st.lists(st.text("abcdk", min_size=1, max_size=12), max_size=20, unique=True))
def test_near_names_are_near(name: str, known: list[str]) -> None:
    """Every answer is one of the known names, not the name itself, and within two slips or a short ending."""
    found = near_names(name, known)
    assert len(set(found)) == len(found)
    for other in found:
        assert other in known
        assert other != name
        ending = abs(len(name) - len(other)) <= ENDING and (name.startswith(other) or other.startswith(name))
        assert ending or OSA.distance(name, other) <= 2
