"""Statements said twice: nearly the same on two pages although the facts behind them differ (copied, or too general), and at a
glance, right below the boxed warning that says it already."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from medications.content.catalogue import CatalogueMedication
from medications.content.catalogue_facts import Fact
from medications.content.catalogue_statements import Statement
from medications.content.catalogue_yaml import Problem
from medications.content.choices import StatementKind
from medications.content.citations import without_citations
from medications.content.readability import blocks

FEWEST_WORDS = 6  # "Swallow it whole." may be said anywhere
ALIKE = 92  # of 100, as rapidfuzz counts the letters of two statements
DIFFERENT = 75  # facts less alike than that say different things
SAID_BY_THE_BOX = 65  # as rapidfuzz counts the words of a point and of one paragraph of a boxed warning


@dataclass(frozen=True)
class Said:
    """A statement without the names of its medicine, and what it rests on."""

    medication: CatalogueMedication
    statement: Statement
    words: str
    facts: str


def said_by(medication: CatalogueMedication, resting: Mapping[Statement, Iterable[Fact]]) -> list[Said]:
    """The statements of one file, with the facts they rest on, in; those that are long enough to be compared out."""
    names = {medication.generic_name, *(brand.name for brand in medication.brand_names)}
    names |= {word for name in names for word in name.split() if len(word) > 4}
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})\b", re.IGNORECASE)
    found = []
    for statement, behind in resting.items():
        words = pattern.sub("it", statement.words)
        if len(words.split()) >= FEWEST_WORDS:
            facts = " ".join(pattern.sub("it", fact.text).casefold() for fact in behind)
            found.append(Said(medication, statement, words, facts))
    return found


def check_repeats(said: Iterable[Said]) -> Iterator[Problem]:
    """All pages' statements in; each that is nearly that of an earlier page, on other facts, out."""
    said = list(said)
    words = [each.words for each in said]
    for index, each in enumerate(said):
        for _, _, other in process.extract_iter(each.words, words[:index], scorer=fuzz.ratio, score_cutoff=ALIKE):
            before = said[other]
            if before.medication.slug != each.medication.slug and not _same_facts(each, before):
                message = f"says nearly what {before.medication.file} says on other facts: {each.words[:60]!r}"
                path, line = each.statement.path, each.statement.text_line
                yield each.medication.problem(*path, message=message, text_line=line)
                break


def _same_facts(one: Said, other: Said) -> bool:
    return fuzz.token_set_ratio(one.facts, other.facts) >= DIFFERENT


def check_boxed_repeats(medication: CatalogueMedication) -> Iterator[Problem]:
    """Points at a glance that a boxed warning says already. What to do on stopping may be said twice."""
    boxed = [block.plain.casefold() for part in medication.sections if part.boxed for block in blocks(part.body)]
    for index, each in enumerate(medication.at_a_glance):
        text = without_citations(each.text)
        if each.kind == StatementKind.POINT and any(
            fuzz.token_set_ratio(text.casefold(), said) >= SAID_BY_THE_BOX for said in boxed
        ):
            message = f"the boxed warning right above says that already; take it out: {text[:60]!r}"
            yield medication.problem("at_a_glance", index, "text", message=message)
