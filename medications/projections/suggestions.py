"""What to offer while somebody types into the search box: pages of medicines, and lists by symptom, class or side effect."""

from collections.abc import Iterator
from dataclasses import dataclass

from medications.content.phrases import sentence_case
from medications.content.search_matching import OWN_NAMES, Match, NameKind, closest, matches
from medications.content.search_question import SearchQuestion
from medications.projections.filters import LONGEST_QUESTION
from medications.projections.memory import Memory
from medications.projections.search_names import SearchNames, filter_address, filter_of, search_names

MOST = 7
BEHIND = {
    NameKind.PRIMARY_USE: "used for it",
    NameKind.USE: "used for it",
    NameKind.DRUG_CLASS: "in this class",
    NameKind.SIDE_EFFECT: "with this side effect",
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
                about = f"brand name of {page.title.lower()}" if name.kind is NameKind.BRAND else "medicine"
                yield Suggestion(sentence_case(name.text), about, page.url)
        elif name.owners:
            count = known.counts[filter_of(name.kind), name.code]
            medicines = "1 medicine" if count == 1 else f"{count} medicines"
            text = f"{name.of} ({name.text})" if name.of else name.text
            yield Suggestion(sentence_case(text), f"{medicines} {BEHIND[name.kind]}", filter_address(name.kind, name.code))
        elif name.code in known.symptoms:
            yield Suggestion(name.of or name.text, "symptom; no medicine here is listed for it", known.symptoms[name.code].url)
