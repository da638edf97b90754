"""The printed side effects of a page that has changed, laid over those of a draft that was edited since. Pure."""

from collections.abc import Iterable

from medications.content.differences import Differences
from medications.content.pairing import changes
from medications.content.schema import MedicationRecord, SideEffectEntry

Key = tuple[str, str, str]  # group, when, wording in small letters


def lay_over_side_effects(
    base: MedicationRecord, mine: MedicationRecord, theirs: MedicationRecord, *, told: Differences
) -> list[SideEffectEntry]:
    """Rows are the same if they stand in the same group with the same wording. A group that the page lacks stays."""
    before, now = _by_key(base.side_effects), _by_key(theirs.side_effects)
    result = _Rows(mine.side_effects, told)
    for key in (key for key in now if key in before and key in result.rows):
        result.merge(key, before[key], now[key])
    moved = _moved(before, now)
    for old, new in moved.items():
        result.change(old, new, before[old], now[new], same_wording=True)
    for place in dict.fromkeys(key[:2] for key in now):
        gone, new = ([key[2] for key in each if key[:2] == place] for each in (before, now))
        kept = {key[2] for key in before.keys() & now.keys() if key[:2] == place}
        kept |= {key[2] for key in [*moved, *moved.values()] if key[:2] == place}
        for old, added in changes(gone, new, kept):
            if old and added:
                result.change((*place, old), (*place, added), before[(*place, old)], now[(*place, added)])
            elif added:
                previous = new[new.index(added) - 1] if new.index(added) else ""
                result.add((*place, added), now[(*place, added)], behind=(*place, previous))
            else:
                result.remove((*place, old), before[(*place, old)])
    return result.all()


def _key(row: SideEffectEntry) -> Key:
    return row.group, row.when, row.wording.casefold()


def _by_key(rows: Iterable[SideEffectEntry]) -> dict[Key, SideEffectEntry]:
    """A row that a page prints twice in a group counts once, as it is printed first."""
    found: dict[Key, SideEffectEntry] = {}
    for row in rows:
        found.setdefault(_key(row), row)
    return found


def _moved(before: dict[Key, SideEffectEntry], now: dict[Key, SideEffectEntry]) -> dict[Key, Key]:
    """Rows that the page prints in another group than before: {old key: new key}."""
    gone = {key[2]: key for key in before.keys() - now.keys()}
    return {gone[key[2]]: key for key in now if key not in before and key[2] in gone}


class _Rows:
    """The draft's rows by key, in order, as they become."""

    def __init__(self, rows: tuple[SideEffectEntry, ...], told: Differences):
        self.rows: dict[Key, SideEffectEntry] = {}
        for row in rows:
            key = _key(row)
            while key in self.rows:  # an editor may have listed it twice, and both stay
                key = (*key[:2], f"{key[2]} ")
            self.rows[key] = row
        self.order, self.told = list(self.rows), told

    def merge(self, key: Key, before: SideEffectEntry, now: SideEffectEntry) -> None:
        """What is printed beside the same wording: its qualifier, and whether it may be mistaken for MS."""
        for name in ("qualifier", "look_alike"):
            was, here, says = (getattr(row, name) for row in (before, self.rows[key], now))
            if says in (was, here):
                continue
            if here == was:
                self.rows[key] = self.rows[key].model_copy(update={name: says})
            else:
                self.told.changed("side_effects", _said(before), _said(now))

    def change(self, old: Key, new: Key, before: SideEffectEntry, now: SideEffectEntry, *, same_wording: bool = False) -> None:
        """The row `old` becomes `new`. Its terms stay with its wording: of another wording nobody has said what it means."""
        if new in self.rows:
            return
        if old not in self.rows or _touched(self.rows[old], before):
            self.told.changed("side_effects", _said(before), _said(now))
            return
        known = self.rows.pop(old)
        self.rows[new] = now.model_copy(update={"terms": known.terms}) if same_wording else now
        self.order[self.order.index(old)] = new

    def add(self, key: Key, row: SideEffectEntry, *, behind: Key) -> None:
        if key not in self.rows:
            self.rows[key] = row
            at = self.order.index(behind) + 1 if behind in self.order else len(self.order)
            self.order.insert(at, key)

    def remove(self, key: Key, before: SideEffectEntry) -> None:
        if key in self.rows and _touched(self.rows[key], before):
            self.told.gone("side_effects", _said(before))
        elif key in self.rows:
            del self.rows[key]
            self.order.remove(key)

    def all(self) -> list[SideEffectEntry]:
        return [self.rows[key] for key in self.order]


def _touched(row: SideEffectEntry, before: SideEffectEntry) -> bool:
    """Somebody has changed what is printed, or added numbers or sources. A linked term is no change of the text."""
    return row.model_copy(update={"terms": before.terms}) != before


def _said(row: SideEffectEntry) -> str:
    star = "*" if row.look_alike else ""
    return f"{row.wording}{star} ({row.qualifier})" if row.qualifier else f"{row.wording}{star}"
