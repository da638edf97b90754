"""Which medicines list a side effect that may make a symptom worse, or feel like it, and what their pages say to do about it.

A medicine that lists none is no safer for it: that it "may still happen" is said of each.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import orjson

from medications.content.choices import SideEffectGroup, When
from medications.content.phrases import joined
from medications.content.schema import VERSION
from medications.content.upcasters import read_record
from medications.models import Facet, IndexFacet, IndexRow
from medications.projections.memory import Memory
from medications.projections.side_effect_terms import side_effect_terms

WHAT_TO_DO = {
    (SideEffectGroup.USUALLY_SETTLES, When.ANY): "usually settles",
    (SideEffectGroup.TELL_CLINICIAN, When.ANY): "tell your doctor or nurse",
    (SideEffectGroup.EMERGENCY, When.ANY): "get emergency help",
    (SideEffectGroup.EMERGENCY, When.OVERDOSE): "a sign of overdose",
}
NOT_LISTED = "not listed here; may still happen"


@dataclass(frozen=True)
class Worsening:
    """`listed`: by medicine, what its page lists. `may_worsen`: those that list it for usual doses."""

    listed: dict[UUID, str]
    may_worsen: frozenset[UUID]

    def said(self, medicine: UUID) -> str:
        """ "drowsiness, usually settles", or that none is listed."""
        found = self.listed.get(medicine, NOT_LISTED)
        return found if medicine in self.may_worsen or medicine not in self.listed else f"{NOT_LISTED} ({found})"


def worsening(symptom: str, memory: Memory) -> Worsening:
    """For the code of a symptom."""
    return memory.get(("worsening", symptom), lambda: _read(symptom, memory))


def _read(symptom: str, memory: Memory) -> Worsening:
    terms = {term.code for term in side_effect_terms(memory).values() if symptom in term.symptoms}
    facets = IndexFacet.objects.filter(facet=Facet.SIDE_EFFECT, code__in=terms)
    rows = IndexRow.objects.filter(pk__in=facets.values("row")).order_by()
    found = {pk: _by_group(content, terms) for pk, content in rows.values_list("pk", "revision__content")}
    listed = {pk: "; ".join(_sentences(groups)) for pk, groups in found.items()}
    usual = frozenset(pk for pk, groups in found.items() if any(when == When.ANY for _, when in groups))
    return Worsening(listed, usual)


def _by_group(content: str, terms: set[str]) -> dict[tuple[str, str], list[str]]:
    """The printed wordings of a stored record's side effects that mean one of the terms, by what to do about them."""
    data = orjson.loads(content)
    if data["schema_version"] != VERSION:
        data = read_record(content).model_dump(mode="json")
    found: dict[tuple[str, str], list[str]] = {}
    for row in data["side_effects"]:
        if any(term["code"] in terms for term in row["terms"]):
            found.setdefault((row["group"], row["when"]), []).append(row["wording"].replace("*", "").strip())
    return found


def _sentences(groups: dict[tuple[str, str], list[str]]) -> Iterator[str]:
    for key, what in WHAT_TO_DO.items():
        if key in groups:
            yield f"{joined(list(dict.fromkeys(groups[key])))}, {what}"
