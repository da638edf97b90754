"""Where a list goes on: a cursor names the row it stands at, by the values of the list's unique order.

So a page misses nothing and repeats nothing, whatever is published between two requests. Partners get it as one opaque word.
"""

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

import orjson
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

LONGEST = 3_000  # characters: a title of 300 in a script of four bytes a letter


class BadCursor(ValueError):
    """It is none of ours, or belongs to another list."""

    def __init__(self):
        super().__init__("This cursor belongs to another list or none. Take it from `next` or `previous` of this list.")


@dataclass(frozen=True)
class Cursor:
    values: tuple
    backwards: bool = False


@dataclass(frozen=True)
class Window:
    """Rows of one page, and where the pages beside it begin."""

    rows: list[tuple]
    following: Cursor | None
    preceding: Cursor | None


def encoded(cursor: Cursor, asked: object) -> str:
    """`asked` is what tells this list from others: filters and order."""
    values = [each if isinstance(each, int) else str(each) for each in cursor.values]
    return base64.urlsafe_b64encode(orjson.dumps([_mark(asked), cursor.backwards, *values])).decode().rstrip("=")


def decoded(text: str, asked: object) -> Cursor:
    """Raises BadCursor."""
    if len(text) > LONGEST or not text.isascii():
        raise BadCursor
    try:
        mark, backwards, *values = orjson.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars="-_", validate=True))
    except (binascii.Error, ValueError, TypeError):
        raise BadCursor from None
    fit = all(isinstance(each, str | int) and "\0" not in str(each) for each in values)
    if mark != _mark(asked) or not isinstance(backwards, bool) or not fit:
        raise BadCursor
    return Cursor(tuple(values), backwards)


def _mark(asked: object) -> str:
    return sha256(repr(asked).encode()).hexdigest()[:12]


def window(queryset: QuerySet, order: tuple[str, ...], cursor: Cursor | None, size: int, *columns: str) -> Window:
    """A page of the queryset in this order, whose last field is unique. One query. Raises BadCursor."""
    backwards = cursor is not None and cursor.backwards
    fields = [name.lstrip("-") for name in order]
    if cursor:
        queryset = queryset.filter(_beyond(queryset.model, order, cursor))
    sorting = [_turned(name) for name in order] if backwards else list(order)
    found = list(queryset.order_by(*sorting).values_list(*columns, *fields)[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    keys = [row[len(columns) :] for row in found]
    goes_on = bool(keys) and (more or backwards)
    came_from = bool(keys) and (more if backwards else cursor is not None)
    return Window(
        [row[: len(columns)] for row in found],
        Cursor(keys[-1]) if goes_on else None,
        Cursor(keys[0], True) if came_from else None,
    )


def window_of(found: list[UUID], cursor: Cursor | None, size: int) -> Window:
    """A page of a list that is in an order of its own, such as of a search. What left it counts as where it stood."""
    start = 0
    if cursor:
        place = _place(found, cursor)
        start = max(0, place - size) if cursor.backwards else place
    end = min(_place(found, cursor), len(found)) if cursor and cursor.backwards else start + size
    rows = found[start:end]
    return Window(
        [(pk,) for pk in rows],
        Cursor((start + len(rows), rows[-1])) if rows and start + len(rows) < len(found) else None,
        Cursor((start, rows[0]), True) if rows and start else None,
    )


def _place(found: list[UUID], cursor: Cursor) -> int:
    """How many come before the rows that follow it; backwards, before the row itself."""
    if len(cursor.values) != 2 or not isinstance(cursor.values[0], int) or cursor.values[0] < 0:
        raise BadCursor
    place, pk = cursor.values
    names = [str(each) for each in found]
    if pk in names:
        return names.index(pk) + (0 if cursor.backwards else 1)
    return min(place, len(found))


def _beyond(model, order: tuple[str, ...], cursor: Cursor) -> Q:
    """What comes after the row in the order; backwards, before it."""
    if len(cursor.values) != len(order):
        raise BadCursor
    found, same = Q(), {}
    for name, value in zip(order, cursor.values, strict=True):
        field = name.lstrip("-")
        up = name.startswith("-") == cursor.backwards
        try:
            value = model._meta.get_field(field).to_python(value)
        except (ValidationError, TypeError):
            raise BadCursor from None
        found |= Q(**same, **{f"{field}__{'gt' if up else 'lt'}": value})
        same[field] = value
    return found


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"
