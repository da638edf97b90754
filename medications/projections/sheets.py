"""Sheets to take along: the page of a medicine cut down for one reader and one purpose, from the very version that is public.

A reader's sheet is short and in large print; one for somebody who helps says what to watch for; one for a clinician is the whole
text with what identifies it. None says anything that the page does not say.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from medications.content import markdown
from medications.content.choices import SideEffectGroup, StatementKind, UseStatus
from medications.content.citations import References, cited_keys, without_citations
from medications.content.phrases import sentence_case
from medications.content.reuse import Place, refusing
from medications.content.schema import MedicationRecord, SideEffectEntry, SourceDetails, Use
from medications.models import IndexRow, Revision
from medications.projections import addresses, places, wording
from medications.projections.facts import Facts
from medications.projections.medication_page import GROUP_ORDER
from medications.projections.memory import Memory
from medications.projections.notices import notices
from medications.projections.safety_notices import notices_on
from medications.projections.trusted import trusted

MOST_SOURCES = 3  # named on a short sheet; the rest are counted


class Sheet(TextChoices):
    """For whom. The label is what the reader chooses by."""

    READER = "reader", _("For me, in large print")
    CARER = "carer", _("For someone who helps me")
    CLINICIAN = "clinician", _("For my doctor, nurse or pharmacist")


@dataclass(frozen=True)
class Group:
    """Side effects by what to do. `lead` is the page's own sentence on them."""

    heading: str
    lead: str
    items: list[str]
    is_emergency: bool


@dataclass(frozen=True)
class Boxed:
    heading: str
    html: SafeString


@dataclass(frozen=True)
class ShortText:
    """What reader and carer get of the record; without note numbers, which nobody can follow on a sheet without the list."""

    pronunciation: str
    brands: str
    uses: list[str]
    boxed: list[Boxed]
    stopping: list[SafeString]
    missed_dose: list[SafeString]
    groups: list[Group]
    footnote: str
    sources: list[str]
    more_sources: int

    @property
    def urgent(self) -> list[Group]:
        return [group for group in self.groups if group.is_emergency]

    @property
    def to_tell(self) -> list[Group]:
        return [group for group in self.groups if not group.is_emergency]


def sheet(row: IndexRow, memory: Memory, today: date, kind: Sheet) -> dict:
    """Context of pages/card.html. `row` has `page_html`. The text is left out where its sources do not permit print."""
    revision = Revision.objects.get(pk=row.revision_id)
    facts, refused = Facts.of(row), refusing(revision.record, Place.PRINT)
    whole = kind == Sheet.CLINICIAN and not refused
    return {
        "row": row,
        "kind": kind,
        "forms": [(each, f"?for={each.value}") for each in Sheet],
        "facts": facts,
        "notices": notices(facts, today),
        "safety_notices": notices_on(row.document_id, memory, today),
        "revision_number": revision.number,
        "page_address": addresses.absolute(addresses.path(row.kind, row.slug)),
        "refused": [source.title for source in refused],
        "short": None if refused or whole else short_text(revision.record, kind),
        "fragment": places.filled(row.page_html, memory, today) if whole else "",
    }


def short_text(record: MedicationRecord, kind: Sheet) -> ShortText:
    """A reader's sheet has no side effects that usually settle; one for a carer has all of them."""
    boxed = [part for part in record.sections if part.boxed]
    left_out = {SideEffectGroup.USUALLY_SETTLES} if kind == Sheet.READER else set()
    rows = [row for row in record.side_effects if row.group not in left_out]
    texts = [part.body for part in boxed] + [part.text for part in record.at_a_glance if part.kind != StatementKind.POINT]
    sources = _sources(record, texts, rows)
    return ShortText(
        pronunciation=record.pronunciation,
        brands=", ".join(dict.fromkeys(brand.name for brand in record.brand_names)),
        uses=[_use(use) for use in sorted(record.uses, key=lambda use: not use.primary)],
        boxed=[Boxed(part.heading, _plain(markdown.render, part.body)) for part in boxed],
        stopping=_statements(record, StatementKind.STOPPING),
        missed_dose=_statements(record, StatementKind.MISSED_DOSE),
        groups=_groups(record, rows),
        footnote=record.look_alike_footnote if any(row.look_alike for row in rows) else "",
        sources=sources[:MOST_SOURCES],
        more_sources=len(sources[MOST_SOURCES:]),
    )


def _plain(render, text: str) -> SafeString:
    return trusted(render(without_citations(text), References.over(())))


def _statements(record: MedicationRecord, kind: StatementKind) -> list[SafeString]:
    return [_plain(markdown.render_inline, part.text) for part in record.at_a_glance if part.kind == kind]


def _use(use: Use) -> str:
    """ "MS-related pain (at night), off-label"."""
    qualifier = f" ({use.qualifier})" if use.qualifier else ""
    status = f", {wording.label(UseStatus(use.status))}" if use.status in (UseStatus.OFF_LABEL, UseStatus.UNAPPROVED) else ""
    return f"{sentence_case(use.symptom.label)}{qualifier}{status}"


def _groups(record: MedicationRecord, rows: list[SideEffectEntry]) -> list[Group]:
    leads = {(lead.group, lead.when): lead.text for lead in record.lead_sentences}
    found = []
    for group, when, heading in GROUP_ORDER:
        items = [_item(row) for row in rows if (row.group, row.when) == (group, when)]
        if items:
            found.append(Group(heading, leads.get((group, when), ""), items, group == SideEffectGroup.EMERGENCY))
    return found


def _item(row: SideEffectEntry) -> str:
    star = "*" if row.look_alike and "*" not in row.wording else ""
    return f"{row.wording}{star}{f' ({row.qualifier})' if row.qualifier else ''}"


def _sources(record: MedicationRecord, texts: list[str], rows: list[SideEffectEntry]) -> list[str]:
    """Of what stands on the sheet, in the order in which it cites them; those of the whole page last. Each with its date."""
    codes = [
        *(code for use in record.uses for code in use.sources),
        *(key for text in texts for key in cited_keys(text)),
        *(code for row in rows for code in row.sources),
        *record.whole_page_sources,
    ]
    by_code = {source.code: source for source in record.sources}
    return [_source(by_code[code]) for code in dict.fromkeys(codes) if code in by_code]


def _source(source: SourceDetails) -> str:
    return ", ".join(filter(None, [source.title, source.publisher, wording.partial_day(source.issued or source.accessed)]))
