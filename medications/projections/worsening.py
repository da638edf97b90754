"""Which medicines list a side effect that may make a symptom worse, or feel like it, and what their pages say to do about it.

A medicine that lists none is no safer for it: that it "may still happen" is said of each. Those that list one are put in an order
that helps to read them, by what they list and what to do about it. How often it happens is told and does not order them, since
numbers of different trials cannot be compared.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

import orjson
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from medications.content.choices import SideEffectGroup, When
from medications.content.schema import VERSION, Frequency
from medications.content.upcasters import read_record
from medications.models import Facet, IndexFacet, IndexRow
from medications.projections import wording
from medications.projections.memory import Memory
from medications.projections.side_effect_terms import SideEffectTerm, side_effect_terms

# In the order of a list of medicines: what usually settles is less to bear than what needs a doctor.
WHAT_TO_DO = {
    SideEffectGroup.USUALLY_SETTLES: _("usually settles"),
    SideEffectGroup.TELL_CLINICIAN: _("tell your doctor or nurse"),
    SideEffectGroup.EMERGENCY: _("get emergency help"),
}
OVERDOSE = _("a sign of overdose")
NOT_LISTED = _("not listed here; may still happen")


class Degree(IntEnum):
    """What a side effect has to do with the symptom, at usual doses."""

    NOT_LISTED = 0
    FEELS_LIKE = 1  # it can be taken for the symptom; nothing says that it makes it worse
    WORSENS = 2  # it is something else, that may make the symptom worse, such as a fever
    BOTH = 3


ALSO = {
    Degree.WORSENS: _("Also listed, may worsen it in another way: %(said)s"),
    Degree.FEELS_LIKE: _("Also listed, can be taken for it: %(said)s"),
}


@dataclass(frozen=True)
class Listed:
    """What one medicine lists. `place` is where it stands among those that list something."""

    degree: Degree
    said: str
    place: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Worsening:
    """`listed`: by medicine, for those that list anything."""

    listed: dict[UUID, Listed]

    def degree(self, medicine: UUID) -> Degree:
        return self.listed[medicine].degree if medicine in self.listed else Degree.NOT_LISTED

    def may_worsen(self, medicine: UUID) -> bool:
        """It is marked and comes last."""
        return self.degree(medicine) > Degree.NOT_LISTED

    def place(self, medicine: UUID) -> tuple[int, int]:
        """To sort by: those that list nothing for usual doses come first."""
        return self.listed[medicine].place if medicine in self.listed else (0, 0)

    def said(self, medicine: UUID) -> str:
        """ "drowsiness, usually settles", or that none is listed."""
        return self.listed[medicine].said if medicine in self.listed else gettext(NOT_LISTED)


def worsening(symptom: str, memory: Memory) -> Worsening:
    """For the code of a symptom."""
    return memory.get(("worsening", symptom), lambda: _read(symptom, memory))


def _read(symptom: str, memory: Memory) -> Worsening:
    degrees = {term.code: _degree(term, symptom) for term in side_effect_terms(memory).values() if symptom in term.symptoms}
    facets = IndexFacet.objects.filter(facet=Facet.SIDE_EFFECT, code__in=degrees)
    rows = IndexRow.objects.filter(pk__in=facets.values("row")).order_by()
    return Worsening({pk: _listed(content, degrees) for pk, content in rows.values_list("pk", "revision__content")})


def _degree(term: SideEffectTerm, symptom: str) -> Degree:
    if symptom not in term.may_worsen:
        return Degree.FEELS_LIKE
    return Degree.BOTH if symptom in term.resembles else Degree.WORSENS


def _listed(content: str, degrees: dict[str, Degree]) -> Listed:
    """Of a stored record. Signs of overdose are told only where nothing is listed for usual doses; the page has them all."""
    usual, overdose = _sorted_out(content, degrees)
    if not usual:
        signs = _told(overdose, OVERDOSE)
        return Listed(Degree.NOT_LISTED, f"{gettext(NOT_LISTED)} ({signs})")
    strongest = max(usual)
    last_to_do = max(list(WHAT_TO_DO).index(group) for group in usual[strongest])
    return Listed(strongest, ". ".join(_sentences(usual, strongest)), (strongest, last_to_do))


def _sorted_out(content: str, degrees: dict[str, Degree]) -> tuple[dict[Degree, dict[str, list[str]]], list[str]]:
    """The printed wordings of what a record lists: for usual doses by degree and group, and as signs of overdose."""
    data = orjson.loads(content)
    if data["schema_version"] != VERSION:
        data = read_record(content).model_dump(mode="json")
    usual: dict[Degree, dict[str, list[str]]] = {}
    overdose = []
    for row in data["side_effects"]:
        degree = max((degrees[term["code"]] for term in row["terms"] if term["code"] in degrees), default=None)
        if degree is None:
            continue
        if row["when"] == When.OVERDOSE:
            overdose.append(_printed(row))
        else:
            usual.setdefault(degree, {}).setdefault(row["group"], []).append(_printed(row))
    return usual, overdose


def _printed(row: dict) -> str:
    often = wording.frequency(Frequency(**row["frequency"]) if row["frequency"] else None)
    return row["wording"].replace("*", "").strip() + (f" ({often})" if often else "")


def _sentences(usual: dict[Degree, dict[str, list[str]]], strongest: Degree) -> Iterator[str]:
    """The strongest first, for which the label stands; then what differs from it."""
    for degree in sorted(usual, reverse=True):
        said = "; ".join(_told(usual[degree][group], do) for group, do in WHAT_TO_DO.items() if group in usual[degree])
        yield said if degree == strongest else gettext(ALSO[degree]) % {"said": said}


def _told(wordings: list[str], what: str) -> str:
    """ "drowsiness and tiredness, usually settles"; each wording once."""
    return f"{wording.listed(list(dict.fromkeys(wordings)))}, {gettext(what)}"
