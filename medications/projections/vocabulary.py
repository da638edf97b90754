"""The values that a reader can filter by: what live pages name, in the words of the live terms."""

from dataclasses import dataclass

from medications.content.choices import DocumentKind
from medications.models import Facet, IndexFacet, IndexRow
from medications.projections.memory import Memory
from medications.projections.wording import sentence_case

TERM_KINDS = {
    Facet.SYMPTOM: DocumentKind.SYMPTOM,
    Facet.DRUG_CLASS: DocumentKind.DRUG_CLASS,
    Facet.SIDE_EFFECT: DocumentKind.SIDE_EFFECT,
}


@dataclass(frozen=True)
class Vocabulary:
    """Labels by facet and code: `labels["symptom"]["tremor"]`."""

    labels: dict[str, dict[str, str]]

    def label(self, facet: str, code: str) -> str:
        return self.labels.get(facet, {}).get(code, code)


def vocabulary(memory: Memory) -> Vocabulary:
    return memory.get("vocabulary", _read)


def _read() -> Vocabulary:
    labels: dict[str, dict[str, str]] = {str(facet): {} for facet in Facet}
    facets = IndexFacet.objects.filter(row__kind=DocumentKind.MEDICATION).exclude(facet=Facet.SOURCE)
    for facet, code, label in facets.values_list("facet", "code", "label").distinct().order_by("facet", "code", "label"):
        labels[facet][code] = sentence_case(label)
    for facet, kind in TERM_KINDS.items():
        labels[facet].update(IndexRow.objects.filter(kind=kind).values_list("code", "title"))
    return Vocabulary(labels)
