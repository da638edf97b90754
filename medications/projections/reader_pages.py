"""What the page of one Document shows, around its stored text. The public view gives it the live row, a preview the row that
publishing would make, so that the two cannot drift apart.
"""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext

from medications.content.choices import DocumentKind
from medications.models import IndexRow
from medications.projections import addresses, oembed, places, related
from medications.projections.atom_feeds import OF_A_SYMPTOM
from medications.projections.facts import Facts, is_overdue
from medications.projections.memory import Memory
from medications.projections.naming_medicines import medicines_naming
from medications.projections.notices import notices
from medications.projections.safety_notices import notices_on
from medications.projections.sharing import mail_link
from medications.projections.side_effect_page import with_links
from medications.projections.structured_data import for_machines
from medications.projections.symptom_side_effects import others_to_worry_about, side_effects_like, side_effects_worsening
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
        "oembed_url": oembed.endpoint(row.slug),
        **for_machines(row, memory),
        "mail_url": mail_link(row.title, addresses.url(row.kind, row.slug), memory.profile.site_title),
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
        "feed": {
            "title": gettext("%(symptom)s: what changed") % {"symptom": row.title},
            "path": f"{addresses.path(row.kind, row.slug)}{OF_A_SYMPTOM}",
        },
        **for_machines(row, memory),
        "side_effects": side_effects_like(row.code, memory),
        "worsening": side_effects_worsening(row.code, memory),
        "others": others_to_worry_about(row.code, memory),
    }


def side_effect(row: IndexRow, memory: Memory, today: date) -> dict:
    """Context of pages/side_effect.html."""
    facts = Facts.of(row)
    return {
        "row": row,
        "facts": facts,
        "notices": notices(facts, today),
        "fragment": with_links(row.page_html, related.symptoms(memory)),
        **for_machines(row, memory),
        "groups": medicines_naming(row.code, row.title, memory),
    }


# Kind -> template and what it shows. Other kinds have no page.
PAGES: dict[str, tuple[str, Callable[[IndexRow, Memory, date], dict]]] = {
    DocumentKind.MEDICATION: ("pages/medication.html", medication),
    DocumentKind.SYMPTOM: ("pages/symptom.html", symptom),
    DocumentKind.SIDE_EFFECT: ("pages/side_effect.html", side_effect),
}
