"""What is missing before a record can be published, as pure functions of records. Blockers stop; warnings inform.

The screen shows what the functions return; the publish action enforces the blockers. Each reason names the field to go to.
"""

import re
from dataclasses import dataclass

from medications.content.choices import SideEffectGroup, StatementKind
from medications.content.citations import cited_keys, without_citations
from medications.content.reuse import Place, refusing
from medications.content.schema import AnyRecord, MedicationRecord

FEWEST_WORDS = 2  # fewer are no warning


@dataclass(frozen=True)
class Reason:
    """`field` is the record's field (`uses`, `sections`); the admin links to it. `message` is for staff, in plain words."""

    code: str
    field: str
    message: str


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
    for source in refusing(record, Place.SITE):
        message = f'The source "{source.title}" does not permit its text to be used on this site.'
        reasons.append(Reason("reuse_site", "sources", message))
    if live and _boxed(live) > _boxed(record):
        reasons.append(Reason("boxed_warning_gone", "sections", "A boxed warning that is public now is missing."))
    if live and _has(live, StatementKind.STOPPING) and not _has(record, StatementKind.STOPPING):
        reasons.append(Reason("stopping_gone", "at_a_glance", "The statement on stopping that is public now is missing."))
    return reasons


def warnings(record: AnyRecord) -> list[Reason]:
    """What a careful editor would look at again. Nothing here stops a publication."""
    if not isinstance(record, MedicationRecord):
        return []
    return [*_missing_parts(record), *_source_warnings(record), *_side_effect_warnings(record)]


def _missing_parts(record: MedicationRecord) -> list[Reason]:
    checks = [
        (_has(record, StatementKind.STOPPING), "no_stopping", "at_a_glance", "There is no statement on stopping."),
        (_has(record, StatementKind.MISSED_DOSE), "no_missed_dose", "at_a_glance", "There is no statement on a missed dose."),
        (record.drug_class, "no_drug_class", "drug_class", "The drug class is not given; readers cannot filter by it."),
        (record.availability, "no_availability", "availability", "It is not said whether a prescription is needed."),
        (record.brand_names, "no_brand_name", "brand_names", "No brand name is given."),
        (record.side_effects, "no_side_effects", "side_effects", "No side effects are listed."),
    ]
    return [Reason(code, field, message) for given, code, field, message in checks if not given]


def _source_warnings(record: MedicationRecord) -> list[Reason]:
    known = {source.code for source in record.sources}
    reasons = []
    texts = [("at_a_glance", part.text) for part in record.at_a_glance] + [("sections", part.body) for part in record.sections]
    for field, text in texts:
        for key in cited_keys(text):
            if key not in known:
                reasons.append(
                    Reason("unknown_source", field, f"The text cites [@{key}], but there is no source with that code.")
                )
    uncited = sum(1 for _, text in texts if not cited_keys(text))
    if uncited and not record.whole_page_sources:
        reasons.append(Reason("uncited", "sections", f"{uncited} texts cite no source."))
    if record.generic_available.value != "unknown" and not record.generic_available.as_of:
        reasons.append(Reason("generic_undated", "generic_as_of", "The claim on generics has no date; such claims go stale."))
    for source in record.sources:
        if not source.issued and not source.accessed:
            reasons.append(Reason("undated_source", "sources", f'The source "{source.title}" has no date.'))
    return reasons


def _side_effect_warnings(record: MedicationRecord) -> list[Reason]:
    reasons = []
    unmapped = [row.wording for row in record.side_effects if not row.terms]
    if unmapped:
        message = f"{len(unmapped)} side effects are not linked to a term, such as {unmapped[0]!r}; filters do not find them."
        reasons.append(Reason("unmapped_side_effects", "side_effects", message))
    with_lead = {lead.group for lead in record.lead_sentences}
    for group in SideEffectGroup:
        if group not in with_lead and any(row.group == group for row in record.side_effects):
            reasons.append(Reason("no_lead_sentence", "lead_sentences", f'The group "{group.label}" has no lead sentence.'))
    with_rows = {(row.group, row.when) for row in record.side_effects}
    for lead in record.lead_sentences:
        if (lead.group, lead.when) not in with_rows:
            message = f"A lead sentence is not shown, since its group is empty: “{lead.text[:60]}”."
            reasons.append(Reason("lead_without_rows", "lead_sentences", message))
    if any(row.look_alike for row in record.side_effects) and not record.look_alike_footnote:
        reasons.append(
            Reason("no_footnote", "look_alike_footnote", "Side effects are marked with *, but the footnote is missing.")
        )
    return reasons


def _boxed(record: MedicationRecord) -> int:
    """How many boxed warnings say something. Their headings may be corrected; the warnings may not go."""
    return sum(1 for part in record.sections if part.boxed and _says_something(part.body))


def _has(record: MedicationRecord, kind: str) -> bool:
    return any(part.kind == kind and _says_something(part.text) for part in record.at_a_glance)


def _says_something(text: str) -> bool:
    return len(re.findall(r"\w{2,}", without_citations(text))) >= FEWEST_WORDS
