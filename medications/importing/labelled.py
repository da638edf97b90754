"""Facts with their label on the same line, as the later site printed them: "Brand Name: Ditropan (U.S. and Canada)"."""

import re
from dataclasses import dataclass, field, replace

from medications.importing.lines import Line, Paragraph, Passage
from medications.importing.names import Names, read_brands, read_chemical
from medications.importing.parsed import ParsedGeneric, ParsedUse
from medications.importing.uses import read_generic, read_uses

_FACT = re.compile(r"(?:• )?(?P<label>Brand Name|Chemical Name|Usage in MS|Generic Available): (?P<text>.+)")


@dataclass(frozen=True)
class Facts:
    """`rest` is the text that follows: the page's opening."""

    names: Names = field(default_factory=Names)
    uses: tuple[ParsedUse, ...] = ()
    generic: ParsedGeneric = field(default_factory=ParsedGeneric)
    rest: tuple[Paragraph, ...] = ()


def read_facts(paragraphs: tuple[Paragraph, ...]) -> Facts:
    facts, rest = Facts(), []
    for paragraph in paragraphs:
        for line in paragraph:
            facts = _with(facts, line) if _FACT.fullmatch(line.text) else facts
        others = tuple(line for line in paragraph if not _FACT.fullmatch(line.text))
        if others:
            rest.append(others)
    return replace(facts, rest=tuple(rest))


def _with(facts: Facts, line: Line) -> Facts:
    """`facts` and the fact of one line. A second fact of the same label is not read over the first: it stays unplaced."""
    match = _FACT.fullmatch(line.text)
    label, text, passage = match["label"], match["text"], Passage(line)
    if label == "Brand Name" and not facts.names.brands:
        passage.set_aside(label)
        return replace(facts, names=replace(facts.names, brands=read_brands(passage, text)))
    if label == "Chemical Name" and not facts.names.generic:
        passage.set_aside(label)
        generic, said = read_chemical(passage, text)
        return replace(facts, names=replace(facts.names, generic=generic, pronunciation=said))
    if label == "Usage in MS" and not facts.uses:
        passage.set_aside(label)
        return replace(facts, uses=read_uses(passage, text))
    if label == "Generic Available" and facts.generic == ParsedGeneric():
        passage.set_aside(label)
        return replace(facts, generic=read_generic(passage, text))
    return facts
