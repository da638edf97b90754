"""Whether a catalogue file says what its facts say, all of it and no more, and cites what is behind them.

A file names, for each fact, the words of the page that say it (`facts`), or why it is left out (`left_out`). So a statement that
rests on nothing, a source that says something else, a lost warning and a figure from nowhere are found without reading. Rows,
uses and names are compared by what they are (catalogue_coverage_rows.py).
"""

import re
from collections.abc import Iterator, Mapping

from medications.content.catalogue import CatalogueMedication
from medications.content.catalogue_coverage_rows import check_rows
from medications.content.catalogue_facts import Fact, Facts
from medications.content.catalogue_statements import Statement, asides, statements
from medications.content.catalogue_support import Support
from medications.content.catalogue_words import figures, names_market, numbers, plain
from medications.content.catalogue_yaml import Problem
from medications.content.choices import StatementKind

FEWEST_WORDS = 3  # fewer say where a fact is said only if they stand in one statement
Resting = Mapping[Statement, tuple[Fact, ...]]


def check_coverage(medication: CatalogueMedication, facts: Facts) -> tuple[list[Problem], Resting]:
    """A checked file and its facts in; what does not fit, in the order of the lines, and each statement with its facts out."""
    resting = _resting(medication, facts)
    support = Support(medication)
    problems = [
        *_every_fact(medication, facts),
        *_said(medication, facts, resting, support),
        *_statements(medication, resting, support),
        *_statement_kinds(medication, facts),
        *check_rows(medication, facts, support),
    ]
    return sorted(dict.fromkeys(problems), key=lambda problem: problem.line), resting


def _resting(medication: CatalogueMedication, facts: Facts) -> Resting:
    """By the words that the file names for each fact."""
    found: dict[Statement, list[Fact]] = {statement: [] for statement in statements(medication)}
    known = facts.all()
    for each in medication.facts:
        if fact := known.get(each.fact):
            for piece in map(plain, each.said):
                for statement in found:
                    if statement.has(piece) and fact not in found[statement]:
                        found[statement].append(fact)
    return {statement: tuple(behind) for statement, behind in found.items()}


def _every_fact(medication: CatalogueMedication, facts: Facts) -> Iterator[Problem]:
    said, left_out = {each.fact for each in medication.facts}, {each.fact for each in medication.left_out}
    for fact in facts.texts:
        if fact.id not in said | left_out:
            yield medication.problem("facts", message=f"{fact.id} is neither said nor left out: {fact.text!r}")
    for name, entries in (("facts", medication.facts), ("left_out", medication.left_out)):
        for row, each in enumerate(entries):
            if each.fact not in facts.all() and (name == "facts" or re.fullmatch(r"[a-z_]+-\d+", each.fact)):
                yield medication.problem(name, row, message=f"{each.fact!r} is no fact of this medicine")
    for row, each in enumerate(medication.left_out):
        if each.fact in said:
            yield medication.problem("left_out", row, message=f"{each.fact} is said and left out")


def _said(medication: CatalogueMedication, facts: Facts, resting: Resting, support: Support) -> Iterator[Problem]:
    """Each fact is said in the words that are named for it, with all that is behind it, boxed and with its market."""
    known = facts.all()
    places = [*resting, *asides(medication)]
    for index, each in enumerate(medication.facts):
        fact = known.get(each.fact)
        if fact is None:
            continue
        where: list[Statement] = []
        for piece in map(plain, each.said):
            having = [place for place in places if place.has(piece)]
            if not having:
                yield medication.problem("facts", index, message=f"the page does not have the words {piece!r}")
            elif len(piece.split()) < FEWEST_WORDS and len([place for place in having if place in resting]) > 1:
                message = f"{piece!r} stands in several statements; name at least {FEWEST_WORDS} words"
                yield medication.problem("facts", index, message=message)
            where += having
        for message in _lacking(fact, where, support) if where else ():
            yield medication.problem("facts", index, message=message)


def _lacking(fact: Fact, where: list[Statement], support: Support) -> Iterator[str]:
    keys = frozenset(key for place in where for key in place.keys)
    for url in support.lacking(fact, keys):
        yield f"{fact.id} rests on {url} too, which is not cited there"
    if fact.boxed and not any(place.boxed for place in where):
        yield f"{fact.id} is a boxed warning, but is not said in a boxed section"
    if fact.market and not any(names_market(place.words, fact.market) for place in where):
        yield f"{fact.id} holds for {fact.market} only; the statement must name it"


def _statements(medication: CatalogueMedication, resting: Resting, support: Support) -> Iterator[Problem]:
    """Each statement rests on facts, cites what is behind these, and has no figure of its own."""
    for statement, facts in resting.items():
        for message in _unfounded(statement, facts, support):
            yield medication.problem(*statement.path, message=message, text_line=statement.text_line)


def _unfounded(statement: Statement, facts: tuple[Fact, ...], support: Support) -> Iterator[str]:
    if not facts:
        yield f"rests on no fact: {statement.words[:60]!r}; name the fact and these words under facts, or take it out"
        return
    ids = ", ".join(fact.id for fact in facts)
    for key in sorted(statement.keys - support.behind(*facts)):
        yield f"cites {key!r}, which is behind none of its facts ({ids})"
    known = set().union(*(numbers(fact.text) for fact in facts))
    for number in sorted(figures(statement.words) - known):
        yield f"the number {number} is in none of its facts ({ids})"


def _statement_kinds(medication: CatalogueMedication, facts: Facts) -> Iterator[Problem]:
    kinds, left_out = {each.kind for each in medication.at_a_glance}, {each.fact for each in medication.left_out}
    for name, kind in (("stopping", StatementKind.STOPPING), ("missed_dose", StatementKind.MISSED_DOSE)):
        used = [fact for fact in facts.texts if fact.id.startswith(f"{name}-") and fact.id not in left_out]
        if used and kind not in kinds:
            yield medication.problem("at_a_glance", message=f"has no statement of kind {kind}, though the facts have one")
