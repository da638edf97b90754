"""Rule 8: a slug that was ever public keeps answering, and leads to the current one."""

from datetime import timedelta
from functools import reduce

import pytest

from tests.factories import drafts, publications, records
from tests.factories.publications import NOW
from tests.factories.site import kept
from tests.public.examples import EXAMPLES

pytestmark = pytest.mark.django_db

FILLED = {"<slug:slug>": "{}", "<slug:key>": "{}", "<int:number>": "1", "<int:other>": "2", "<slug:form>": "bibtex"}
BELOW = [
    reduce(lambda filled, part: filled.replace(*part), FILLED.items(), route)
    for route in EXAMPLES
    if ("<slug:slug>" in route or "<slug:key>" in route) and not route.startswith("api/v1/sources/")  # by codes, which stay
]


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    """A medicine and a symptom that had two other slugs before; a medicine and a symptom that had one."""
    with kept(django_db_blocker):
        move(publications.published(records.small_record("orbelazine", slug="first")), "second", "third")
        move(publications.published(records.symptom_record("fatigue", slug="first")), "second", "third")
        move(publications.published(records.side_effect_record(slug="first")), "second", "third")
        move(publications.published(records.small_record("testamine", slug="medications")), "testamine")
        move(publications.published(records.symptom_record("pain", slug="ache")), "pain")
        yield


def move(change, *slugs: str) -> None:
    for days, slug in enumerate(slugs, 1):
        publications.republished(change.document, now=NOW + timedelta(days=days), slug=slug)


@pytest.mark.parametrize("former", ["first", "second"])
@pytest.mark.parametrize("address", BELOW)
def test_former_slug_answers_301_to_the_current_one(client, address, former):
    answer = client.get("/" + address.format(former))

    assert (answer.status_code, answer["Location"]) == (301, "/" + address.format("third"))


@pytest.mark.parametrize("address", BELOW)
def test_current_slug_answers(client, address):
    assert client.get("/" + address.format("third")).status_code == 200


@pytest.mark.parametrize("address", BELOW)
def test_query_string_is_kept(client, address):
    answer = client.get("/" + address.format("first") + "?utm_source=letter&utm_medium=%C3%A9")

    assert answer["Location"] == "/" + address.format("third") + "?utm_source=letter&utm_medium=%C3%A9"


def test_slug_that_repeats_a_part_of_the_address_is_replaced_alone(client):
    assert client.get("/medications/medications/")["Location"] == "/medications/testamine/"
    assert client.get("/api/v1/medications/medications/")["Location"] == "/api/v1/medications/testamine/"


def test_slug_of_a_draft_that_was_never_public_answers_404(client):
    drafts.edited(drafts.find_document("medication", "third"), slug="fourth")

    assert client.get("/medications/fourth/").status_code == 404
    assert client.get("/api/v1/medications/fourth/").status_code == 404


def test_former_slug_of_a_symptom_is_none_of_a_medicine(client):
    assert client.get("/medications/ache/").status_code == 404
    assert client.get("/symptoms/ache/").status_code == 301


def test_slug_that_came_back_answers_itself(client):
    publications.republished(drafts.find_document("medication", "third"), now=NOW + timedelta(days=9), slug="first")

    assert client.get("/medications/first/").status_code == 200
    assert client.get("/medications/third/")["Location"] == "/medications/first/"


def test_uuid_answers_whatever_the_slug(client):
    document = drafts.find_document("medication", "third")

    assert client.get(f"/api/v1/medications/{document.pk}/").json()["slug"] == "third"
