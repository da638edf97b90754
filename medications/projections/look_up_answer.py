"""Could it be my MS? What the page of each chosen medicine says, set beside the symptom. Nothing is concluded from it."""

from dataclasses import dataclass
from datetime import date

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
class Entry:
    """One row of a medicine's page. `means` says in sentences what it has to do with the symptom."""

    wording: str
    qualifier: str
    frequency: str
    look_alike: bool
    means: list[str]
    sources: list[SourceDetails]
    whole_page: bool


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
    """`starred` are rows that the page marks as hard to tell from MS without saying from which symptom."""

    title: str
    url: str
    facts: Facts
    groups: list[EntryGroup]
    starred: list[str]
    footnote: str
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
    about = [each for each in record.side_effects if any(term.code in terms for term in each.terms)]
    others = [each for each in record.side_effects if each.look_alike and each not in about] if trouble.is_symptom else []
    leads = {(lead.group, lead.when): lead.text for lead in record.lead_sentences}
    groups = [
        EntryGroup(
            group=group,
            when=when,
            heading=HEADINGS[group, when],
            lead=leads.get((group, when), ""),
            url=f"{url}#{anchor_of(group, when)}",
            entries=[_entry(each, record, trouble, terms) for each in about if (each.group, each.when) == (group, when)],
        )
        for group, when in URGENCY
        if any((each.group, each.when) == (group, when) for each in about)
    ]
    return MedicineAnswer(
        title=row.title,
        url=url,
        facts=facts,
        groups=groups,
        starred=[_printed(each) for each in others],
        footnote=record.look_alike_footnote if others or any(each.look_alike for each in about) else "",
        is_used_for_it=trouble.is_symptom and any(use.symptom.code == trouble.code for use in record.uses),
        notices=notices(facts, today),
        safety_notices=notices_on(row.document_id, memory, today),
    )


def _printed(row: SideEffectEntry) -> str:
    """Its wording without the star, which is told besides."""
    return row.wording.replace("*", "").strip()


def _entry(row: SideEffectEntry, record: MedicationRecord, trouble: Trouble, terms: dict[str, SideEffectTerm]) -> Entry:
    by_code = {source.code: source for source in record.sources}
    found = [terms[term.code] for term in row.terms if term.code in terms]
    return Entry(
        wording=sentence_case(_printed(row)),
        qualifier=row.qualifier,
        frequency=wording.frequency(row.frequency),
        look_alike=row.look_alike,
        means=[meaning(term, trouble, _printed(row)) for term in found] if trouble.is_symptom else [],
        sources=[by_code[code] for code in row.sources or record.whole_page_sources],
        whole_page=not row.sources,
    )


def meaning(term: SideEffectTerm, trouble: Trouble, printed: str) -> str:
    """What a side effect has to do with a symptom: "Can be taken for fatigue, and may make it worse."

    The side effect is named where the page prints it in other words.
    """
    like, worsens = trouble.code in term.resembles, trouble.code in term.may_worsen
    if term.title.casefold() == trouble.title.casefold():
        said = "can be a side effect as well as a symptom of MS."
    elif like and worsens:
        said = f"can be taken for {trouble.phrase}, and may make it worse."
    else:
        said = f"can be taken for {trouble.phrase}." if like else f"may make {trouble.phrase} worse."
    is_printed = term.title.casefold() == printed.casefold()
    return sentence_case(said) if is_printed else f"{term.title} {said}"
