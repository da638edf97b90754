"""Whether the rows of a catalogue file are those of its facts: side effects by terms, uses, brand names, the generic claim."""

from collections.abc import Iterator

from medications.content.catalogue import CatalogueMedication, CatalogueSideEffectRow
from medications.content.catalogue_facts import GROUPS, Fact, Facts, code_of
from medications.content.catalogue_statements import Statement, asides
from medications.content.catalogue_support import Support
from medications.content.catalogue_words import names_market, plain
from medications.content.catalogue_yaml import Problem


def check_rows(medication: CatalogueMedication, facts: Facts, support: Support) -> Iterator[Problem]:
    """What is missing, what rests on nothing, and what cites other sources than its fact has."""
    left_out = {each.fact for each in medication.left_out}
    yield from _side_effects(medication, facts, support, left_out)
    yield from _uses(medication, facts, support, left_out)
    yield from _brands(medication, facts, left_out)
    yield from _generic(medication, facts)


def _side_effects(medication: CatalogueMedication, facts: Facts, support: Support, left_out: set[str]) -> Iterator[Problem]:
    said = {each.fact for each in medication.facts}
    words = {place.path: place for place in asides(medication)}
    for group in GROUPS:
        rows = list(enumerate(getattr(medication.side_effects, group)))
        for fact in facts.rows[group]:
            having = [(index, row) for index, row in rows if code_of(fact.text) in row.terms]
            if not having and fact.id not in said | left_out:
                yield medication.problem("side_effects", group, message=f"{fact.id} is missing: {fact.text!r}")
            for index, row in having:
                for message in _unlike(fact, row, support):
                    yield medication.problem("side_effects", group, index, message=message)
        for index, row in rows:
            behind = [fact for fact in facts.rows[group] if code_of(fact.text) in row.terms]
            behind += _said_in(medication, facts, words["side_effects", group, index])
            for message in _unfounded(row, behind, support):
                yield medication.problem("side_effects", group, index, message=message)


def _unlike(fact: Fact, row: CatalogueSideEffectRow, support: Support) -> Iterator[str]:
    """How a row falls short of the fact that it says."""
    for url in support.lacking(fact, frozenset(row.sources)):
        yield f"{fact.id} rests on {url} too, which is not cited here"
    if fact.market and not names_market(f"{row.wording} {row.qualifier}", fact.market):
        yield f"{fact.id} holds for {fact.market} only; the wording or qualifier must name it"


def _unfounded(row: CatalogueSideEffectRow, behind: list[Fact], support: Support) -> Iterator[str]:
    """What a row has beyond its facts."""
    codes = {code_of(fact.text) for fact in behind}
    for code in row.terms:
        if code not in codes:
            yield f"{code!r} rests on no fact of this group"
    for key in sorted(set(row.sources) - support.behind(*behind)):
        yield f"cites {key!r}, which is behind none of its facts"


def _said_in(medication: CatalogueMedication, facts: Facts, place: Statement) -> list[Fact]:
    """Facts whose words the file finds in a row: they make it precise, or are of another group."""
    known = facts.all()
    named = [each for each in medication.facts if each.fact in known and any(place.has(plain(piece)) for piece in each.said)]
    return [known[each.fact] for each in named]


def _uses(medication: CatalogueMedication, facts: Facts, support: Support, left_out: set[str]) -> Iterator[Problem]:
    uses = {use.symptom: (index, use) for index, use in enumerate(medication.uses)}
    for fact in facts.uses:
        if fact.code not in uses:
            if fact.id not in left_out:
                yield medication.problem("uses", message=f"{fact.id} is missing: {fact.text!r}")
            continue
        index, use = uses[fact.code]
        if (use.primary, use.status) != (fact.primary, fact.status):
            message = f"the facts have primary: {str(fact.primary).lower()}, status: {fact.status}"
            yield medication.problem("uses", index, message=message)
        for url in support.lacking(fact, frozenset(use.sources)):
            yield medication.problem("uses", index, message=f"{fact.id} rests on {url} too, which is not cited here")
        if fact.market and not names_market(f"{use.qualifier} {use.note}", fact.market):
            message = f"{fact.id} holds for {fact.market} only; qualifier or note must name it"
            yield medication.problem("uses", index, message=message)
    for code in sorted(set(uses) - {fact.code for fact in facts.uses}):
        yield medication.problem("uses", uses[code][0], message=f"{code!r} rests on no fact")


def _brands(medication: CatalogueMedication, facts: Facts, left_out: set[str]) -> Iterator[Problem]:
    here = {each.name for each in medication.brand_names}
    given = {fact.text: fact for fact in facts.brands}
    for name in sorted(set(given) - here):
        if given[name].id not in left_out:
            yield medication.problem("brand_names", message=f"{given[name].id} is missing: {name!r}")
    for index, brand in enumerate(medication.brand_names):
        if brand.name not in given:
            yield medication.problem("brand_names", index, message=f"{brand.name!r} rests on no fact")


def _generic(medication: CatalogueMedication, facts: Facts) -> Iterator[Problem]:
    here = medication.generic_available
    if facts.generic_available != here.value:
        yield medication.problem("generic_available", message=f"the facts have {facts.generic_available}")
    if facts.generic_as_of != here.as_of:
        yield medication.problem("generic_available", message=f"the facts have as_of {facts.generic_as_of or 'nothing'}")
