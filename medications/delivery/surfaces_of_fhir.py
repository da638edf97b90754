"""What the FHIR facade must say of a medicine that is public, was withdrawn, or lost the text of an old version."""

import json
from collections.abc import Iterator

from medications.delivery.looking import REBUILD, Look, listed, lists, status_in_words
from medications.delivery.own_answers import Answer
from medications.delivery.surfaces_of_pages import MOST_VERSIONS
from medications.projections.fhir import clinical_use, medication_knowledge
from medications.projections.fhir.coding import BASE
from medications.projections.public_state import PublicState

MEDICINE, USE = f"{BASE}{medication_knowledge.TYPE}", f"{BASE}{clinical_use.TYPE}"
GONE = "says that it is gone (410)"


def read(state: PublicState) -> Iterator[Look]:
    """The medicine, and the first of its uses."""
    expected = GONE if state.withdrawn else _version(state.publication.number)
    for address in _addresses(state):
        yield Look(address, expected, _resource, REBUILD)


def versions(state: PublicState) -> Iterator[Look]:
    for index, version in enumerate(state.versions):
        if index < MOST_VERSIONS or version.is_removed:
            expected = GONE if state.withdrawn or version.is_removed else _version(version.number)
            yield Look(f"{MEDICINE}/{state.publication.document_id}/_history/{version.number}", expected, _resource)
    newest = state.publication.number
    if not state.withdrawn and all(version.number != newest or not version.is_removed for version in state.versions):
        for address in _addresses(state):
            yield Look(f"{address}/_history/{newest}", _version(newest), _resource)


def found(state: PublicState) -> Iterator[Look]:
    document = state.publication.document_id
    for address, text in (
        (f"{MEDICINE}?_id={document}", f'"id":"{document}"'),
        (f"{USE}?medication={document}", f'"id":"{document}.'),
    ):
        yield Look(address, listed(not state.withdrawn), lists(text), REBUILD)


def _addresses(state: PublicState) -> Iterator[str]:
    document = str(state.publication.document_id)
    yield f"{MEDICINE}/{document}"
    codes = [use.symptom.code for use in state.record.uses][:1]
    yield from (f"{USE}/{clinical_use.names(document)('u', code)}" for code in codes)


def _version(number: int) -> str:
    return f"the resource, version {number}"


def _resource(answer: Answer) -> str:
    if answer.status != 200:
        return status_in_words(answer)
    return _version(json.loads(answer.body)["meta"]["versionId"])
