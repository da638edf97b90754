"""Why a save was refused, in words. The form is then shown again with everything that was typed."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError
from pydantic import ValidationError

from medications.content.schema import RECORDS
from medications.errors import StaleEdit
from medications.models import Document

NAMES = {
    "of": "how many people had a side effect",
    "affected": "how many people had a side effect",
    "placebo_of": "how many people had a side effect on placebo",
    "placebo_affected": "how many people had a side effect on placebo",
    "generic_available": "generic available",
    "markets": "where a generic is available",
    "codes": "codes in other systems",
    "url": "address",
    "issued": "date",
    "accessed": "read on",
    "aliases": "other names",
}
COLLECTIONS = {
    "brand_names",
    "uses",
    "at_a_glance",
    "sections",
    "lead_sentences",
    "side_effects",
    "codes",
    "sources",
    "resources",
    "aliases",
}


TWICE = (
    "Two entries would be the same: a web address, a code, or two rows. If two rows have changed places, change one of them, "
    "save, and then change the other."
)


@dataclass(frozen=True)
class Refusal:
    """`stale` is true when somebody else's save is the reason; then `changed` names the parts in which it differs."""

    stale: bool
    lines: tuple[str, ...]
    saved_by: str = ""
    saved_at: datetime | None = None
    changed: tuple[str, ...] = ()


def because_stale(error: StaleEdit, document: Document, token: int | None) -> Refusal:
    return Refusal(stale=True, lines=(), saved_by=error.saved_by, saved_at=error.saved_at, changed=changed_parts(document, token))


def because(error: Exception) -> Refusal:
    if isinstance(error, ValidationError):
        return Refusal(stale=False, lines=tuple(dict.fromkeys(_in_words(fault) for fault in error.errors())))
    return Refusal(stale=False, lines=(TWICE if isinstance(error, IntegrityError) else str(error),))


def shown_as_typed(request) -> bool:
    """Whether the form is only shown, with what was typed in it: it is then not checked again."""
    return bool(getattr(request, "refusal", None) or getattr(request, "brought_back", None))


def changed_parts(document: Document, token: int | None) -> tuple[str, ...]:
    """Names of the parts in which the newest version differs from the one the form was opened at.

    A Document's lock version counts its versions, so it tells which one that was.
    """
    opened = document.revisions.filter(number=token).first() if token else None
    newest = document.revisions.order_by("-number").first()
    if opened is None or newest is None:
        return ()
    before, after = opened.record, newest.record
    return tuple(
        name_of(field) for field in RECORDS[document.kind].model_fields if getattr(before, field) != getattr(after, field)
    )


def name_of(field: str) -> str:
    return NAMES.get(field, field.replace("_", " "))


def _in_words(fault: dict) -> str:
    """One fault of the record schema: ("brand_names", 3, "market") and a message in, "Brand names, row 4: ..." out."""
    path = [part for part in fault["loc"] if part not in {"function-after", "tagged-union"}]
    where = name_of(str(path[0])) if path else ""
    if len(path) > 1 and path[0] in COLLECTIONS and isinstance(path[1], int):
        where += f", row {path[1] + 1}"
    message = fault["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, ").rstrip(".")
    given = f' (given: "{fault["input"]}")' if isinstance(fault["input"], str | int) and str(fault["input"]) else ""
    return f"{where[:1].upper()}{where[1:]}: {message}{given}." if where else f"{message[:1].upper()}{message[1:]}{given}."
