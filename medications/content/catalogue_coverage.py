"""Whether a catalogue file says what its facts say, all of it and no more, and cites what is behind them.

A file names, for each fact, the words of the page that say it (`facts`), or why it is left out (`left_out`). So a statement that
rests on nothing, a source that says something else, a lost warning and a figure from nowhere are found without reading.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from medications.content.catalogue import CatalogueMedication, CatalogueSideEffectRow
from medications.content.catalogue_facts import GROUPS, Fact, Facts, code_of
from medications.content.catalogue_yaml import Path, Problem
from medications.content.choices import MARKETS, StatementKind
from medications.content.citations import cited_keys, without_citations
from medications.content.readability import blocks

# What a statement may call a market by.
MARKET_NAMES = {
    **{code: (name,) for code, name in MARKETS.items()},
    "US": ("United States", "US"),
    "GB": ("United Kingdom", "UK"),
    "EU": ("European Union", "Europe"),
}
NUMBER = re.compile(r"(?<![\w-])\d+(?:[.,]\d+)*")
WRITTEN = dict(zip("one two three four five six seven eight nine ten eleven twelve".split(), map(str, range(1, 13)), strict=True))
STATUSES = {"off-label": "off_label"}


@dataclass
class Statement:
    """One piece of the page that must rest on facts."""

    path: Path
    text_line: int
    words: str
    keys: frozenset[str]
    boxed: bool = False
    facts: list[Fact] = field(default_factory=list)


def check_coverage(medication: CatalogueMedication, facts: Facts) -> tuple[list[Problem], list[Statement]]:
    """A checked file and its facts in; what does not fit, in the order of the lines, and the statements with their facts out."""
    coverage = _Coverage(medication, facts)
    problems = sorted(dict.fromkeys(coverage.problems()), key=lambda problem: problem.line)
    return problems, coverage.statements


@dataclass
class _Coverage:
    medication: CatalogueMedication
    facts: Facts

    @cached_property
    def codes(self) -> dict[str, frozenset[str]]:
        """Each address -> the codes that the file has for it."""
        by_url: dict[str, set[str]] = {}
        for source in self.medication.sources:
            by_url.setdefault(source.url, set()).add(source.code)
        return {url: frozenset(codes) for url, codes in by_url.items()}

    def behind(self, *facts: Fact) -> frozenset[str]:
        return frozenset(code for fact in facts for url in fact.urls for code in self.codes.get(url, ()))

    def lacking(self, fact: Fact, keys: frozenset[str]) -> list[str]:
        """Addresses behind a fact that none of the keys stands for."""
        return sorted(url for url in fact.urls if not self.codes.get(url, frozenset()) & keys)

    @cached_property
    def left_out(self) -> set[str]:
        return {each.fact for each in self.medication.left_out}

    @cached_property
    def statements(self) -> list[Statement]:
        found = [
            Statement(("at_a_glance", row, "text"), 0, _plain(each.text), frozenset(cited_keys(each.text)))
            for row, each in enumerate(self.medication.at_a_glance)
        ]
        for row, section in enumerate(self.medication.sections):
            for block in blocks(section.body):
                path = ("sections", row, "body")
                keys = frozenset(cited_keys(block.text))
                found.append(Statement(path, block.line, _plain(block.text), keys, section.boxed))
        return found

    def problems(self) -> Iterator[Problem]:
        yield from self._every_fact()
        yield from self._said()
        yield from self._statements()
        yield from self._statement_kinds()
        yield from self._rows()
        yield from self._uses()
        yield from self._brands()
        yield from self._generic()

    def _problem(self, *path, message: str, text_line: int = 0) -> Problem:
        return self.medication.problem(*path, message=message, text_line=text_line)

    def _every_fact(self) -> Iterator[Problem]:
        said, known = {each.fact for each in self.medication.facts}, self.facts.all()
        for fact in self.facts.texts:
            if fact.id not in said | self.left_out:
                yield self._problem("facts", message=f"{fact.id} is neither said nor left out: {fact.text!r}")
        for name, entries in (("facts", self.medication.facts), ("left_out", self.medication.left_out)):
            for row, each in enumerate(entries):
                if each.fact not in known and re.fullmatch(r"[a-z_]+-\d+", each.fact):
                    yield self._problem(name, row, message=f"{each.fact!r} is no fact of this medicine")
        for fact_id in sorted(said & self.left_out):
            yield self._problem("left_out", message=f"{fact_id} is said and left out")

    def _said(self) -> Iterator[Problem]:
        known = self.facts.all()
        rows = [(row, _plain(f"{row.wording} {row.qualifier}")) for _, _, row in self.medication.side_effects.rows()]
        notes = [(use, _plain(f"{use.qualifier} {use.note}")) for use in self.medication.uses]
        for index, each in enumerate(self.medication.facts):
            fact = known.get(each.fact)
            if fact is None:
                continue
            keys, boxed, in_market = set(), False, not fact.market
            for piece in map(_plain, each.said):
                where = [statement for statement in self.statements if piece in statement.words]
                elsewhere = [(part, words) for part, words in (*rows, *notes) if piece in words]
                if not where and not elsewhere:
                    yield self._problem("facts", index, message=f"the page does not have the words {piece!r}")
                for statement in where:
                    statement.facts.append(fact)
                    keys |= statement.keys
                    boxed |= statement.boxed
                    in_market |= _names(statement.words, fact.market)
                for part, words in elsewhere:
                    keys |= set(part.sources)
                    in_market |= _names(words, fact.market)
            for url in self.lacking(fact, frozenset(keys)):
                yield self._problem("facts", index, message=f"{fact.id} rests on {url} too, which is not cited there")
            if fact.boxed and not boxed:
                yield self._problem("facts", index, message=f"{fact.id} is a boxed warning, but is not said in a boxed section")
            if not in_market:
                yield self._problem("facts", index, message=f"{fact.id} holds for {fact.market} only; the statement must name it")

    def _statements(self) -> Iterator[Problem]:
        for statement in self.statements:
            here = {"text_line": statement.text_line}
            if not statement.facts:
                yield self._problem(*statement.path, message=f"rests on no fact: {statement.words[:60]!r}", **here)
                continue
            for key in sorted(statement.keys - self.behind(*statement.facts)):
                message = f"cites {key!r}, which is behind none of its facts ({', '.join(_ids(statement.facts))})"
                yield self._problem(*statement.path, message=message, **here)
            known = set().union(*(_numbers(fact.text) for fact in statement.facts))
            for number in sorted(set(NUMBER.findall(statement.words)) - known):
                message = f"the number {number} is in none of its facts ({', '.join(_ids(statement.facts))})"
                yield self._problem(*statement.path, message=message, **here)

    def _statement_kinds(self) -> Iterator[Problem]:
        kinds = {each.kind for each in self.medication.at_a_glance}
        for name, kind in (("stopping", StatementKind.STOPPING), ("missed_dose", StatementKind.MISSED_DOSE)):
            used = [fact for fact in self.facts.texts if fact.id.startswith(f"{name}-") and fact.id not in self.left_out]
            if used and kind not in kinds:
                yield self._problem("at_a_glance", message=f"has no statement of kind {kind}, though the facts have one")

    def _rows(self) -> Iterator[Problem]:
        said = {each.fact for each in self.medication.facts}
        for group in GROUPS:
            rows = getattr(self.medication.side_effects, group)
            for fact in self.facts.rows[group]:
                having = [row for row in rows if code_of(fact.text) in row.terms]
                if not having and fact.id not in said | self.left_out:
                    yield self._problem("side_effects", group, message=f"{fact.id} is missing: {fact.text!r}")
                for row in having:
                    yield from self._row_of(fact, row, group, rows.index(row))
            for index, row in enumerate(rows):
                yield from self._row(row, group, index)

    def _row_of(self, fact: Fact, row: CatalogueSideEffectRow, group: str, index: int) -> Iterator[Problem]:
        for url in self.lacking(fact, frozenset(row.sources)):
            yield self._problem("side_effects", group, index, message=f"{fact.id} rests on {url} too, which is not cited here")
        if fact.market and not _names(f"{row.wording} {row.qualifier}", fact.market):
            message = f"{fact.id} holds for {fact.market} only; the wording or qualifier must name it"
            yield self._problem("side_effects", group, index, message=message)

    def _row(self, row: CatalogueSideEffectRow, group: str, index: int) -> Iterator[Problem]:
        facts = [fact for fact in self.facts.rows[group] if code_of(fact.text) in row.terms]
        facts += [fact for fact_id, fact in self.facts.all().items() if self._is_said_in(fact_id, row)]
        codes = {code_of(fact.text) for fact in facts}
        for code in row.terms:
            if code not in codes:
                yield self._problem("side_effects", group, index, message=f"{code!r} rests on no fact of this group")
        for key in sorted(set(row.sources) - self.behind(*facts)):
            yield self._problem("side_effects", group, index, message=f"cites {key!r}, which is behind none of its facts")

    def _is_said_in(self, fact_id: str, row: CatalogueSideEffectRow) -> bool:
        words = _plain(f"{row.wording} {row.qualifier}")
        return any(each.fact == fact_id and any(_plain(piece) in words for piece in each.said) for each in self.medication.facts)

    def _uses(self) -> Iterator[Problem]:
        uses = {use.symptom: (index, use) for index, use in enumerate(self.medication.uses)}
        given = {code_of(each["symptom"]): each for each in self.facts.given["uses_in_ms"]}
        for fact in self.facts.uses:
            code = code_of(fact.text)
            if code not in uses:
                if fact.id not in self.left_out:
                    yield self._problem("uses", message=f"{fact.id} is missing: {fact.text!r}")
                continue
            index, use = uses[code]
            status = STATUSES.get(given[code]["regulatory"], given[code]["regulatory"])
            if (use.primary, use.status) != (given[code]["primary"], status):
                message = f"the facts have primary: {given[code]['primary']}, status: {status}"
                yield self._problem("uses", index, message=message)
            for url in self.lacking(fact, frozenset(use.sources)):
                yield self._problem("uses", index, message=f"{fact.id} rests on {url} too, which is not cited here")
            if fact.market and not _names(f"{use.qualifier} {use.note}", fact.market):
                yield self._problem(
                    "uses", index, message=f"{fact.id} holds for {fact.market} only; qualifier or note must name it"
                )
        for code in sorted(set(uses) - set(given)):
            yield self._problem("uses", uses[code][0], message=f"{code!r} rests on no fact")

    def _brands(self) -> Iterator[Problem]:
        here = {each.name for each in self.medication.brand_names}
        given = {fact.text: fact for fact in self.facts.brands}
        for name in sorted(set(given) - here):
            if given[name].id not in self.left_out:
                yield self._problem("brand_names", message=f"{given[name].id} is missing: {name!r}")
        for name in sorted(here - set(given)):
            yield self._problem("brand_names", message=f"{name!r} rests on no fact")

    def _generic(self) -> Iterator[Problem]:
        given, here = self.facts.given["generic_available"], self.medication.generic_available
        if given["value"] != here.value:
            yield self._problem("generic_available", message=f"the facts have {given['value']}")
        if (given["as_of"] or "") != here.as_of:
            yield self._problem("generic_available", message=f"the facts have as_of {given['as_of']}")


def _plain(text: str) -> str:
    """As words are compared: without marks and citations, in lower case, with single blanks."""
    return " ".join(without_citations(text).replace("*", "").replace("\\", "").replace("’", "'").casefold().split())


def _names(words: str, market: str) -> bool:
    """Whether words name a market."""
    return any(re.search(rf"\b{re.escape(name.casefold())}\b", words.casefold()) for name in MARKET_NAMES.get(market, (market,)))


def _numbers(text: str) -> set[str]:
    return {*NUMBER.findall(text), *(WRITTEN[word] for word in re.findall(r"[a-z]+", text.casefold()) if word in WRITTEN)}


def _ids(facts: list[Fact]) -> list[str]:
    return list(dict.fromkeys(fact.id for fact in facts))
