"""What the partner API must say of a record that is public, was withdrawn, or lost the text of an old publication."""

import json
import re
from collections.abc import Iterator
from urllib.parse import urlencode

from medications.content.choices import ChangeKind, DocumentKind
from medications.delivery.looking import REBUILD, Look, leads_to, listed, lists, status_in_words
from medications.delivery.own_answers import Answer
from medications.delivery.surfaces_of_pages import MOST_PAGES, MOST_SLUGS, MOST_VERSIONS, listed_questions
from medications.models import ChangeStream
from medications.projections import addresses
from medications.projections.addresses import API, RECORDS
from medications.projections.public_state import PublicState

WITHDRAWN, TEXT, REMOVED = "says that it is withdrawn (410)", "its text, or why it is withheld", "says why it is gone (410)"


def record(state: PublicState) -> Iterator[Look]:
    """By every slug it had, and by UUID."""
    here, publication = RECORDS[state.kind], state.publication
    current = f"the record, number {publication.number}, digest {publication.revision.digest[:12]}…"
    for key in dict.fromkeys([str(publication.document_id), state.slug, *state.slugs[:MOST_SLUGS]]):
        former = key not in (str(publication.document_id), state.slug)
        expected = WITHDRAWN if state.withdrawn else leads_to(f"{here}{state.slug}/") if former else current
        yield Look(f"{here}{key}/", expected, _record, REBUILD)


def canonical(state: PublicState) -> Iterator[Look]:
    for index, version in enumerate(state.versions):
        if index < MOST_VERSIONS or version.is_removed:
            expected = REMOVED if state.withdrawn or version.is_removed else TEXT
            yield Look(f"{RECORDS[state.kind]}{state.slug}/revisions/{version.number}/canonical", expected, _canonical)


def in_lists(state: PublicState) -> Iterator[Look]:
    found = lists(f'"uuid":"{state.publication.document_id}"')
    if state.kind == DocumentKind.MEDICATION:
        questions = [f"?{each}&page=1" for each in listed_questions(state)]
    else:
        questions = [f"?{urlencode({'code': state.record.code})}"]
    for question in questions:
        address = f"{RECORDS[state.kind]}{question}"
        yield Look(address, listed(not state.withdrawn), _refused_is_not_listed(found), REBUILD, pages=MOST_PAGES)


def feed(state: PublicState) -> Iterator[Look]:
    """The last thing that happened to it, unless it was told in a stream that is over."""
    newest = state.newest
    if newest.stream_id == ChangeStream.objects.latest().pk:
        address = f"{API}changes/?stream={newest.stream_id}&after={newest.sequence - 1}"
        yield Look(address, _told(newest.kind, newest.publication_number, str(newest.document_id), newest.note), _first_change)


def embedded(state: PublicState) -> Iterator[Look]:
    """In frames on other sites, by every slug it had."""
    current = f"the page, version {state.publication.number}"
    for slug in dict.fromkeys([state.slug, *state.slugs[:MOST_SLUGS]]):
        former = slug != state.slug
        expected = WITHDRAWN if state.withdrawn else leads_to(addresses.embed_path(state.slug)) if former else current
        yield Look(addresses.embed_path(slug), expected, _embedded, REBUILD)


def oembed(state: PublicState) -> Iterator[Look]:
    here = addresses.absolute(addresses.embed_path(state.slug))
    current = "leads to its frame"

    def found(answer: Answer) -> str:
        if answer.status == 410:
            return _record(answer)
        return current if answer.status == 200 and here in json.loads(answer.body)["html"] else status_in_words(answer)

    for slug in dict.fromkeys([state.slug, *state.slugs[:MOST_SLUGS]]):
        address = f"{API}oembed/?{urlencode({'url': addresses.absolute(state.path_of(slug))})}"
        yield Look(address, WITHDRAWN if state.withdrawn else current, found, REBUILD)


def _embedded(answer: Answer) -> str:
    if answer.status == 410:
        return WITHDRAWN if "was withdrawn" in answer.body else status_in_words(answer)
    version = re.search(r"Version (\d+)\.", answer.body)
    return f"the page, version {version[1]}" if answer.status == 200 and version else status_in_words(answer)


def _record(answer: Answer) -> str:
    if answer.status == 410:
        return WITHDRAWN if json.loads(answer.body).get("withdrawn_at") else status_in_words(answer)
    if answer.status != 200:
        return status_in_words(answer)
    told = json.loads(answer.body)
    return f"the record, number {told['publication_number']}, digest {told['digest'][:12]}…"


def _canonical(answer: Answer) -> str:
    if answer.status == 410 and json.loads(answer.body).get("reason"):
        return REMOVED
    return TEXT if answer.status in (200, 403) else status_in_words(answer)


def _refused_is_not_listed(found):
    """A letter that no medicine begins with any more is refused with 400."""
    return lambda answer: found(Answer(404, "", answer.body) if answer.status == 400 else answer)


def _first_change(answer: Answer) -> str:
    if answer.status != 200:
        return status_in_words(answer)
    results = json.loads(answer.body)["results"]
    if not results:
        return "tells nothing"
    first = results[0]
    return _told(first["kind"], first["publication_number"], first["document"]["uuid"], first["reason"] or "")


def _told(kind: str, number: int, uuid: str, reason: str) -> str:
    why = f", because: {reason}" if kind in (ChangeKind.WITHDRAWN, ChangeKind.SUPPRESSED) else ""
    return f"tells “{kind}” of publication {number} of {uuid[:8]}…{why}"
