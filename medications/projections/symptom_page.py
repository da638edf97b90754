"""The page of one symptom, as data for the template `fragments/symptom.html`. The medicines used for it come from the index."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from medications.content import markdown
from medications.content.citations import References
from medications.content.phrases import sentence_case
from medications.content.schema import SymptomRecord
from medications.projections.facts import Facts
from medications.projections.references import Reference, reference_list
from medications.projections.trusted import trusted


@dataclass(frozen=True)
class SymptomPage:
    record: SymptomRecord
    facts: Facts
    title: str
    summary: SafeString
    references: list[Reference]


def symptom_page(record: SymptomRecord, facts: Facts) -> SymptomPage:
    notes = References.over(source.code for source in record.sources)
    summary = trusted(markdown.render(record.summary, notes))
    return SymptomPage(record, facts, sentence_case(record.name), summary, reference_list(record.sources, notes))
