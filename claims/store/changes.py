"""Which claims a correction added, removed, changed or only worded anew: two analyses held side by side."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from claims.claim import Analysis, Claim
from claims.document import Document, Frozen
from claims.folding import bare, fold
from claims.names import strip_suffix
from claims.store.rows import named
from claims.values.model import Value

ChangeKind = Literal["added", "removed", "changed", "reworded"]
Slot = Literal[
    "predicate", "subject", "objects", "others", "values", "polarity", "modality", "attribution", "quantifier"
]
SAME_PREDICATE, SAME_SUBJECT, SAME_WORDS = 0.35, 0.2, 0.45
ENOUGH = 0.4


class Side(Frozen):
    """A claim in one of the two versions: half-open offsets in that version's text, and the 1-based line."""

    start: int
    end: int
    line: int
    text: str


class SlotChange(Frozen):
    """What a slot held before and after; empty where it held nothing."""

    slot: Slot
    before: str
    after: str


class Change(Frozen):
    """A claim that differs: only ``after`` for an added one, only ``before`` for a removed one."""

    kind: ChangeKind
    before: Side | None = None
    after: Side | None = None
    slots: tuple[SlotChange, ...] = ()


class Changes(Frozen):
    """All differences, in the order of the newer text, and how many claims stayed as they were."""

    changes: tuple[Change, ...]
    unchanged: int


class _Seen(NamedTuple):
    """A claim in the form in which it is compared."""

    claim: Claim
    document: Document
    wording: tuple[str, ...]
    slots: dict[Slot, str]
    keys: dict[Slot, str]


def find_changes(before: Analysis, after: Analysis) -> Changes:
    """The differences between what two versions of an article assert; a claim that only moved is unchanged."""
    old, new = _seen(before), _seen(after)
    same = _identical(old, new)
    left = [index for index in range(len(old)) if index not in same]
    right = sorted(set(range(len(new))) - set(same.values()))
    alike = _alike(old, new, left, right)
    placed = [(new[j].claim.start, 1, _changed(old[i], new[j])) for i, j in alike.items()] + [
        (new[j].claim.start, 1, Change(kind="added", after=_side(new[j]))) for j in right if j not in alike.values()
    ]
    follows = len(after.document.text)
    for i in range(len(old) - 1, -1, -1):
        partner = same.get(i, alike.get(i))
        if partner is not None:
            follows = new[partner].claim.start
        else:
            placed.append((follows, 0, Change(kind="removed", before=_side(old[i]))))
    placed.sort(key=lambda row: (row[0], row[1], row[2].before.start if row[2].before else -1))
    return Changes(changes=tuple(change for _, _, change in placed), unchanged=len(same))


def _seen(analysis: Analysis) -> list[_Seen]:
    document = analysis.document
    return [
        _Seen(claim, document, tuple(fold(claim.text, document.lang).split()), shown, _keys(shown, document))
        for claim in analysis.claims
        for shown in (_slots(claim),)
    ]


def _slots(claim: Claim) -> dict[Slot, str]:
    """What each slot holds, as it is shown."""
    source = claim.attribution
    arguments = claim.arguments
    return {
        "predicate": claim.predicate.lemma,
        "subject": named(claim.subject) if claim.subject else "",
        "objects": "; ".join(named(argument) for argument in arguments if argument.role == "object"),
        "others": "; ".join(named(argument) for argument in arguments if argument.role not in ("subject", "object")),
        "values": "; ".join(map(_normal, claim.values)),
        "polarity": claim.polarity,
        "modality": claim.modality,
        "attribution": ""
        if source is None
        else source.resolved or source.text or ("hearsay" if source.hearsay else ""),
        "quantifier": claim.quantifier or "",
    }


def _keys(slots: dict[Slot, str], document: Document) -> dict[Slot, str]:
    """The slots as they are compared: names without suffixes, all in lower case, values in any order."""
    found = {slot: " ".join(bare(strip_suffix(word)) for word in text.split()) for slot, text in slots.items()}
    found["predicate"] = fold(slots["predicate"], document.lang)
    found["values"] = "; ".join(sorted(slots["values"].split("; ")))
    return found


def _normal(value: Value) -> str:
    number = value.value
    if isinstance(number, tuple):
        number = " to ".join("…" if end is None else f"{end:.12g}" for end in number)
    shown = number if isinstance(number, str) else f"{number:.12g}"
    bound = "" if value.bound == "exact" else value.bound.replace("_", " ")
    return " ".join(filter(None, (value.kind, bound, shown, value.unit)))


def _identical(old: Sequence[_Seen], new: Sequence[_Seen]) -> dict[int, int]:
    """Pairs of claims with the same words and the same slots, each used once, in the order of the text."""
    places: defaultdict[object, list[int]] = defaultdict(list)
    for j in range(len(new) - 1, -1, -1):
        places[_signature(new[j])].append(j)
    return {i: places[key].pop() for i, one in enumerate(old) if places[key := _signature(one)]}


def _signature(one: _Seen) -> tuple[object, ...]:
    return one.wording, *one.keys.values()


def _alike(old: Sequence[_Seen], new: Sequence[_Seen], left: Sequence[int], right: Sequence[int]) -> dict[int, int]:
    """Pairs of the remaining claims that say nearly the same, best first, each used once."""
    scored = []
    for i, j in sorted(set(_pairs(old, new, left, right))):
        score = _likeness(old[i], new[j])
        if score >= ENOUGH:
            scored.append((-score, abs(i - j), i, j))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(scored):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def _pairs(
    old: Sequence[_Seen], new: Sequence[_Seen], left: Sequence[int], right: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """The pairs that share a predicate or a subject: no other can be alike enough."""
    slots: tuple[Slot, ...] = ("predicate", "subject")
    for slot in slots:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for j in right:
            places[new[j].keys[slot]].append(j)
        for i in left:
            if old[i].keys[slot]:
                yield from ((i, j) for j in places[old[i].keys[slot]])


def _likeness(one: _Seen, other: _Seen) -> float:
    mine, theirs = Counter(one.wording), Counter(other.wording)
    shared = (mine & theirs).total() / max((mine | theirs).total(), 1)
    return (
        SAME_PREDICATE * (one.keys["predicate"] == other.keys["predicate"])
        + SAME_SUBJECT * (one.keys["subject"] == other.keys["subject"])
        + SAME_WORDS * shared
    )


def _changed(old: _Seen, new: _Seen) -> Change:
    slots = tuple(
        SlotChange(slot=slot, before=old.slots[slot], after=new.slots[slot])
        for slot in old.slots
        if old.keys[slot] != new.keys[slot]
    )
    return Change(kind="changed" if slots else "reworded", before=_side(old), after=_side(new), slots=slots)


def _side(one: _Seen) -> Side:
    claim = one.claim
    return Side(start=claim.start, end=claim.end, line=one.document.line(claim.start), text=claim.text)
