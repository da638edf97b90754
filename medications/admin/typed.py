"""What a form says that was opened before somebody else's save: the record it would have made, with nothing saved.

Its stored rows may be gone, or put in anew under other numbers. So all of its rows are taken as new ones, and those ticked for
deletion are left out; then the form is checked and saved as ever, and that is undone.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.http import HttpResponse, QueryDict

from medications.actions import trials
from medications.admin.formsets import counted
from medications.content.schema import AnyRecord

_ROWS = re.compile(r"(.+)-TOTAL_FORMS")


@dataclass(frozen=True)
class Typed:
    """`record`, or else the form with what is wrong in it."""

    record: AnyRecord | None
    form: HttpResponse


def typed_record(request, document, save: Callable[[], HttpResponse]) -> Typed:
    """`save` handles the request as a save. Afterwards the request holds the rows as they were taken.

    Raises what a save raises: PortalError, the schema's ValidationError, IntegrityError.
    """
    request.POST = as_new_rows(request.POST)
    try:
        with trials.trying(document=document) as request.edit:
            form = save()
        return Typed(request.edit.record, form)
    finally:
        request.edit = None


def as_new_rows(data: QueryDict) -> QueryDict:
    """The same form with no row that claims to be a stored one, and without those to be deleted."""
    found = data.copy()
    for prefix in [match[1] for name in data if (match := _ROWS.fullmatch(name))]:
        rows = _rows(data, prefix)
        for name in [each for row in rows for each in row.values()]:
            found.pop(name, None)
        left = [row for row in rows if "DELETE" not in row]
        for number, row in enumerate(left):
            for field, name in row.items():
                found.setlist(f"{prefix}-{number}-{field}", [""] if field == "id" else data.getlist(name))
        found[f"{prefix}-TOTAL_FORMS"], found[f"{prefix}-INITIAL_FORMS"] = str(len(left)), "0"
    return found


def _rows(data: QueryDict, prefix: str) -> list[dict[str, str]]:
    """The rows that count, each as {field: name in the form}."""
    rows: list[dict[str, str]] = [{} for _ in range(counted(data[f"{prefix}-TOTAL_FORMS"]))]
    named = re.compile(rf"{re.escape(prefix)}-(\d{{1,6}})-(.+)")
    for name in data:
        if (match := named.fullmatch(name)) and int(match[1]) < len(rows):
            rows[int(match[1])][match[2]] = name
    return rows


@contextmanager
def as_if_sent(request, data: QueryDict) -> Iterator[None]:
    """Within, the request is one that sends this form. Nothing may be saved there."""
    method, before = request.method, request.POST
    request.method, request.POST = "POST", data
    try:
        yield
    finally:
        request.method, request.POST = method, before
