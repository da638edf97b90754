"""Could it be my MS? What the page of each chosen medicine says, set beside the symptom. Nothing is concluded from it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from medications.content.choices import SideEffectGroup, When
from medications.content.phrases import sentence_case
from medications.content.schema import MedicationRecord, SideEffectEntry, SourceDetails
from medications.models import IndexRow, SafetyNotice
from medications.projections import addresses, wording
from medications.projections.chosen_medicines import live_rows
from medications.projections.facts import Facts
from medications.projections.look_up import LookUp, Trouble
from medications.projections.medication_page import GROUP_ORDER
from medications.projections.memory import Memory
from medications.projections.naming_medicines import anchor_of
from medications.projections.notices import notices
from medications.projections.safety_notices import notices_on
from medications.projections.side_effect_terms import SideEffectTerm, side_effect_terms

# What must be done at once comes first; overdose, which is another matter, last.
URGENCY = [
    (SideEffectGroup.EMERGENCY, When.ANY),
    (SideEffectGroup.TELL_CLINICIAN, When.ANY),
    (SideEffectGroup.USUALLY_SETTLES, When.ANY),
    (SideEffectGroup.EMERGENCY, When.OVERDOSE),
]
HEADINGS = {(group, when): heading for group, when, heading in GROUP_ORDER}


@dataclass(frozen=True)
class NumberedSource:
    """`anchor` is its place in the answer; a source is listed once a medicine."""

    number: int
    anchor: str
    source: SourceDetails
    whole_page: bool = False


@dataclass(frozen=True)
class Entry:
    """One row of a medicine's page. `means` says in sentences what it has to do with the symptom."""

    wording: str
    qualifier: str
    frequency: str
    look_alike: bool
    means: list[str]
    heading: str
    sources: list[NumberedSource]


@dataclass(frozen=True)
class EntryGroup:
    """Rows that stand under one heading there; `url` is where."""

    group: str
    when: str
    heading: str
    lead: str
    url: str
    entries: list[Entry]


@dataclass(frozen=True)
class MedicineAnswer:
    """`groups` hold what can be taken for the symptom, or is it; `worsening` what may only make it worse; `starred` what the page
    marks as hard to tell from MS without saying from which symptom.
    """

    title: str
    url: str
    facts: Facts
    groups: list[EntryGroup]
    worsening: list[Entry]
    starred: list[str]
    footnote: str
    sources: list[NumberedSource]
    is_used_for_it: bool
    notices: list[str]
    safety_notices: list[SafetyNotice]


def answers(asked: LookUp, memory: Memory, today: date) -> list[MedicineAnswer]:
    """One for each medicine, in the order chosen; one query, however many there are. The look-up must be complete."""
    terms = _terms_about(asked.trouble, memory)
    return [_answer(row, asked.trouble, terms, memory, today) for row in live_rows(asked.medicines)]


def _terms_about(trouble: Trouble, memory: Memory) -> dict[str, SideEffectTerm]:
    terms = side_effect_terms(memory)
    if not trouble.is_symptom:
        return {trouble.code: terms[trouble.code]}
    return {code: term for code, term in terms.items() if trouble.code in term.symptoms}


def _answer(row: IndexRow, trouble: Trouble, terms: dict[str, SideEffectTerm], memory: Memory, today: date) -> MedicineAnswer:
    record, facts, url = row.revision.record, Facts.of(row), addresses.path(row.kind, row.slug)
    cited = _Cited(record, row.slug)
    about = [each for each in record.side_effects if any(term.code in terms for term in each.terms)]
    like = [each for each in about if not trouble.is_symptom or _is_like(each, trouble, terms)]
    others = [each for each in record.side_effects if each.look_alike and each not in about] if trouble.is_symptom else []
    groups = [
        _group(like, key, record, url, trouble, terms, cited) for key in URGENCY if any(_where(each) == key for each in like)
    ]
    only_worse = sorted([each for each in about if each not in like], key=lambda each: URGENCY.index(_where(each)))
    return MedicineAnswer(
        title=row.title,
        url=url,
        facts=facts,
        groups=groups,
        worsening=[_entry(each, trouble, terms, cited) for each in only_worse],
        starred=[_printed(each) for each in others],
        footnote=record.look_alike_footnote if others or any(each.look_alike for each in about) else "",
        sources=cited.found,
        is_used_for_it=trouble.is_symptom and any(use.symptom.code == trouble.code for use in record.uses),
        notices=notices(facts, today),
        safety_notices=notices_on(row.document_id, memory, today),
    )


class _Cited:
    """Numbers the sources of one medicine's entries in the order in which they are met."""

    def __init__(self, record: MedicationRecord, slug: str):
        self.by_code = {source.code: source for source in record.sources}
        self.whole_page, self.slug = record.whole_page_sources, slug
        self.found: list[NumberedSource] = []

    def of(self, row: SideEffectEntry) -> list[NumberedSource]:
        """Those of the row, or of the whole page where it names none."""
        return [self._one(self.by_code[code]) for code in row.sources or self.whole_page]

    def _one(self, source: SourceDetails) -> NumberedSource:
        known = next((each for each in self.found if each.source == source), None)
        if known is None:
            number = len(self.found) + 1
            known = NumberedSource(number, f"source-{self.slug}-{number}", source, source.code in self.whole_page)
            self.found.append(known)
        return known


def _where(row: SideEffectEntry) -> tuple[str, str]:
    return row.group, row.when


def _is_like(row: SideEffectEntry, trouble: Trouble, terms: dict[str, SideEffectTerm]) -> bool:
    return any(trouble.code in terms[term.code].resembles for term in row.terms if term.code in terms)


def _group(rows, key: tuple[str, str], record: MedicationRecord, url: str, trouble, terms, cited: _Cited) -> EntryGroup:
    leads = {(lead.group, lead.when): lead.text for lead in record.lead_sentences}
    entries = [_entry(each, trouble, terms, cited) for each in rows if _where(each) == key]
    return EntryGroup(*key, HEADINGS[key], leads.get(key, ""), f"{url}#{anchor_of(*key)}", entries)


def _printed(row: SideEffectEntry) -> str:
    """Its wording without the star, which is told besides."""
    return row.wording.replace("*", "").strip()


def _entry(row: SideEffectEntry, trouble: Trouble, terms: dict[str, SideEffectTerm], cited: _Cited) -> Entry:
    found = [terms[term.code] for term in row.terms if term.code in terms]
    return Entry(
        wording=sentence_case(_printed(row)),
        qualifier=row.qualifier,
        frequency=wording.frequency(row.frequency),
        look_alike=row.look_alike,
        means=[meaning(term, trouble, _printed(row)) for term in found] if trouble.is_symptom else [],
        heading=HEADINGS[_where(row)],
        sources=cited.of(row),
    )


def meaning(term: SideEffectTerm, trouble: Trouble, printed: str) -> str:
    """What a side effect has to do with a symptom: "Can be taken for fatigue, and may make it worse."

    The side effect is named where the page prints it in other words.
    """
    like, worsens = trouble.code in term.resembles, trouble.code in term.may_worsen
    if term.title.casefold() == trouble.title.casefold():
        by_itself = gettext("Can be a side effect as well as a symptom of MS.")
        said = gettext("%(side_effect)s can be a side effect as well as a symptom of MS.")
    elif like and worsens:
        by_itself = gettext("Can be taken for %(symptom)s, and may make it worse.")
        said = gettext("%(side_effect)s can be taken for %(symptom)s, and may make it worse.")
    elif like:
        by_itself = gettext("Can be taken for %(symptom)s.")
        said = gettext("%(side_effect)s can be taken for %(symptom)s.")
    else:
        by_itself = gettext("May make %(symptom)s worse.")
        said = gettext("%(side_effect)s may make %(symptom)s worse.")
    is_printed = term.title.casefold() == printed.casefold()
    return (by_itself if is_printed else said) % {"side_effect": term.title, "symptom": trouble.phrase}
