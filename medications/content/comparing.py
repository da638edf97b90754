"""The difference of two records of one kind, field by field and row by row, in words for people. Pure.

Serves whoever approves, the audit log and the history, and is what `weighing` weighs. Two records have no change between them
exactly when they have the same digest.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medications.content.comparing_rows import Pairing, pair
from medications.content.comparing_words import EMPTY, in_full, name_of, summary, title_of, words_for
from medications.content.phrases import sentence_case
from medications.content.schema import AnyRecord, Frequency, Part, Record, Section, Statement, Term

ORDER = "order"
ROW = "row"
BOXED = "boxed"
# Lists in which the order says something; the schema types them `Ordered`, all others are sets.
ORDERED = {"uses", "at_a_glance", "sections", "side_effects", "resources"}


@dataclass(frozen=True)
class FieldChange:
    """One value that differs. `label` and the values are for people; nothing in `old` means added, nothing in `new` taken out.

    `path` is for programs: the names of the fields that lead to it. Between a list and the field of one of its rows stands
    `row`; for a section or a statement its kind, and `boxed` for a boxed section.
    """

    path: tuple[str, ...]
    label: str
    old: str
    new: str

    def __str__(self):
        return f"{self.label}: {self.old or '–'} → {self.new or '–'}"


def compare(old: AnyRecord, new: AnyRecord) -> list[FieldChange]:
    """What differs, in the order of the record's fields. Raises ValueError for records of two kinds."""
    if old.kind != new.kind:
        raise ValueError(f"a {old.kind} and a {new.kind} have no difference")
    return [change for field in content_fields(new) for change in _field(old, new, field, (), "")]


def content_fields(part: Part) -> list[str]:
    """What kind of record it is, and in which version of the schema, is no content."""
    return [name for name in type(part).model_fields if not (isinstance(part, Record) and name in ("kind", "schema_version"))]


def _field(old: Part, new: Part, field: str, path: tuple[str, ...], inside: str) -> Iterator[FieldChange]:
    """`inside` names the row or part that the field belongs to; nothing for a field of the record itself."""
    before, after = getattr(old, field), getattr(new, field)
    if before == after:
        return
    path, name = (*path, field), name_of(field)
    label = f"{inside}: {name}" if inside else sentence_case(name)
    if isinstance(before, tuple):
        is_list_of_rows = isinstance((before + after)[0], Part) and not isinstance((before + after)[0], Term)
        yield from (_rows if is_list_of_rows else _items)(before, after, type(new), field, path, label)
    elif _are_one_part(before, after):
        yield from _parts(before, after, path, label)
    else:
        said, says = words_for(before, type(old), field), words_for(after, type(new), field)
        if said == says:
            said, says = in_full(before), in_full(after)
        yield FieldChange(path, label, said, says)


def _are_one_part(before, after) -> bool:
    """Parts whose fields are compared one by one: two of them, and if they are terms, the same one."""
    if isinstance(before, Term) and isinstance(after, Term):
        return before.code == after.code
    return isinstance(before, Part) and isinstance(after, Part) and not isinstance(before, Frequency)


def _parts(before: Part, after: Part, path: tuple[str, ...], label: str) -> Iterator[FieldChange]:
    for field in content_fields(after):
        yield from _field(before, after, field, path, label)


def _rows(before: tuple, after: tuple, part: type[Part], field: str, path: tuple[str, ...], label: str) -> Iterator[FieldChange]:
    found = pair(before, after)
    for i, j in found.pairs:
        yield from _parts(before[i], after[j], (*path, _tag(before[i], after[j])), f"{label}, {title_of(before[i])}")
    for i in found.gone:
        yield FieldChange((*path, _tag(before[i])), f"{label}, {title_of(before[i])}", summary(before[i]), "")
    for j in found.added:
        yield FieldChange((*path, _tag(after[j])), f"{label}, {title_of(after[j])}", "", summary(after[j]))
    if field in ORDERED and found.order_changed:
        yield _order(before, after, found, path, label)


def _tag(*rows: Part) -> str:
    first = rows[0]
    if isinstance(first, Section) and any(row.boxed for row in rows):
        return BOXED
    return first.kind if isinstance(first, Section | Statement) else ROW


def _order(before: tuple, after: tuple, found: Pairing, path: tuple[str, ...], label: str) -> FieldChange:
    """The part of the list within which rows have moved, each with the number it had."""
    places = [new for _, new in found.pairs]
    moved = [at for at, (now, then) in enumerate(zip(places, sorted(places), strict=True)) if now != then]
    window = found.pairs[moved[0] : moved[-1] + 1]
    old = [f"{i + 1}. {title_of(before[i])}" for i, _ in window]
    new = [f"{i + 1}. {title_of(after[j])}" for i, j in sorted(window, key=lambda each: each[1])]
    return FieldChange((*path, ORDER), f"{label}: order", "\n".join(old), "\n".join(new))


def _items(before: tuple, after: tuple, part: type[Part], field: str, path: tuple[str, ...], label: str) -> Iterator[FieldChange]:
    """Lists of single words or terms, all of them sets."""
    found = pair(before, after)
    for i, j in found.pairs:
        if isinstance(before[i], Term):
            yield from _parts(before[i], after[j], path, f"{label}, {before[i].label}")
        elif before[i] != after[j]:
            yield FieldChange(path, label, words_for(before[i], part, field) or EMPTY, words_for(after[j], part, field) or EMPTY)
    for i in found.gone:
        yield FieldChange(path, label, words_for(before[i], part, field) or EMPTY, "")
    for j in found.added:
        yield FieldChange(path, label, "", words_for(after[j], part, field) or EMPTY)
