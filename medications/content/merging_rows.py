"""Which row of two changed lists is which row of the list they both come from, and in which order they stand together. Pure."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from medications.content.comparing_rows import pair


@dataclass(frozen=True)
class Row:
    """One row with its place in each of the three lists; None where it is not."""

    base: int | None = None
    mine: int | None = None
    theirs: int | None = None


def same_rows(base: tuple, mine: tuple, theirs: tuple) -> list[Row]:
    """Every row of the three lists, once: those of `base` in their order, then what was added."""
    to_mine, to_theirs = pair(base, mine), pair(base, theirs)
    in_mine, in_theirs = dict(to_mine.pairs), dict(to_theirs.pairs)
    rows = [Row(i, in_mine.get(i), in_theirs.get(i)) for i in range(len(base))]
    added = pair(tuple(mine[j] for j in to_mine.added), tuple(theirs[j] for j in to_theirs.added), by_kind=False)
    rows += [Row(None, to_mine.added[i], to_theirs.added[j]) for i, j in added.pairs]
    rows += [Row(None, to_mine.added[i], None) for i in added.gone]
    return rows + [Row(None, None, to_theirs.added[j]) for j in added.added]


def rows_by(key: Callable[..., Hashable], base: tuple, mine: tuple, theirs: tuple) -> list[Row]:
    """The same for lists in which a key stands once."""
    places = [{key(row): at for at, row in enumerate(rows)} for rows in (base, mine, theirs)]
    return [Row(*(each.get(value) for each in places)) for value in dict.fromkeys([*places[0], *places[1], *places[2]])]


@dataclass(frozen=True)
class Orders:
    """The rows that stand in both changed lists, in the order that each of the two gives them, and that of `base`."""

    base: list[Row]
    mine: list[Row]
    theirs: list[Row]

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "Orders":
        both = [row for row in rows if row.mine is not None and row.theirs is not None]
        return cls(
            base=[row for row in both if row.base is not None],
            mine=sorted(both, key=lambda row: row.mine),
            theirs=sorted(both, key=lambda row: row.theirs),
        )

    def of_old(self, order: list[Row]) -> list[Row]:
        return [row for row in order if row.base is not None]

    @property
    def differ(self) -> bool:
        return self.mine != self.theirs


def in_order(kept: list[Row], *, mine_leads: bool) -> list[Row]:
    """The rows in the order of the leading list; what only the other list has stands behind the row that it follows there."""
    first, second = ("mine", "theirs") if mine_leads else ("theirs", "mine")
    leading = sorted((row for row in kept if getattr(row, first) is not None), key=lambda row: getattr(row, first))
    other = sorted((row for row in kept if getattr(row, second) is not None), key=lambda row: getattr(row, second))
    found, at = list(leading), 0
    for row in other:
        if getattr(row, first) is None:
            found.insert(at, row)
        at = found.index(row) + 1
    return found
