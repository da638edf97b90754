"""Records for the tests of warnings: a page without any, and what is found on others."""

from medications.content.schema import Section
from medications.content.warnings import warnings
from tests.factories import records

COMPLETE = records.medication_record(drug_class=records.term("benzodiazepine"))


def codes(record) -> list[str]:
    return [reason.code for reason in warnings(record)]


def of(code: str, record) -> list:
    """The reasons of one kind."""
    return [reason for reason in warnings(record) if reason.code == code]


def only(code: str, record):
    """The one reason of a kind; fails if there are more or none."""
    (reason,) = of(code, record)
    return reason


def page(**changes):
    """The complete page with these fields replaced."""
    return records.changed(COMPLETE, **changes)


def section(**changes):
    """The complete page with one more section, which cites."""
    values = {"kind": "storage", "heading": "Keeping it", "body": f"Keep it dry. [@{records.LABEL}]"}
    return page(sections=[*COMPLETE.sections, Section(**{**values, **changes})])
