"""What a careful editor would look at again, as pure functions of records. Nothing here stops a publication.

Each module gives the reasons of one group; each reason says what, where, and what to do. What repeats is told once, with a count.

    facts               what readers look for and filters need
    needed_statements   stopping and missed dose, where the class of the medicine needs them
    boxed               boxed warnings that a reader would not see first
    citing              statements without a source, and citations that lead nowhere
    headings            headings of sections, and inside their texts
    plain_language      reading grade, long sentences
    side_effects        groups, lead sentences, terms, the footnote
    sources             dates, permissions, and whether a reader can look the source up
    terms               symptoms, side effects and drug classes
"""

from medications.content.checks import Reason
from medications.content.schema import AnyRecord, DrugClassRecord, MedicationRecord, SideEffectRecord, SourceRecord, SymptomRecord
from medications.content.warnings import (
    boxed,
    citing,
    facts,
    headings,
    needed_statements,
    plain_language,
    side_effects,
    sources,
    terms,
)

_GROUPS = {
    MedicationRecord: [
        needed_statements.warnings,
        boxed.warnings,
        facts.warnings,
        citing.warnings,
        sources.of_a_page,
        side_effects.warnings,
        headings.warnings,
        plain_language.warnings,
    ],
    SymptomRecord: [terms.of_a_symptom, citing.of_a_summary, plain_language.of_a_summary, sources.of_a_page],
    SideEffectRecord: [terms.of_other_names, plain_language.of_an_explanation],
    DrugClassRecord: [plain_language.of_an_explanation],
    SourceRecord: [sources.of_a_source],
}


def warnings(record: AnyRecord) -> list[Reason]:
    """All warnings of a record, the most serious group first."""
    return [reason for group in _GROUPS[type(record)] for reason in group(record)]
