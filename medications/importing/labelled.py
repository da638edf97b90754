"""The zone of labelled facts: which line states what, and the text that follows them."""

from dataclasses import dataclass, field, replace

from medications.importing.entries import Entry, Under
from medications.importing.generic import Generic, read_generic
from medications.importing.items import bullet_of
from medications.importing.labels import Fact, Label, fact_in
from medications.importing.lines import Line, Paragraph, Passage
from medications.importing.parsed import ParsedUse
from medications.importing.uses import read_uses

_NARROWEST = 40  # characters a wrapped line has at least


@dataclass(frozen=True)
class Facts:
    """`names` are still to be read, together with those of the other layout. `rest` is the page's opening."""

    names: tuple[Entry, ...] = ()
    uses: tuple[ParsedUse, ...] = ()
    generic: Generic = field(default_factory=Generic)
    rest: tuple[Paragraph, ...] = ()


def read_facts(paragraphs: tuple[Paragraph, ...]) -> Facts:
    facts, rest = Facts(), []
    for paragraph in paragraphs:
        others: list[Line] = []
        for passage, fact in _passages(paragraph):
            if fact:
                facts = _with(facts, passage, fact)
            else:
                others += passage.lines
        if others:
            rest.append(tuple(others))
    return replace(facts, rest=tuple(rest))


def _passages(paragraph: Paragraph) -> list[tuple[Passage, Fact | None]]:
    """Each line by itself; a fact with the rest of its line, if that was wrapped."""
    groups: list[list[Line]] = []
    in_fact = False
    for line in paragraph:
        is_fact = fact_in(line.text) is not None
        if groups and in_fact and not is_fact and _belongs(line, above=groups[-1][-1]):
            groups[-1].append(line)
        else:
            groups.append([line])
            in_fact = is_fact
    passages = [Passage(*group) for group in groups]
    return [(passage, fact_in(passage.text)) for passage in passages]


def _belongs(line: Line, *, above: Line) -> bool:
    if bullet_of(line.text):
        return False
    if line.text.startswith("(") or above.text.count("(") > above.text.count(")") or above.text.endswith((";", ",")):
        return True
    return len(above.text) >= _NARROWEST and line.text[0].islower()


def _with(facts: Facts, passage: Passage, fact: Fact) -> Facts:
    """`facts` and one more. A second one on uses or generic is not read over the first: it stays unplaced."""
    if fact.label in (Label.BRAND, Label.CHEMICAL):
        passage.set_aside(fact.printed)
        under = Under.BRAND if fact.label == Label.BRAND else Under.CHEMICAL
        return replace(facts, names=(*facts.names, Entry(passage, fact.text, under)))
    if fact.label == Label.USE and not facts.uses:
        passage.set_aside(fact.printed)
        return replace(facts, uses=read_uses(passage, fact.text))
    if fact.label == Label.GENERIC and facts.generic == Generic():
        passage.set_aside(fact.printed)
        return replace(facts, generic=read_generic(passage, fact.text))
    return facts
