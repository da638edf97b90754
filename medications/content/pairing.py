"""Two versions of a list of texts: which text of the new one stands where which of the old one stood. Pure."""

from collections.abc import Iterable, Iterator

_MOST_COMPARED = 2500  # pairs of texts within one gap; beyond that the texts are paired in order
_ALIKE = 0.5


def likeness(one: str, other: str) -> float:
    """How many of their words two texts share, from 0 to 1."""
    mine, theirs = set(one.casefold().split()), set(other.casefold().split())
    return len(mine & theirs) / max(len(mine | theirs), 1)


def alike(one: str, other: str) -> bool:
    return likeness(one, other) >= _ALIKE


def changes(before: Iterable[str], after: Iterable[str], kept: set[str]) -> Iterator[tuple[str, str]]:
    """(old, new) for each text that is not `kept`; "" for old is one that was added, "" for new one that is gone.

    >>> list(changes(["a", "take 50 mg", "b"], ["a", "take 60 mg", "b", "c"], {"a", "b"}))
    [('take 50 mg', 'take 60 mg'), ('', 'c')]
    """
    gone, new = _gaps(before, kept), _gaps(after, kept)
    for anchor in dict.fromkeys([*new, *gone]):
        yield from _paired(gone.get(anchor, []), new.get(anchor, []))


def _gaps(texts: Iterable[str], kept: set[str]) -> dict[str, list[str]]:
    """What stands behind each kept text, up to the next one."""
    anchor, found = "", {}
    for text in dict.fromkeys(texts):
        if text in kept:
            anchor = text
        else:
            found.setdefault(anchor, []).append(text)
    return found


def _paired(gone: list[str], new: list[str]) -> list[tuple[str, str]]:
    """Those that are most alike belong together, and then those that are left, in their order."""
    pairs, left, added = [], [], list(new)
    for old in gone:
        near = max(added, key=lambda text: likeness(old, text), default="") if len(gone) * len(new) <= _MOST_COMPARED else ""
        if near and alike(old, near):
            pairs.append((old, near))
            added.remove(near)
        else:
            left.append(old)
    short = min(len(left), len(added))
    pairs += zip(left, added, strict=False)
    return pairs + [(old, "") for old in left[short:]] + [("", text) for text in added[short:]]
