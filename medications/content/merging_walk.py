"""Goes through a record and two changed forms of it at once, and makes of them one record. Pure. See `merging`."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from medications.content.citations import cited_keys
from medications.content.comparing import ORDERED, content_fields
from medications.content.comparing_words import EMPTY, in_full, name_of, summary, title_of, words_for
from medications.content.merging_differences import BASE, BOTH, EDIT, FIELD, ITEM, MINE, ORDER, ROW, THEIRS, Difference
from medications.content.merging_rows import Orders, Row, in_order, rows_by, same_rows
from medications.content.phrases import sentence_case
from medications.content.schema import AnyRecord, Frequency, Part, Record, SideEffectEntry, Term

# Lists in which a row is told by a key, and no key stands twice.
_KEYS: dict[str, Callable[[Part], tuple]] = {
    "brand_names": lambda row: (row.name, row.market),
    "lead_sentences": lambda row: (row.group, row.when),
    "codes": lambda row: (row.system, row.code),
}
# Fields of which one cannot be told without the other.
_TOGETHER: dict[type[Part], tuple[str, ...]] = {SideEffectEntry: ("group", "when")}
# Free text, which can be written anew. All else is chosen from what is there.
FREE_TEXTS = {
    "pronunciation", "generic_name", "qualifier", "note", "text", "heading", "body", "wording", "look_alike_footnote", "title",
    "publisher", "description", "link_phrase", "group", "summary", "name", "explanation", "authors", "editors", "edition",
    "container", "place", "permission",
}  # fmt: skip


@dataclass(frozen=True)
class _Three:
    """One value in the three records; None where the row is not there."""

    base: Any
    mine: Any
    theirs: Any

    def each(self, function: Callable) -> "_Three":
        return _Three(*(None if value is None else function(value) for value in (self.base, self.mine, self.theirs)))

    def of(self, side: str) -> Any:
        return getattr(self, side)

    @property
    def by(self) -> str:
        """Whose change it is; nothing if there is no difference between mine and theirs."""
        base, mine, theirs = (_bare(value) for value in (self.base, self.mine, self.theirs))
        if mine == theirs:
            return ""
        return THEIRS if mine == base else MINE if theirs == base else BOTH

    @property
    def newest(self) -> Any:
        """Of values that say the same, the one whose names of terms are the newer."""
        return self.mine if self.theirs == self.base else self.theirs


def _bare(value: Any) -> Any:
    """A value without what it only repeats of the terms it names: those are told by their codes."""
    if isinstance(value, Term):
        return value.code
    if isinstance(value, tuple):
        return tuple(map(_bare, value))
    if isinstance(value, Part):
        return {name: _bare(each) for name, each in value}
    return value


@dataclass(frozen=True)
class _Place:
    """Where in a record something stands: for forms, for programs, and in words."""

    key: str = ""
    path: tuple[str, ...] = ()
    part: str = ""

    def field(self, name: str) -> "_Place":
        return _Place(f"{self.key}.{name}" if self.key else name, (*self.path, name), self.part)

    def row(self, key: str, title: str, name: str) -> "_Place":
        return _Place(f"{self.key}.{key}", (*self.path, ROW), f"{sentence_case(name_of(name))}, {title}")


class Walk:
    """Goes through three records at once and asks `choose` at each difference."""

    def __init__(self, choose: Callable[[Difference], str], texts: Mapping[str, str]):
        self.choose, self.texts = choose, texts
        self.titles: dict[str, str] = {}

    def record(self, base: AnyRecord, mine: AnyRecord, theirs: AnyRecord) -> AnyRecord:
        three = _Three(base, mine, theirs)
        sources = three.each(lambda record: {source.code: source for source in getattr(record, "sources", ())})
        self.titles = {code: source.title for side in (BASE, MINE, THEIRS) for code, source in sources.of(side).items()}
        values = self._fields(three, _Place())
        if "sources" in type(mine).model_fields:
            found = (_Three(*(sources.of(side).get(code) for side in (BASE, MINE, THEIRS))) for code in sorted(_cited(values)))
            values["sources"] = tuple(filter(None, (each.newest or each.mine or each.base for each in found)))
        return type(mine)(**values)

    def _fields(self, three: _Three, place: _Place) -> dict[str, Any]:
        part = type(three.mine)
        together = _TOGETHER.get(part, ())
        values: dict[str, Any] = {}
        for name in content_fields(three.mine):
            if isinstance(three.mine, Record) and name == "sources":  # follow from what the rest cites
                continue
            if name in together[:1]:
                values |= self._together(three, together, place)
            elif name not in together:
                values[name] = self._field(three.each(lambda each, name=name: getattr(each, name)), part, name, place)
        return values

    def _field(self, three: _Three, part: type[Part], name: str, place: _Place) -> Any:
        place = place.field(name)
        if isinstance(three.mine, tuple):
            first = (three.base + three.mine + three.theirs)[:1]
            is_list_of_rows = first and isinstance(first[0], Part) and not isinstance(first[0], Term)
            return self._rows(three, name, place) if is_list_of_rows else self._items(three, part, name, place)
        if all(isinstance(each, Part) and not isinstance(each, Term | Frequency) for each in (three.mine, three.theirs)):
            label = name_of(name)
            part_label = f"{place.part}: {label}" if place.part else sentence_case(label)
            return type(three.mine)(**self._fields(three, _Place(place.key, place.path, part_label)))
        words = three.each(lambda value: words_for(value, part, name))
        if words.mine == words.theirs:
            words = three.each(in_full)
        is_text = name in FREE_TEXTS and isinstance(three.mine, str)
        return self._one(three, words, place, name_of(name), FIELD, is_text=is_text)

    def _together(self, three: _Three, names: tuple[str, ...], place: _Place) -> dict[str, Any]:
        values = three.each(lambda part: tuple(getattr(part, name) for name in names))
        words = three.each(lambda part: ", ".join(words_for(getattr(part, name), type(part), name) for name in names))
        chosen = self._one(values, words, place.field(names[0]), " and ".join(map(name_of, names)), FIELD)
        return dict(zip(names, chosen, strict=True))

    def _one(self, three: _Three, words: _Three, place: _Place, name: str, what: str, *, is_text: bool = False) -> Any:
        """One value, chosen if need be."""
        if not three.by:
            return three.newest
        options = (THEIRS, MINE, *([BASE] if three.by == BOTH else []), *([EDIT] if is_text else []))
        choice = self._ask(three, words, place, name, what, options)
        return self.texts.get(place.key, three.mine) if choice == EDIT else three.of(choice)

    def _ask(self, three: _Three, words: _Three, place: _Place, name: str, what: str, options: tuple[str, ...]) -> str:
        said = [words.of(side) or "" for side in (BASE, MINE, THEIRS)]
        seen = hashlib.sha256(repr([place.key, said, [_bare(three.of(side)) for side in (BASE, MINE, THEIRS)]]).encode())
        by = three.by or BOTH
        label = name if place.part else sentence_case(name)
        return self.choose(
            Difference(place.key, seen.hexdigest()[:16], place.path, place.part, label, what, *said, by=by, options=options)
        )

    def _items(self, three: _Three, part: type[Part], name: str, place: _Place) -> tuple:
        """Lists of single words, codes or terms, all of them sets: each item is there or not."""
        by_code = three.each(lambda items: {_bare(item): item for item in items})
        kept = []
        for code in sorted({**by_code.base, **by_code.mine, **by_code.theirs}):
            item = by_code.each(lambda items, code=code: items.get(code))
            at = _Place(f"{place.key}.{code}", place.path, place.part)
            words = item.each(lambda value: self._named(value, part, name))
            kept.append(self._one(item, words, at, name_of(name), ITEM))
        return tuple(item for item in kept if item is not None)

    def _named(self, value: Any, part: type[Part], name: str) -> str:
        """A source is told by its title; a record names it by its code."""
        if name in ("sources", "whole_page_sources") and value in self.titles:
            return f"{self.titles[value]} [@{value}]"
        return words_for(value, part, name) or EMPTY

    def _rows(self, three: _Three, name: str, place: _Place) -> tuple:
        lists = (three.base, three.mine, three.theirs)
        rows = rows_by(_KEYS[name], *lists) if name in _KEYS else same_rows(*lists)
        kept = {row: found for row, key in _keyed(rows, three) if (found := self._row(_row_of(row, three), key, name, place))}
        mine_leads = name in ORDERED and self._order(rows, three, place, name)
        return tuple(part for row in in_order(list(kept), mine_leads=mine_leads) for part in kept[row])

    def _row(self, three: _Three, key: str, name: str, place: _Place) -> list[Part]:
        """The row as it becomes; two of them if both are kept, none if it goes."""
        there = next(row for row in (three.base, three.mine, three.theirs) if row is not None)
        at = place.row(key, title_of(there), name)
        if all(row is not None for row in (three.base, three.mine, three.theirs)):
            return [type(there)(**self._fields(three, at))]
        if not three.by:
            return [three.newest] if three.newest is not None else []
        words = three.each(summary)
        added_by_both = three.base is None and three.by == BOTH
        more = [] if three.by != BOTH else [BASE] if not added_by_both else [BOTH] if name in ORDERED else []
        choice = self._ask(three, words, at, "", ROW, (THEIRS, MINE, *more))
        found = [three.theirs, three.mine] if choice == BOTH else [three.of(choice)]
        return [row for row in found if row is not None]

    def _order(self, rows: list[Row], three: _Three, place: _Place, name: str) -> bool:
        """Whether my order of the rows is the one to follow."""
        orders = Orders.of(rows)
        if not orders.differ:
            return False
        sides = _Three(*(tuple(orders.of_old(order)) for order in (orders.base, orders.mine, orders.theirs)))
        if sides.by not in (MINE, THEIRS):
            sides = _Three(tuple(orders.base), tuple(orders.mine), tuple(orders.theirs))
        titles = {row: title_of(three.theirs[row.theirs]) for row in rows if row.theirs is not None}
        titles |= {row: title_of(three.base[row.base]) for row in rows if row.base is not None}
        words = sides.each(lambda order: "\n".join(f"{at}. {titles[row]}" for at, row in enumerate(order, 1)))
        at = _Place(f"{place.key}.{ORDER}", (*place.path, ORDER), sentence_case(name_of(name)))
        return self._ask(sides, words, at, ORDER, ORDER, (THEIRS, MINE)) == MINE


def _row_of(row: Row, three: _Three) -> _Three:
    places = (row.base, row.mine, row.theirs)
    return _Three(
        *(None if at is None else rows[at] for at, rows in zip(places, (three.base, three.mine, three.theirs), strict=True))
    )


def _keyed(rows: list[Row], three: _Three) -> Iterator[tuple[Row, str]]:
    """Each row with a key of its own: by its number in `base`, or in `mine`; one that only `theirs` has, by what it says."""
    times: dict[str, int] = {}
    for row in rows:
        if row.base is not None:
            yield row, f"b{row.base}"
        elif row.mine is not None:
            yield row, f"m{row.mine}"
        else:
            said = hashlib.sha256(repr(_bare(three.theirs[row.theirs])).encode()).hexdigest()[:12]
            times[said] = times.get(said, 0) + 1
            yield row, f"t{said}-{times[said]}"


def _cited(values: Mapping[str, Any]) -> set[str]:
    """Codes of all sources that a record of these values names."""
    rows = [values.get("generic_available"), *values.get("uses", ()), *values.get("side_effects", ())]
    texts = [part.text for part in values.get("at_a_glance", ())] + [part.body for part in values.get("sections", ())]
    cited = {key for text in [*texts, values.get("summary", "")] for key in cited_keys(text)}
    return cited | {code for row in rows if row for code in row.sources} | set(values.get("whole_page_sources", ()))
