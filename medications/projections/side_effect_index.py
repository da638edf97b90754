"""The list of all side effects, by first letter; or of those that a search finds."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext

from medications.content.folding import folded, plain
from medications.content.near_names import nearest
from medications.projections.filters import LONGEST_QUESTION, check_question
from medications.projections.memory import Memory
from medications.projections.question import IGNORED
from medications.projections.side_effect_terms import SideEffectTerm, side_effect_terms

MOST_NEAR = 6


@dataclass(frozen=True)
class Line:
    """`alias` is the other name by which a search found it."""

    title: str
    url: str
    count: int
    alias: str = ""


@dataclass(frozen=True)
class Letter:
    """As components/letters.html takes it; `url` is a place on the page."""

    letter: str
    count: int
    url: str
    selected: bool = False


@dataclass(frozen=True)
class SideEffectIndex:
    """`groups` are (letter, lines). `near` are lines to offer where a search found nothing."""

    q: str
    groups: list[tuple[str, list[Line]]]
    letters: list[Letter]
    total: int
    near: list[Line]
    errors: list[str]


def side_effect_index(params: QueryDict, memory: Memory) -> SideEffectIndex:
    terms, q = side_effect_terms(memory), params.get("q", "").strip()
    errors = _errors(params, q)
    words = folded(q).split()
    found = [] if errors else [term for term in terms.values() if all(word in term.search_text for word in words)]
    groups: dict[str, list[Line]] = {}
    for term in found:
        groups.setdefault(folded(term.title)[:1].upper(), []).append(_line(term, words))
    return SideEffectIndex(
        q=q[:LONGEST_QUESTION],
        groups=list(groups.items()),
        letters=[Letter(letter, len(lines), f"#letter-{letter}") for letter, lines in groups.items()],
        total=len(found),
        near=[] if errors or found else _near(plain(q), terms),
        errors=errors,
    )


def _errors(params: QueryDict, q: str) -> list[str]:
    unknown = [name for name in params if name not in {"q", *IGNORED}]
    errors = [gettext("This list cannot be filtered by “%(name)s”.") % {"name": unknown[0][:40]}] if unknown else []
    if len(q) > LONGEST_QUESTION:
        return [*errors, gettext("Search for at most %(number)s letters.") % {"number": LONGEST_QUESTION}]
    try:
        if q:
            check_question(q)
    except ValidationError as error:
        errors += error.messages
    return errors


def _line(term: SideEffectTerm, words: list[str]) -> Line:
    in_title = all(word in folded(term.title) for word in words)
    aliases = [] if in_title else [alias for alias in term.aliases if any(word in folded(alias) for word in words)]
    return Line(term.title, term.url, term.count, aliases[0] if aliases else "")


def _near(asked: str, terms: dict[str, SideEffectTerm]) -> list[Line]:
    by_name = {plain(name): term for term in terms.values() for name in (*term.aliases, term.title)}
    found = {by_name[name].code: by_name[name] for name in nearest(asked, by_name)}
    return [_line(term, []) for term in list(found.values())[:MOST_NEAR]]
