"""What is missing before a record can be published: the blockers, a pure function of records. What only warns is in `warnings`.

The screen shows what the function returns; the publish action enforces it. Each reason names the field to go to.
"""

import re
from dataclasses import dataclass

from medications.content.choices import StatementKind
from medications.content.citations import without_citations
from medications.content.reuse import Place, refusing
from medications.content.schema import AnyRecord, MedicationRecord

FEWEST_WORDS = 2  # fewer are no warning


@dataclass(frozen=True)
class Reason:
    """`field` is the record's field (`uses`, `sections`); the admin links to it. `message` is for staff, in plain words.

    Where the field is a list, `row` says which of it (from 0, in the record's order) and `box` which part of that row; without
    a row the reason is about the list as a whole.
    """

    code: str
    field: str
    message: str
    row: int | None = None
    box: str = ""


def blockers(record: AnyRecord, live: AnyRecord | None = None) -> list[Reason]:
    """Faults that stop a publication. `live` is the record that is public now; a fault it has already does not stop the next."""
    if not isinstance(record, MedicationRecord):
        return []
    found = _medication_blockers(record, live)
    already = {reason.code for reason in _medication_blockers(live, None)} if live else set()
    return [reason for reason in found if reason.code not in already]


def _medication_blockers(record: MedicationRecord, live: MedicationRecord | None) -> list[Reason]:
    reasons = []
    if not record.generic_name:
        reasons.append(Reason("no_name", "generic_name", "The medicine has no chemical name."))
    if not record.uses:
        reasons.append(Reason("no_use", "uses", "No use in MS is given."))
    if not record.sources:
        reasons.append(
            Reason("no_source", "whole_page_sources", "No source is given, neither for a statement nor for the whole page.")
        )
    refused = {source.code for source in refusing(record, Place.SITE)}
    for row, source in enumerate(record.sources):
        if source.code in refused:
            message = f'The source "{source.title}" does not permit its text to be used on this site.'
            reasons.append(Reason("reuse_site", "sources", message, row, "reuse_site"))
    if live and _boxed(live) > _boxed(record):
        reasons.append(Reason("boxed_warning_gone", "sections", "A boxed warning that is public now is missing."))
    if live and has_statement(live, StatementKind.STOPPING) and not has_statement(record, StatementKind.STOPPING):
        reasons.append(Reason("stopping_gone", "at_a_glance", "The statement on stopping that is public now is missing."))
    return reasons


def _boxed(record: MedicationRecord) -> int:
    """How many boxed warnings say something. Their headings may be corrected; the warnings may not go."""
    return sum(1 for part in record.sections if part.boxed and says_something(part.body))


def has_statement(record: MedicationRecord, kind: str) -> bool:
    """Whether a statement of this kind, such as one on stopping, stands at a glance and says something."""
    return any(part.kind == kind and says_something(part.text) for part in record.at_a_glance)


def says_something(text: str) -> bool:
    """Whether a text has words of its own besides its citations."""
    return len(re.findall(r"\w{2,}", without_citations(text))) >= FEWEST_WORDS
