"""What the list of medicines says of itself: how many there are, what was searched for, and what a filter does not prove."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.utils.translation import gettext, ngettext

from medications.content.phrases import sentence_case
from medications.content.search_matching import OWN_NAMES
from medications.models import Facet
from medications.projections import wording
from medications.projections.question import Question
from medications.projections.search_names import Page
from medications.projections.worsening import Degree


@dataclass(frozen=True)
class SearchSaid:
    """`meant`: names like what was typed (`are_medicines`: of medicines), each with the address of its search. `is_elsewhere`: it
    is a medicine without a page here.
    """

    asked: str
    meant: list[Page]
    are_medicines: bool
    is_elsewhere: bool
    symptoms: list[Page]
    instead: Page | None = None  # of two symptoms: medicines for the first, marked if they may worsen the second


@dataclass(frozen=True)
class Proof:
    """What a filter did, and what that does not prove."""

    did: str
    but: str


@dataclass(frozen=True)
class Worsens:
    """`is_listed`: the page lists it for usual doses. `feels_like_it`: as what can be taken for the symptom, and no more."""

    symptom: str
    said: str
    is_listed: bool
    feels_like_it: bool = False


def summary(question: Question) -> str:
    """ "3 medicines for tremor or pain", to be read out."""
    labels = _labels(question, Facet.SYMPTOM, "symptom")
    number = question.total
    said = ngettext("%(number)s medicine", "%(number)s medicines", number) if number else gettext("No medicines")
    said %= {"number": number}
    if labels:
        said = gettext("%(medicines)s for %(symptoms)s") % {"medicines": said, "symptoms": wording.either(labels)}
    asked = question.params.get("q", "").strip()
    if not asked:
        return said
    is_near = question.found.is_near and number
    like = gettext("%(medicines)s with a name like “%(typed)s”") if is_near else gettext("%(medicines)s matching “%(typed)s”")
    return like % {"medicines": said, "typed": asked}


def search_said(question: Question) -> SearchSaid | None:
    """Nothing where there is no more to say than the results do."""
    found = question.found
    if found is None or not (found.meant or found.is_elsewhere or found.symptoms or found.named):
        return None
    meant = [Page(sentence_case(name.text), f"?{urlencode({'q': name.text})}") for name in found.meant]
    are_medicines = any(name.kind in OWN_NAMES for name in found.meant)
    is_elsewhere = found.is_elsewhere and not meant
    symptoms = [*found.symptoms, *(page for _, page in found.named)]
    return SearchSaid(question.params["q"].strip(), meant, are_medicines, is_elsewhere, symptoms, _instead(found.named))


def _instead(named: tuple[tuple[str, Page], ...]) -> Page | None:
    """Somebody who types two symptoms may seek what helps one and does not add to the other."""
    if len(named) < 2:
        return None
    (first, about_first), (second, about_second) = named[:2]
    names = {"first": wording.inside_a_sentence(about_first.title), "second": wording.inside_a_sentence(about_second.title)}
    title = gettext("Medicines for %(first)s, marked if they may worsen %(second)s") % names
    return Page(title, "?" + urlencode({"symptom": first, "may_worsen": second}))


def worsens(question: Question, medicine: UUID) -> Worsens | None:
    if question.worsening is None:
        return None
    symptom = _labels(question, Facet.SYMPTOM, "may_worsen")[0]
    degree = question.worsening.degree(medicine)
    return Worsens(symptom, question.worsening.said(medicine), degree > Degree.NOT_LISTED, degree == Degree.FEELS_LIKE)


def proofs(question: Question) -> list[Proof]:
    found = []
    if question.worsening is not None:
        found.append(_proof_of_worsening(question))
    if hidden := _labels(question, Facet.SIDE_EFFECT, "without_side_effect"):
        effects = wording.either(hidden)
        found.append(
            Proof(
                gettext("Medicines that list %(side_effects)s are hidden.") % {"side_effects": effects},
                gettext(
                    "This does not prove that the others cannot cause %(side_effects)s. Pages do not name every side effect, and "
                    "people differ. Ask your doctor, nurse or pharmacist."
                )
                % {"side_effects": effects},
            )
        )
    return found


def _proof_of_worsening(question: Question) -> Proof:
    """How many of those found are marked, in what order they stand, and that none of this says which is safe."""
    symptom = _labels(question, Facet.SYMPTOM, "may_worsen")[0]
    marked = sum(question.worsening.may_worsen(medicine) for medicine in question.in_order)
    listing = gettext("a side effect that may make %(symptom)s worse, or feel like it") % {"symptom": symptom}
    values = {"marked": marked, "total": question.total, "listing": listing}
    if not marked:
        did = gettext("None of these lists %(listing)s.") % values
    elif marked == question.total:
        did = gettext("Each of these lists %(listing)s. None is hidden.") % values
    else:
        did = gettext("%(marked)s of %(total)s list %(listing)s. They are marked and come last. None is hidden.") % values
    if marked > 1:
        order = gettext(
            "The marked ones stand in this order: what only feels like it, what usually settles, what needs a doctor."
        )
        did = f"{did} {order}"
    but = gettext(
        "This does not show which is safer for you. A medicine that lists none may still add to %(symptom)s: pages do not name "
        "every side effect."
    )
    return Proof(did, but % {"symptom": symptom})


def _labels(question: Question, facet: Facet, name: str) -> list[str]:
    codes = dict.fromkeys(code for code in question.params.getlist(name) if code)
    return [wording.inside_a_sentence(question.vocabulary.label(facet, code)) for code in codes]
