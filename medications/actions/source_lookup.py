"""A DOI, an ISBN or a web address -> what the source is, asked of those who know: doi.org, openlibrary.org, the page itself.

Nothing is written. Whatever goes wrong on the way, what was typed comes back, with a sentence that says why there is no more.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from medications.actions.source_codes import free_code
from medications.actions.source_twins import twin
from medications.content import csl, open_library
from medications.content.choices import SourceType
from medications.content.identifiers import Identifier, doi_address, identified
from medications.content.looked_up import LookedUp
from medications.delivery.outgoing import Outgoing
from medications.delivery.outgoing_errors import OutgoingError
from medications.errors import NotAllowed, PortalError
from medications.importing import source_page
from medications.importing.decode import ImportRefused, decode
from medications.models import Source
from medications.permissions import Act, may

SECONDS = 8
MOST_BYTES = 2_000_000
CSL_JSON = "application/vnd.citationstyles.csl+json"
BY_HAND = "Please fill in the rest yourself."
ASK = {"doi": "doi.org", "isbn": "openlibrary.org"}
WHAT = {"doi": "DOI", "isbn": "ISBN"}
TYPES = {"doi": SourceType.ARTICLE, "isbn": SourceType.BOOK, "url": SourceType.WEBPAGE}


class NothingFound(Exception):
    """There is an answer, but it says nothing of the source. The message says why, in a sentence."""


@dataclass(frozen=True)
class Lookup:
    """`values` are what to put in the form, by field; `said` is what came of asking. `here`: there is such a source already,
    and nothing was put together.
    """

    values: dict[str, str] = field(default_factory=dict)
    said: str = ""
    here: Source | None = None


def look_up(*, typed: str, by, now: datetime, another: bool = False) -> Lookup:
    """`another`: also if there is such a source already. Raises NotAllowed; PortalError for what names no source."""
    if not may(by, Act.EDIT):
        raise NotAllowed("Your role does not allow you to add sources.")
    try:
        wanted = identified(typed)
    except ValueError as error:
        raise PortalError(str(error)) from error
    known = {wanted.kind: wanted.value}
    here = None if another else twin(**known)
    if here:
        return Lookup(here=here)
    found, said = _asked(wanted)
    here = None if another else twin(doi=found.doi, isbn=found.isbn)
    if here:
        return Lookup(here=here)
    if wanted.kind == "doi":
        known["url"] = doi_address(wanted.value)
    values = {"type": TYPES[wanted.kind]} | found.values | known
    values["accessed"] = timezone.localdate(now).isoformat()
    if found.title:
        values["code"] = free_code(maker=found.maker or found.title, issued=found.issued)
    return Lookup(values=values, said=said)


def _asked(wanted: Identifier) -> tuple[LookedUp, str]:
    """What the other site says, and the sentence for the person who asked."""
    try:
        found, who = _answer(wanted)
    except OutgoingError as error:
        return LookedUp(), f"Nothing could be looked up. {error} {BY_HAND}"
    except NothingFound as error:
        return LookedUp(), f"{error} {BY_HAND}"
    return found, f"Filled in from {who}. Please check every field; the grade is yours to choose."


def _answer(wanted: Identifier) -> tuple[LookedUp, str]:
    if wanted.kind == "url":
        return _of_page(wanted.value)
    site = ASK[wanted.kind]
    unknown = NothingFound(f"{site} does not know this {WHAT[wanted.kind]}.")
    if wanted.kind == "doi":
        found = csl.read(_json(doi_address(wanted.value), CSL_JSON, site, unknown))
    else:
        asking = f"https://openlibrary.org/api/books?bibkeys=ISBN:{wanted.value}&format=json&jscmd=data"
        found = open_library.read(_json(asking, "application/json", site, unknown), wanted.value)
    if found is None or not found.title:
        raise unknown
    return found, site


def _json(url: str, accept: str, site: str, unknown: NothingFound) -> object:
    answer = Outgoing().get(url, accept=accept, seconds=SECONDS, most=MOST_BYTES)
    if answer.status in (404, 410):
        raise unknown
    if answer.status != 200:
        raise NothingFound(f"{site} gave no answer that can be used ({answer.status}).")
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise NothingFound(f"{site} gave no answer that can be used.") from error


def _of_page(url: str) -> tuple[LookedUp, str]:
    answer = Outgoing().get(url, accept="text/html", seconds=SECONDS, most=MOST_BYTES)
    if answer.status != 200:
        raise NothingFound(f"The site did not show the page ({answer.status}).")
    if "html" not in answer.headers.get("content-type", "html").lower():
        raise NothingFound("At this address is a file, not a web page, so its title could not be read.")
    try:
        found = source_page.read(decode(answer.body))
    except ImportRefused as error:
        raise NothingFound("What stands at this address could not be read.") from error
    if not found.title:
        raise NothingFound("The page does not say what it is called.")
    return found, "the page itself"
