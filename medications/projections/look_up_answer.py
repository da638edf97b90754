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
    """One row of a medicine's page. `means` says in sentences what it has to do with the symptom; `url` is where it stands."""

    wording: str
    qualifier: str
    frequency: str
    look_alike: bool
    means: list[str]
    group: str
    when: str
    heading: str
    lead: str
    url: str
    sources: list[SourceDetails]
    whole_page: bool


@dataclass(frozen=True)
class MedicineAnswer:
    """`starred` are rows that the page marks as hard to tell from MS without saying from which symptom."""

    title: str
    url: str
    facts: Facts
    entries: list[Entry]
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
    about.sort(key=lambda each: URGENCY.index((each.group, each.when)))
    entries = [_entry(each, record, url, trouble, terms) for each in about]
    starred = [each.wording.replace("*", "") for each in record.side_effects if each.look_alike and each not in about]
    starred = starred if trouble.is_symptom else []
    return MedicineAnswer(
        title=row.title,
        url=url,
        facts=facts,
        entries=entries,
        starred=starred,
        footnote=record.look_alike_footnote if starred or any(entry.look_alike for entry in entries) else "",
        is_used_for_it=trouble.is_symptom and any(use.symptom.code == trouble.code for use in record.uses),
        notices=notices(facts, today),
        safety_notices=notices_on(row.document_id, memory, today),
    )


def _entry(row: SideEffectEntry, record: MedicationRecord, url: str, trouble: Trouble, terms) -> Entry:
    leads = {(lead.group, lead.when): lead.text for lead in record.lead_sentences}
    by_code = {source.code: source for source in record.sources}
    codes = row.sources or record.whole_page_sources
    found = [terms[term.code] for term in row.terms if term.code in terms]
    return Entry(
        wording=sentence_case(row.wording.replace("*", "")),
        qualifier=row.qualifier,
        frequency=wording.frequency(row.frequency),
        look_alike=row.look_alike,
        means=[meaning(term, trouble) for term in found] if trouble.is_symptom else [],
        group=row.group,
        when=row.when,
        heading=HEADINGS[row.group, row.when],
        lead=leads.get((row.group, row.when), ""),
        url=f"{url}#{anchor_of(row.group, row.when)}",
        sources=[by_code[code] for code in codes],
        whole_page=not row.sources,
    )


def meaning(term: SideEffectTerm, trouble: Trouble) -> str:
    """What a side effect has to do with a symptom: "Drowsiness can be taken for fatigue. It may also make fatigue worse."."""
    like, worsens = trouble.code in term.resembles, trouble.code in term.may_worsen
    if term.title.casefold() == trouble.title.casefold():
        return f"{term.title} can be a side effect as well as a symptom of MS."
    if like and worsens:
        return f"{term.title} can be taken for {trouble.phrase}. It may also make {trouble.phrase} worse."
    return f"{term.title} can be taken for {trouble.phrase}." if like else f"{term.title} may make {trouble.phrase} worse."
