"""The places of a record that one may comment on, and where a place of one version is in a later one. Pure.

A place is named by a key that holds for one version: nothing for the whole page, `pronunciation` for a field, `sections` for a
list as a whole, `sections.2` for one of its rows, counted from 0. It is led to another version by what the row says.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medications.content.comparing import content_fields
from medications.content.comparing_rows import pair
from medications.content.comparing_words import name_of, title_of, words
from medications.content.phrases import sentence_case
from medications.content.schema import AnyRecord, Part, Record, SideEffectEntry, Term

WHOLE = ""
WHOLE_LABEL = "The whole page"
FACTS = "Facts"
LONGEST = 5_000  # characters of one comment
LONGEST_QUOTE = 300
# Lists whose rows are places of their own: what one row is called, what all of them are, and which part of a row is quoted.
_ROWS = {
    "uses": ("Use", "Uses in MS", "note"),
    "at_a_glance": ("At a glance", "At a glance", "text"),
    "sections": ("Section", "Sections", "body"),
    "lead_sentences": ("Lead sentence", "Lead sentences of side effects", "text"),
    "side_effects": ("Side effect", "Side effects", "qualifier"),
    "sources": ("Source", "Sources", "publisher"),
    "resources": ("Further reading", "Further reading", "description"),
}


@dataclass(frozen=True)
class Place:
    """`group` is the heading under which it is offered, `label` says which it is, `quote` begins with what stands there."""

    key: str
    group: str
    label: str
    quote: str
    field: str = ""
    row: int | None = None


def places_of(record: AnyRecord) -> list[Place]:
    """All of them: the whole page, then its lists with their rows, then its single fields."""
    fields = content_fields(record)
    rows = [place for name in fields if name in _ROWS for place in _of_list(record, name)]
    facts = [_of_field(record, name) for name in fields if name not in _ROWS]
    return [Place(WHOLE, WHOLE_LABEL, WHOLE_LABEL, ""), *rows, *facts]


def place_of(record: AnyRecord, key: str) -> Place | None:
    return next((place for place in places_of(record) if place.key == key), None)


def followed(key: str, old: AnyRecord, new: AnyRecord) -> str | None:
    """The key in `new` of what has that key in `old`; None if it is no longer there, or never was."""
    place = place_of(old, key)
    if place is None or place.row is None:
        return key if place is not None else None
    row = dict(pair(getattr(old, place.field), getattr(new, place.field)).pairs).get(place.row)
    return None if row is None else _row_key(place.field, row)


def _of_list(record: Record, name: str) -> Iterator[Place]:
    called, all_of_them, quoted = _ROWS[name]
    yield Place(name, all_of_them, f"{all_of_them}, all of them", "", name)
    for number, row in enumerate(getattr(record, name)):
        yield Place(_row_key(name, number), all_of_them, f"{called} “{title_of(row)}”", _quote(_said(row, quoted)), name, number)


def _said(row: Part, quoted: str) -> str:
    text = getattr(row, quoted)
    if isinstance(row, SideEffectEntry):
        return f"{row.wording} ({text})" if text else row.wording
    return text or title_of(row)


def _of_field(record: Record, name: str) -> Place:
    value = getattr(record, name)
    said = value.label if isinstance(value, Term) else words(record, name)
    return Place(name, FACTS, sentence_case(name_of(name)), _quote(said), name)


def _row_key(field: str, row: int) -> str:
    return f"{field}.{row}"


def _quote(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST_QUOTE else f"{plain[: LONGEST_QUOTE - 2]} …"
