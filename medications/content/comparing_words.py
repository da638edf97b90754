"""Words for people: what staff call each field of a record, and how its values read. Never JSON, never a row id."""

from functools import cache
from typing import Any, get_args

from django.db.models import TextChoices

from medications.content.choices import MARKETS, StatementKind
from medications.content.schema import (
    BrandName,
    ExternalCode,
    Frequency,
    LeadSentence,
    Part,
    Resource,
    Section,
    SideEffectEntry,
    SourceDetails,
    Statement,
    SymptomTerm,
    Term,
    Use,
)

EMPTY = "(empty)"
LONGEST_TITLE = 60

# Where a field's own name, with blanks, is not what the desk calls it.
_NAMES = {
    "slug": "web address",
    "generic_name": "chemical name",
    "controlled_schedule": "controlled-substance schedule (US)",
    "uses": "uses in MS",
    "look_alike_footnote": "footnote on look-alikes",
    "codes": "external codes",
    "whole_page_sources": "sources of the whole page",
    "boxed": "boxed warning",
    "look_alike": "may be mistaken for MS (*)",
    "aliases": "other names",
    "container": "part of",
    "accessed": "read on",
    "issued": "date",
    "isbn": "ISBN",
    "doi": "DOI",
    "url": "address",
    "site": "may be used on this site",
    "print": "may be used in print",
    "partners": "may be passed on to partner sites",
    "value": "claim",
    "label": "name",
    "primary": "primary use",
}


def name_of(field: str) -> str:
    return _NAMES.get(field) or field.replace("_", " ")


def title_of(row: Part) -> str:
    """By what one row is told from the others."""
    match row:
        case BrandName():
            found = row.name + (f" ({MARKETS[row.market]})" if row.market else "")
        case Use():
            found = row.symptom.label + (f" ({row.qualifier})" if row.qualifier else "")
        case Statement():
            found = row.text if row.kind == StatementKind.POINT else words(row, "kind")
        case LeadSentence():
            found = words(row, "group")
        case Section():
            found = row.heading or words(row, "kind")
        case SideEffectEntry():
            found = row.wording
        case ExternalCode():
            found = f"{words(row, 'system')} {row.code}"
        case SourceDetails() | Resource():
            found = row.title
        case _:
            raise TypeError(row)
    found = " ".join(found.split())
    return found if len(found) <= LONGEST_TITLE else f"{found[: LONGEST_TITLE - 2]} …"


def words(part: Part, field: str) -> str:
    """The value of a field as it reads; nothing for nothing."""
    return words_for(getattr(part, field), type(part), field)


def words_for(value: Any, part: type[Part], field: str) -> str:
    """`value` as it reads in that field: by itself, or as one of several."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ", ".join(words_for(each, part, field) or EMPTY for each in value)
        case Term():
            return value.label or value.code
        case Frequency():
            on_placebo = f"; on placebo {value.placebo_affected} of {value.placebo_of}" if value.placebo_of else ""
            return f"{value.affected} of {value.of}{on_placebo}"
        case Part():
            return summary(value)
    if field in ("market", "markets"):
        return MARKETS.get(value, value)
    return _labels(part, field).get(value, str(value))


def in_full(value: Any) -> str:
    """A term with all that tells it from one of the same name."""
    if isinstance(value, SymptomTerm):
        return f"{value.label} (code {value.code}, web address {value.slug}, link phrase “{value.link_phrase}”)"
    return f"{value.label} (code {value.code})" if isinstance(value, Term) else str(value)


def summary(row: Part) -> str:
    """Everything a row says, one line a field."""
    fields = type(row).model_fields
    said = [(name, words(row, name)) for name, field in fields.items() if getattr(row, name) != field.get_default()]
    return "\n".join(f"{name_of(name)}: {text}" for name, text in said if text) or EMPTY


@cache
def _labels(part: type[Part], field: str) -> dict[str, str]:
    """What the values of a closed vocabulary are called."""
    found = _choices_in(part.model_fields[field].annotation)
    return dict(found.choices) if found else {}


def _choices_in(annotation) -> type[TextChoices] | None:
    if isinstance(annotation, type) and issubclass(annotation, TextChoices):
        return annotation
    return next(filter(None, map(_choices_in, get_args(annotation))), None)
