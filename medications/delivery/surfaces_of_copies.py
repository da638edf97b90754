"""What partners must be told of their copies of a page: its versions, and whether a copy is still what the public reads."""

import json
from collections.abc import Iterator

from medications.delivery import export
from medications.delivery.looking import REBUILD, Look, listed, lists, status_in_words
from medications.delivery.own_answers import Answer
from medications.delivery.surfaces_of_pages import MOST_VERSIONS
from medications.delivery.surfaces_of_partners import REMOVED, WITHDRAWN
from medications.projections.addresses import API, RECORDS
from medications.projections.public_state import PublicState

UP_TO_DATE = "holds its last change"
VERSION, FRESH, NOT_FRESH = "the version", "says that a copy is as it should be", "says that a copy must be taken down"


def revisions(state: PublicState) -> Iterator[Look]:
    removed = sum(version.is_removed for version in state.versions)
    expected = WITHDRAWN if state.withdrawn else _versions(len(state.versions), removed)
    yield Look(f"{RECORDS[state.kind]}{state.slug}/revisions/", expected, _revisions)


def versions(state: PublicState) -> Iterator[Look]:
    for index, version in enumerate(state.versions):
        if index < MOST_VERSIONS or version.is_removed:
            expected = REMOVED if state.withdrawn or version.is_removed else VERSION
            yield Look(f"{RECORDS[state.kind]}{state.slug}/revisions/{version.number}/", expected, _version)


def freshness(state: PublicState) -> Iterator[Look]:
    """Asked as a partner would who has what was public last."""
    publication = state.publication
    copy = {
        "uuid": str(publication.document_id),
        "digest": publication.revision.digest,
        "publication_number": publication.number,
    }
    expected = NOT_FRESH if state.withdrawn else FRESH
    yield Look(f"{API}freshness/", expected, _freshness, sent=json.dumps({"records": [copy]}).encode())


def manifest(state: PublicState) -> Iterator[Look]:
    """It holds the last thing that happened to it."""
    yield Look(f"{API}export/", UP_TO_DATE, lambda answer: _up_to_date(answer, state.newest))


def files(state: PublicState) -> Iterator[Look]:
    for name in (export.NDJSON, export.CSV):
        yield Look(f"{API}export/{name}", listed(not state.withdrawn), lists(str(state.publication.document_id)), REBUILD)


def _up_to_date(answer: Answer, newest) -> str:
    if answer.status != 200:
        return status_in_words(answer)
    told = json.loads(answer.body)
    is_newer = told["stream"] != str(newest.stream_id) or told["sequence"] >= newest.sequence
    return UP_TO_DATE if is_newer else f"ends at change {told['sequence']}, before the last one"


def _versions(number: int, removed: int) -> str:
    return f"{number} versions, {removed} removed"


def _revisions(answer: Answer) -> str:
    if answer.status == 410:
        return WITHDRAWN
    if answer.status != 200:
        return status_in_words(answer)
    lines = json.loads(answer.body)["results"]
    return _versions(len(lines), sum(line["is_removed"] for line in lines))


def _version(answer: Answer) -> str:
    if answer.status == 410 and json.loads(answer.body).get("reason"):
        return REMOVED
    return VERSION if answer.status == 200 else status_in_words(answer)


def _freshness(answer: Answer) -> str:
    if answer.status != 200:
        return status_in_words(answer)
    results = json.loads(answer.body)["results"]
    if not results:
        return FRESH
    return NOT_FRESH if results[0]["status"] == "withdrawn" else f"says that a copy is {results[0]['status']}"
