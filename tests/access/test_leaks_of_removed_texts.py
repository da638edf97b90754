"""A text that was removed, or whose page was withdrawn, is at no address any more, in no form; no copy of it is still good."""

from datetime import timedelta

import pytest
from django.test import Client

from medications.models import Change
from tests.access.hidden import say
from tests.assertions import body
from tests.factories import publications, withdrawals
from tests.factories.site import LATER, ORBELAZINE, complete_site, kept
from tests.fhir.ids import A_USE
from tests.public.examples import ADDRESSES

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

WORD = "zyxwoxyz"  # of the text that goes, and of nothing else
STOPPING = {"kind": "stopping", "text": "Do not stop."}
BAD, AFTER = 3, LATER + timedelta(days=1)
PAGE, API, FHIR = "/medications/orbelazine/", "/api/v1/medications/", "/fhir/MedicationKnowledge"
EVERYWHERE = [
    *ADDRESSES,
    *(f"{PAGE}history/{number}/" for number in range(1, 5)),
    *(f"{PAGE}history/{number}...{number + 1}/" for number in range(1, 4)),
    *(f"{API}{key}/{rest}" for key in ("orbelazine", ORBELAZINE) for rest in ("", "?fields=sections,at_a_glance", "revisions/")),
    *(f"{API}orbelazine/revisions/{number}/{rest}" for number in range(1, 5) for rest in ("", "canonical")),
    *(f"{API}?format={form}&q={query}" for form in ("csv", "ndjson", "json") for query in (WORD, "orbelazine")),
    *(f"{FHIR}/{ORBELAZINE}/_history/{number}" for number in range(1, 5)),
    *(f"/fhir/ClinicalUseDefinition/{A_USE}/_history/{number}" for number in range(1, 5)),
    f"/fhir/ClinicalUseDefinition?medication={ORBELAZINE}&_count=100",
    f"/embed{PAGE}?theme=dark",
]


def addresses_with(word: str, headers=None) -> dict[str, dict]:
    """Where the word is told, and with which a copy of it is asked about again."""
    found = {}
    for address in EVERYWHERE:
        response = Client().get(address, headers=(headers or {}).get(address))
        if word.encode() in body(response).replace(address.encode(), b""):
            found[address] = {"If-None-Match": response.get("ETag", ""), "If-Modified-Since": response.get("Last-Modified", "")}
    return found


@pytest.fixture(scope="module", autouse=True)
def kept_copies(django_db_setup, django_db_blocker):
    """Orbelazine with the word in a third publication; what a partner has of it, by address."""
    with kept(django_db_blocker):
        change = complete_site()
        bad = publications.republished(
            change.document,
            now=AFTER,
            lead_sentences=[],
            pronunciation=WORD,
            at_a_glance=[{**STOPPING, "text": f"Do not {WORD}."}],
        )
        assert bad.publication_number == BAD
        yield addresses_with(WORD)


def test_the_word_is_found_while_it_is_public(kept_copies):
    for part in (PAGE, f"{API}orbelazine/", "/api/v1/export/medications.csv", f"{FHIR}/{ORBELAZINE}/_history/3", "/embed/"):
        assert any(address.startswith(part) for address in kept_copies), part


def test_a_removed_text_is_nowhere_and_no_copy_of_it_still_good(kept_copies):
    change = Change.objects.get(document=ORBELAZINE, publication_number=BAD)
    publications.republished(change.document, now=AFTER + timedelta(days=1), pronunciation="or-BEL", at_a_glance=[STOPPING])
    withdrawals.suppressed(change.revision, now=AFTER + timedelta(days=2))

    assert addresses_with(WORD) == {}
    assert still_good(kept_copies) == []


@pytest.mark.parametrize("kind", ["gone", "moved"])
def test_a_withdrawn_text_is_nowhere_and_no_copy_of_it_still_good(kept_copies, kind):
    document = Change.objects.filter(document=ORBELAZINE).latest("pk").document
    other = Change.objects.get(title="sample drug").document
    withdrawals.withdrawn(document, kind, replacement=other if kind == "moved" else None, now=AFTER + timedelta(days=1))

    assert [address for address in addresses_with(WORD) if not of_history(address, kind)] == []
    assert [address for address in still_good(kept_copies) if not of_history(address, kind)] == []


def of_history(address: str, kind: str) -> bool:
    """A page that moved can be read as it was, on this site: docs/adr/0019-taking-down.md."""
    return kind == "moved" and address.startswith(f"{PAGE}history/")


def still_good(copies: dict[str, dict]) -> list[str]:
    """Where who has the text is told that nothing has changed: by its tag, or by its date alone."""
    each = [(address, {name: value}) for address, headers in copies.items() for name, value in headers.items() if value]
    return [address for address, headers in each if say(address, **headers)[0] == 304]
