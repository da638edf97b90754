"""What to offer while somebody types into the search box: pages of medicines, and lists by symptom, class or side effect."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext_lazy

from medications.content.phrases import sentence_case
from medications.content.search_matching import OWN_NAMES, Match, NameKind, closest, matches
from medications.content.search_question import SearchQuestion
from medications.projections.filters import LONGEST_QUESTION
from medications.projections.memory import Memory
from medications.projections.search_names import SearchNames, filter_address, filter_of, search_names

MOST = 7
ABOUT = {
    NameKind.PRIMARY_USE: ngettext_lazy("%(number)s medicine used for it", "%(number)s medicines used for it", "number"),
    NameKind.USE: ngettext_lazy("%(number)s medicine used for it", "%(number)s medicines used for it", "number"),
    NameKind.DRUG_CLASS: ngettext_lazy("%(number)s medicine in this class", "%(number)s medicines in this class", "number"),
    NameKind.SIDE_EFFECT: ngettext_lazy(
        "%(number)s medicine with this side effect", "%(number)s medicines with this side effect", "number"
    ),
}


@dataclass(frozen=True)
class Suggestion:
    """`about` says what the name is: "brand name of clonazepam", "12 medicines used for it"."""

    text: str
    about: str
    url: str


@dataclass(frozen=True)
class Suggestions:
    """`is_near`: nothing matches what was typed, and these are spelled nearly so."""

    typed: str
    found: list[Suggestion]
    is_near: bool


def suggestions(typed: str, memory: Memory) -> Suggestions:
    """For any text; for one that nobody can search for, none."""
    typed = " ".join(typed.split())
    question = SearchQuestion.of(typed[:LONGEST_QUESTION])
    if not question.whole or "\0" in typed:
        return Suggestions("", [], False)
    known = search_names(memory)
    matched = matches(question, known.names)
    near = [] if matched else closest(question, known.names)
    by_url: dict[str, Suggestion] = {}
    for each in _each(matched or near, known):
        by_url.setdefault(each.url, each)
        if len(by_url) == MOST:
            break
    return Suggestions(typed[:LONGEST_QUESTION], list(by_url.values()), bool(near))


def _each(found: list[Match], known: SearchNames) -> Iterator[Suggestion]:
    for match in found:
        name = match.name
        if name.kind in OWN_NAMES:
            for owner in name.owners:
                page = known.medicines[owner]
                is_brand = name.kind is NameKind.BRAND
                about = (
                    gettext("brand name of %(medicine)s") % {"medicine": page.title.lower()} if is_brand else gettext("medicine")
                )
                yield Suggestion(sentence_case(name.text), about, page.url)
        elif name.owners:
            about = ABOUT[name.kind] % {"number": known.counts[filter_of(name.kind), name.code]}
            text = f"{name.of} ({name.text})" if name.of else name.text
            yield Suggestion(sentence_case(text), about, filter_address(name.kind, name.code))
        elif name.code in known.symptoms:
            about = gettext("symptom; no medicine here is listed for it")
            yield Suggestion(name.of or name.text, about, known.symptoms[name.code].url)
