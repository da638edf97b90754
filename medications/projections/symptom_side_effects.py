"""Side effects that can be taken for a symptom, or may make it worse: the symptom may come from a medicine that lists one."""

from dataclasses import dataclass

from medications.projections import related
from medications.projections.memory import Memory
from medications.projections.side_effect_terms import SideEffectTerm, side_effect_terms


@dataclass(frozen=True)
class SideEffectLine:
    """`url` is the page of the side effect, which names the `count` medicines. `worsens`: it may also make the symptom worse."""

    label: str
    url: str
    count: int
    worsens: bool = False


def side_effects_like(code: str, memory: Memory) -> list[SideEffectLine]:
    """For a symptom's code: the live side-effect terms that say that they resemble it and that a medicine lists, by name."""
    return [_line(term, code in term.may_worsen) for term in _listed(memory) if code in term.resembles]


def side_effects_worsening(code: str, memory: Memory) -> list[SideEffectLine]:
    """Those that may make it worse and cannot be taken for it."""
    return [_line(term, True) for term in _listed(memory) if code in term.may_worsen - term.resembles]


def others_to_worry_about(code: str, memory: Memory) -> list[tuple[str, str]]:
    """Codes and names of the other symptoms that a listed side effect may make worse, or can be taken for; by name."""
    named = {symptom for term in _listed(memory) for symptom in term.symptoms} - {code}
    found = [(symptom, each["title"]) for symptom, each in related.symptoms(memory).items() if symptom in named]
    return sorted(found, key=lambda pair: pair[1].casefold())


def _listed(memory: Memory) -> list[SideEffectTerm]:
    return [term for term in side_effect_terms(memory).values() if term.count]


def _line(term: SideEffectTerm, worsens: bool) -> SideEffectLine:
    return SideEffectLine(term.title, term.url, term.count, worsens)
