"""What the page of one Document shows, around its stored text. The public view gives it the live row, a preview the row that
publishing would make, so that the two cannot drift apart.
"""

from collections.abc import Callable
from datetime import date

from medications.content.choices import DocumentKind
from medications.models import IndexRow
from medications.projections import places, related
from medications.projections.facts import Facts, is_overdue
from medications.projections.memory import Memory
from medications.projections.notices import notices
from medications.projections.safety_notices import notices_on
from medications.projections.symptom_side_effects import side_effects_like
from medications.projections.trusted import trusted


def medication(row: IndexRow, memory: Memory, today: date) -> dict:
    """Context of pages/medication.html."""
    facts = Facts.of(row)
    return {
        "row": row,
        "notices": notices(facts, today),
        "safety_notices": notices_on(row.document_id, memory, today),
        "overdue": is_overdue(facts, today),
        "fragment": places.filled(row.page_html, memory, today),
        "related": related.related(row, memory),
    }


def symptom(row: IndexRow, memory: Memory, today: date) -> dict:
    """Context of pages/symptom.html."""
    facts = Facts.of(row)
    before, _, after = row.page_html.partition(places.MEDICATIONS)
    return {
        "row": row,
        "facts": facts,
        "notices": notices(facts, today),
        "before": trusted(before),
        "after": trusted(after),
        "medications": related.aged_members(row.code, memory, today),
        "side_effects": side_effects_like(row.code, memory),
    }


# Kind -> template and what it shows. Other kinds have no page.
PAGES: dict[str, tuple[str, Callable[[IndexRow, Memory, date], dict]]] = {
    DocumentKind.MEDICATION: ("pages/medication.html", medication),
    DocumentKind.SYMPTOM: ("pages/symptom.html", symptom),
}
