"""Two to four medicines side by side: what was asked, and what stands in each column. It ranks nothing."""

import re
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from medications.content import ageing
from medications.content.choices import SectionKind
from medications.content.schema import MedicationRecord
from medications.models import IndexRow, SafetyNotice
from medications.projections import addresses, related, wording
from medications.projections.chosen_medicines import Chosen, Medicine, chosen, live_rows, medicines
from medications.projections.facts import Facts
from medications.projections.medication_page import GROUP_ORDER, MedicationPage, SideEffectPart, medication_page
from medications.projections.memory import Memory
from medications.projections.naming_medicines import anchor_of
from medications.projections.notices import notices
from medications.projections.question import IGNORED
from medications.projections.safety_notices import notices_on
from medications.projections.side_effect_terms import side_effect_terms
from medications.projections.trusted import trusted

LEAST, MOST = 2, 4
WARNING_KINDS = (SectionKind.PRECAUTIONS, SectionKind.PREGNANCY, SectionKind.INTERACTIONS, SectionKind.OVERDOSE)
MOST_PROPOSED = 12  # medicines to compare one with
NOTE_ID, NOTE_LINK = re.compile(r' id="note-[^"]*"'), re.compile(r'href="(#source-[^"]*" aria-label="[^"]*)"')


@dataclass(frozen=True)
class Asked:
    """`faults` are sentences about what cannot be answered; `proposed` are medicines used for the same as the only one chosen."""

    chosen: Chosen
    faults: list[str]
    proposed: list[Medicine]

    @property
    def medicines(self) -> tuple[Medicine, ...]:
        return self.chosen.medicines

    @property
    def is_wrong(self) -> bool:
        return bool(self.faults or self.chosen.unclear)

    @property
    def is_complete(self) -> bool:
        return not self.is_wrong and LEAST <= len(self.medicines) <= MOST

    @property
    def address(self) -> str:
        return "?" + urlencode([("medication", each.slug) for each in self.medicines])


@dataclass(frozen=True)
class Column:
    """One medicine. Note numbers in `page` lead to the sources on the medicine's own page."""

    title: str
    url: str
    page: MedicationPage
    generic_is_old: bool  # the claim whether a generic is available
    notices: list[str]
    safety_notices: list[SafetyNotice]

    @property
    def warnings(self) -> list[tuple[str, str]]:
        """Anchor and heading of each section on whom it is not for, and what does not go with it: too long to stand here."""
        return [(part.anchor, part.heading) for part in self.page.sections if part.kind in WARNING_KINDS]


@dataclass(frozen=True)
class GroupRow:
    """One group of side effects; a cell is None where a medicine lists nothing in it."""

    heading: str
    group: str
    cells: list[tuple[Column, SideEffectPart | None]]


@dataclass(frozen=True)
class Shared:
    """A side effect that several of them list: where each does."""

    title: str
    url: str
    places: list[tuple[str, list[str]]]


@dataclass(frozen=True)
class Comparison:
    columns: list[Column]
    groups: list[GroupRow]
    shared: list[Shared]

    @property
    def titles(self) -> list[str]:
        return [column.title for column in self.columns]

    @property
    def names(self) -> str:
        """ "Baclofen, dantrolene and tizanidine"."""
        return wording.listed(self.titles)


def asked(params: QueryDict, memory: Memory) -> Asked:
    picked = chosen(params.getlist("medication"), memory)
    faults = [
        gettext("This page takes no “%(name)s”.") % {"name": name[:40]} for name in params if name not in {"medication", *IGNORED}
    ][:1]
    if len(picked.medicines) > MOST:
        said = gettext("Compare at most %(most)s medicines at a time. You chose %(number)s: leave some out.")
        faults.append(said % {"most": MOST, "number": len(picked.medicines)})
    proposed = _proposed(picked.medicines[0], memory) if len(picked.medicines) == 1 else []
    return Asked(picked, faults, proposed)


def comparison(question: Asked, memory: Memory, today: date) -> Comparison:
    """In one query, however many there are. The question must be complete."""
    found = live_rows(question.medicines)
    records = [row.revision.record for row in found]
    columns = [_column(row, record, memory, today) for row, record in zip(found, records, strict=True)]
    return Comparison(columns, _groups(columns), _shared(columns, records, memory))


def _proposed(one: Medicine, memory: Memory) -> list[Medicine]:
    """Others that are used for the same symptoms, those of its first use first."""
    row = IndexRow.objects.filter(pk=one.document_id).select_related("revision").first()
    uses = sorted(row.revision.record.uses, key=lambda use: not use.primary) if row else []
    by_document = {each.document_id: each for each in medicines(memory).values()}
    codes = dict.fromkeys(use.symptom.code for use in uses)
    found = dict.fromkeys(member.document_id for code in codes for member in related.members(code, memory))
    return [by_document[pk] for pk in found if pk != one.document_id and pk in by_document][:MOST_PROPOSED]


def _column(row: IndexRow, record: MedicationRecord, memory: Memory, today: date) -> Column:
    url, facts, as_of = addresses.path(row.kind, row.slug), Facts.of(row), record.generic_available.as_of
    return Column(
        title=row.title,
        url=url,
        page=elsewhere(medication_page(record, facts), url, escape(row.title)),
        generic_is_old=bool(as_of) and ageing.is_old(ageing.first_day(as_of), today, years=ageing.CLAIM),
        notices=notices(facts, today),
        safety_notices=notices_on(row.document_id, memory, today),
    )


def elsewhere(part: Any, url: str, title: str) -> Any:
    """A part of a medicine's page as it stands on another page: its note numbers lead to the sources of the page at `url`,
    and are heard with its title, given as HTML.
    """
    if isinstance(part, SafeString):
        return trusted(NOTE_LINK.sub(lambda found: f'href="{url}{found[1]}: {title}"', NOTE_ID.sub("", part)))
    if isinstance(part, list):
        return [elsewhere(each, url, title) for each in part]
    if is_dataclass(part) and not isinstance(part, Facts):
        return replace(part, **{each.name: elsewhere(getattr(part, each.name), url, title) for each in fields(part)})
    return part


def _groups(columns: list[Column]) -> list[GroupRow]:
    """Those in which at least one of them lists something."""
    found = []
    for group, when, heading in GROUP_ORDER:
        cells = [(column, _part(column, anchor_of(group, when))) for column in columns]
        if any(part for _, part in cells):
            found.append(GroupRow(heading, group, cells))
    return found


def _part(column: Column, anchor: str) -> SideEffectPart | None:
    return next((part for part in column.page.side_effects if part.anchor == anchor), None)


def _shared(columns: list[Column], records: list[MedicationRecord], memory: Memory) -> list[Shared]:
    """Those that most of them list come first, then by name."""
    places: dict[str, dict[str, list[str]]] = {}
    labels = {}
    headings = {(group, when): heading for group, when, heading in GROUP_ORDER}
    for column, record in zip(columns, records, strict=True):
        for row in record.side_effects:
            for term in row.terms:
                labels[term.code] = term.label
                said = places.setdefault(term.code, {}).setdefault(column.title, [])
                if headings[row.group, row.when] not in said:
                    said.append(headings[row.group, row.when])
    terms = side_effect_terms(memory)
    shared = [
        Shared(terms[code].title if code in terms else labels[code], terms[code].url if code in terms else "", list(by.items()))
        for code, by in places.items()
        if len(by) > 1
    ]
    return sorted(shared, key=lambda each: (-len(each.places), each.title.casefold()))
