"""What a correction changed: claim by claim and slot by slot, from two analyses alone."""

from stores import plain

from claims.store.changes import find_changes

OLD = "Selde 12 kişi öldü\nKöprü dün yıkıldı\nMeclis bütçeyi onayladı\nVali köye gitti"


def _kinds(new: str, old: str = OLD) -> list[tuple[str, str, str]]:
    found = find_changes(plain(old), plain(new))
    return [
        (change.kind, change.before.text if change.before else "", change.after.text if change.after else "")
        for change in found.changes
    ]


def test_the_same_text_has_no_changes() -> None:
    """Every claim is unchanged."""
    found = find_changes(plain(OLD), plain(OLD))
    assert (found.changes, found.unchanged) == ((), 4)


def test_moved_claims_are_unchanged() -> None:
    """Only what is said counts, not where."""
    assert _kinds("\n".join(reversed(OLD.splitlines()))) == []


def test_a_corrected_number_names_slot_and_values() -> None:
    """Both normal forms are given."""
    (change,) = find_changes(plain(OLD), plain(OLD.replace("12", "14"))).changes
    assert change.kind == "changed"
    (slot,) = change.slots
    assert (slot.slot, slot.before, slot.after) == ("values", "number 12", "number 14")
    assert change.before is not None
    assert change.after is not None
    assert OLD[change.before.start : change.before.end] == change.before.text
    assert change.after.line == 1


def test_polarity_counts() -> None:
    """A denial is a change even where all words stay."""
    old, new = plain("Vali köye gitti"), plain("Vali köye gitti")
    denied = new.model_copy(update={"claims": (new.claims[0].model_copy(update={"polarity": "negative"}),)})
    (change,) = find_changes(old, denied).changes
    assert [(slot.slot, slot.before, slot.after) for slot in change.slots] == [("polarity", "positive", "negative")]


def test_additions_removals_and_rewordings_stand_in_the_order_of_the_newer_text() -> None:
    """A removed claim stands before what followed it."""
    new = "Selde 12 kişi öldü\nMeclis yeni bütçeyi onayladı\nVali köye gitti\nOkul açıldı"
    assert _kinds(new) == [
        ("removed", "Köprü dün yıkıldı", ""),
        ("reworded", "Meclis bütçeyi onayladı", "Meclis yeni bütçeyi onayladı"),
        ("added", "", "Okul açıldı"),
    ]


def test_repeated_claims_are_paired_once_each() -> None:
    """A claim that stands twice and is removed once is one removal."""
    assert _kinds("Vali geldi", "Vali geldi\nVali geldi") == [("removed", "Vali geldi", "")]


def test_a_text_without_claims() -> None:
    """Everything is added, or everything removed."""
    assert _kinds("Vali geldi", "…") == [("added", "", "Vali geldi")]
    assert _kinds("…", "Vali geldi") == [("removed", "Vali geldi", "")]
