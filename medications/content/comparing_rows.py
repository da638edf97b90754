"""Which row of a new list is which row of the old one. Rows have no ids in a record: they are told by what they say."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from medications.content.schema import (
    BrandName,
    ExternalCode,
    LeadSentence,
    Part,
    Resource,
    Section,
    SideEffectEntry,
    SourceDetails,
    Statement,
    Term,
    Use,
)

_ALIKE = 60  # of 100
_MOST_COMPARED = 2500  # pairs of rows; beyond that, rows that have nothing else in common are told apart

# What makes two rows the same one although they differ, the surest first. None: nothing does.
_SAME: dict[type, list[Callable[[Part], Hashable | None]]] = {
    BrandName: [lambda row: (row.name, row.market), lambda row: row.name],
    Use: [lambda row: (row.symptom.code, row.qualifier), lambda row: row.symptom.code],
    Statement: [lambda row: row.text, lambda row: None if row.kind == "point" else row.kind],
    Section: [lambda row: (row.kind, row.heading), lambda row: row.body, lambda row: row.heading],
    LeadSentence: [lambda row: (row.group, row.when)],
    SideEffectEntry: [
        lambda row: (row.wording, row.group, row.when),
        lambda row: row.wording,
        lambda row: tuple(term.code for term in row.terms) or None,
    ],
    ExternalCode: [lambda row: row.system],
    SourceDetails: [lambda row: row.code],
    Resource: [lambda row: row.title, lambda row: row.url or None],
    Term: [lambda row: row.code],
}
_TEXT: dict[type, Callable[[Part], str]] = {
    BrandName: lambda row: row.name,
    Statement: lambda row: row.text,
    Section: lambda row: row.body,
    SideEffectEntry: lambda row: row.wording,
    Resource: lambda row: f"{row.title} {row.description}",
    str: str,
}


@dataclass
class Pairing:
    """Positions in both lists: those that belong together, and those that are gone or new."""

    pairs: list[tuple[int, int]] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    added: list[int] = field(default_factory=list)

    @property
    def order_changed(self) -> bool:
        places = [new for _, new in self.pairs]
        return places != sorted(places)


def pair(old: tuple, new: tuple, *, by_kind: bool = True) -> Pairing:
    """Rows that are the same, then those of one identity in their order, then those whose text is most alike.

    `by_kind`: what is left of sections and statements is paired if it is of one kind, although nothing in it is alike.
    """
    found = Pairing(gone=list(range(len(old))), added=list(range(len(new))))
    if not old or not new:
        return found
    _by(lambda row: row, old, new, found)
    kind = _kind_of(old, new)
    for same in _SAME.get(kind, []):
        _by(same, old, new, found)
    for i, j in _alike(old, new, found, _TEXT.get(kind)):
        _take(found, i, j)
    if by_kind and kind in (Section, Statement):
        _by(lambda row: row.kind, old, new, found)
    found.pairs.sort()
    return found


def _kind_of(old: tuple, new: tuple) -> type:
    first = (old + new)[0]
    return next((kind for kind in _SAME if isinstance(first, kind)), str)


def _by(key: Callable, old: tuple, new: tuple, found: Pairing) -> None:
    waiting: dict[Hashable, list[int]] = {}
    for j in found.added:
        if (value := key(new[j])) is not None:
            waiting.setdefault(value, []).append(j)
    for i in list(found.gone):
        if matches := waiting.get(key(old[i])):
            _take(found, i, matches.pop(0))


def _take(found: Pairing, i: int, j: int) -> None:
    found.pairs.append((i, j))
    found.gone.remove(i)
    found.added.remove(j)


def _alike(old: tuple, new: tuple, found: Pairing, text: Callable | None) -> Iterator[tuple[int, int]]:
    """Those that are most alike first; each row once."""
    if text is None or len(found.gone) * len(found.added) > _MOST_COMPARED:
        return
    scores = [(fuzz.ratio(text(old[i]), text(new[j]), score_cutoff=_ALIKE), i, j) for i in found.gone for j in found.added]
    taken: set[tuple[str, int]] = set()
    for score, i, j in sorted(scores, key=lambda each: (-each[0], each[1], each[2])):
        if score and ("old", i) not in taken and ("new", j) not in taken:
            taken |= {("old", i), ("new", j)}
            yield i, j
