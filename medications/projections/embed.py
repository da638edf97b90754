"""What stands of a medicine's page in a frame on another site: the few things nobody may miss, from the version that is public.

Partners show it beside texts of their own, so it says itself who answers for it, on what basis and from when it is. Where the
sources do not permit the text to be passed on, it is a stub: names, uses, safety notices, and the reason.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from medications.content import markdown
from medications.content.choices import StatementKind
from medications.content.citations import References, without_citations
from medications.content.schema import MedicationRecord
from medications.models import IndexRow, Revision
from medications.projections import addresses
from medications.projections.facts import Facts
from medications.projections.memory import Memory
from medications.projections.notices import notices
from medications.projections.safety_notices import notices_on
from medications.projections.sheets import Sheet, ShortText, short_text
from medications.projections.trusted import trusted
from medications.projections.withdrawn import Withdrawn
from medications.projections.withheld import withheld

THEMES = ("light", "dark")  # a partner's page may have one only; otherwise the reader's device decides


@dataclass(frozen=True)
class Embedded:
    """`short` has no text but names and uses where `withheld` says why."""

    title: str
    page_url: str
    short: ShortText
    points: list[SafeString]
    facts: Facts
    notices: list[str]
    safety_notices: list
    source_count: int
    withheld: str


def embedded(row: IndexRow, memory: Memory, today: date) -> Embedded:
    record, facts = Revision.objects.get(pk=row.revision_id).record, Facts.of(row)
    reason = withheld(record)
    return Embedded(
        title=row.title,
        page_url=addresses.url(row.kind, row.slug),
        short=short_text(_facts_only(record) if reason else record, Sheet.READER),
        points=[] if reason else _points(record),
        facts=facts,
        notices=notices(facts, today),
        safety_notices=notices_on(row.document_id, memory, today),
        source_count=len(record.sources),
        withheld=reason["reason"] if reason else "",
    )


def read_on(found: Withdrawn) -> tuple[str, str]:
    """Where the frame of a withdrawn page points: address and title; nothing if there is no page to read."""
    if found.read_instead and found.read_instead.path:
        return addresses.absolute(found.read_instead.path), found.read_instead.title
    return (addresses.absolute(found.path), f"{found.title}, as it read") if found.stays_readable else ("", "")


def _points(record: MedicationRecord) -> list[SafeString]:
    texts = [part.text for part in record.at_a_glance if part.kind == StatementKind.POINT]
    return [trusted(markdown.render_inline(without_citations(text), References.over(()))) for text in texts]


def _facts_only(record: MedicationRecord) -> MedicationRecord:
    uses = tuple(use.model_copy(update={"qualifier": "", "note": ""}) for use in record.uses)
    return record.model_copy(update={"uses": uses, "sections": (), "at_a_glance": (), "side_effects": ()})
