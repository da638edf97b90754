"""Could it be my MS? What was asked: medicines, and what the reader notices. Nothing of it is kept."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext

from medications.projections import related
from medications.projections.chosen_medicines import Chosen, Medicine, chosen
from medications.projections.memory import Memory
from medications.projections.question import IGNORED
from medications.projections.side_effect_terms import SideEffectTerm, side_effect_terms
from medications.projections.wording import inside_a_sentence

MOST = 12  # medicines
NAMES = ("symptom", "medication")


@dataclass(frozen=True)
class Trouble:
    """What the reader notices: a symptom of MS, or a side effect that has no symptom of its name."""

    code: str
    title: str
    url: str
    is_symptom: bool

    @property
    def phrase(self) -> str:
        return inside_a_sentence(self.title)


@dataclass(frozen=True)
class LookUp:
    """`faults` are sentences. It is complete, and can be answered, when there is a trouble, a medicine and nothing wrong."""

    code: str
    trouble: Trouble | None
    chosen: Chosen
    faults: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)

    @property
    def is_wrong(self) -> bool:
        return bool(self.faults or self.chosen.unclear)

    @property
    def is_complete(self) -> bool:
        return bool(self.trouble and self.chosen.medicines and not self.is_wrong)

    @property
    def medicines(self) -> tuple[Medicine, ...]:
        return self.chosen.medicines

    @property
    def address(self) -> str:
        """The query string of its answer: the same question always has the same."""
        pairs = [("symptom", self.code)] if self.code else []
        return "?" + urlencode([*pairs, *(("medication", each.slug) for each in self.medicines)])


def look_up(params: QueryDict, memory: Memory) -> LookUp:
    code = params.get("symptom", "").strip()
    picked = chosen(params.getlist("medication"), memory)
    trouble = trouble_of(code, memory) if code else None
    faults = [
        gettext("This page takes no “%(name)s”.") % {"name": name[:40]} for name in params if name not in {*NAMES, *IGNORED}
    ][:1]
    if code and trouble is None:
        faults.append(gettext("What you chose to look up is not in our list. Choose from the list below."))
    if len(picked.medicines) > MOST:
        faults.append(gettext("Choose at most %(number)s medicines at a time.") % {"number": MOST})
    was_sent = set(NAMES) <= set(params)
    hints = [gettext("Choose what you notice.")] if was_sent and not code else []
    if was_sent and not picked.medicines and not picked.unclear:
        hints.append(gettext("Name at least one medicine."))
    return LookUp(code, trouble, picked, faults, hints)


def trouble_of(code: str, memory: Memory) -> Trouble | None:
    symptom, term = related.symptoms(memory).get(code), side_effect_terms(memory).get(code)
    if symptom:
        return Trouble(code, symptom["title"], symptom["path"], is_symptom=True)
    return Trouble(code, term.title, term.url, is_symptom=False) if term else None


def choices(memory: Memory) -> list[tuple[str, list[tuple[str, str]]]]:
    """What can be looked up, as (heading, [(code, title)]): symptoms that a side effect can be taken for or may worsen, and such
    side effects.
    """
    return memory.get("look-up choices", lambda: _choices(memory))


def _choices(memory: Memory) -> list[tuple[str, list[tuple[str, str]]]]:
    symptoms, terms = related.symptoms(memory), side_effect_terms(memory).values()
    meant = {code for term in terms for code in term.symptoms}
    first = sorted([(code, symptoms[code]["title"]) for code in meant & symptoms.keys()], key=_by_title)
    named = {each["title"].casefold() for each in symptoms.values()}
    other = [(term.code, term.title) for term in terms if _has_no_symptom_of_its_name(term, symptoms, named)]
    groups = [(gettext("Symptoms of MS"), first), (gettext("Also hard to tell from MS"), other)]
    return [(heading, pairs) for heading, pairs in groups if pairs]


def _by_title(pair: tuple[str, str]) -> tuple[str, str]:
    code, title = pair
    return title.casefold(), code


def _has_no_symptom_of_its_name(term: SideEffectTerm, symptoms: dict, named: set[str]) -> bool:
    return bool(term.symptoms) and term.code not in symptoms and term.title.casefold() not in named
