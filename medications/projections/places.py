"""What depends on the day or on the society profile, in a stored page: publishing leaves a place for it, a request fills it."""

import re
from datetime import date

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from medications.content import ageing
from medications.projections.memory import Memory
from medications.projections.trusted import trusted

CONTACTS = "<!--emergency-contacts-->"
MEDICATIONS = "<!--medications-->"
AGE = "<!--age-->"
WHY = "<!--why-->"
CLAIM = re.compile(r"<!--claim-of:([0-9-]+)-->")


def filled(html: str, memory: Memory, today: date) -> SafeString:
    """A medicine's page, with the society's emergency numbers, and with a word after each claim that has grown old."""
    contacts = memory.get("contacts", lambda: render_to_string("components/emergency_contacts.html", {"profile": memory.profile}))
    stale = memory.get("stale claim", lambda: render_to_string("components/stale_claim.html"))

    def said_of(claim: re.Match) -> str:
        return stale if ageing.is_old(ageing.first_day(claim[1]), today, years=ageing.CLAIM) else ""

    return trusted(CLAIM.sub(said_of, html.replace(CONTACTS, contacts)))


def filled_row(html: str, last_updated: date, memory: Memory, today: date, why: SafeString | str = "") -> SafeString:
    """A medicine's line in a list, with a word on its age if its text is old. `why` is HTML of ours on what it is listed for."""
    old = memory.get("old text", lambda: render_to_string("components/old_text.html"))
    return trusted(html.replace(AGE, old if is_old_text(last_updated, today) else "").replace(WHY, why))


def is_old_text(last_updated: date, today: date) -> bool:
    return ageing.is_old(last_updated, today, years=ageing.TEXT)
