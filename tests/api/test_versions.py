"""Old versions: as they were then, under the rules of today; gone once a page is withdrawn or a text removed."""

import hashlib
from datetime import timedelta

import pytest

from medications.content.schema import Reuse
from tests.assertions import assert_problem
from tests.factories import drafts, publications, records
from tests.factories.publications import NOW
from tests.factories.site import kept
from tests.factories.withdrawals import suppressed, withdrawn

pytestmark = pytest.mark.django_db

HERE = "/api/v1/medications/orbelazine/"
LIST = f"{HERE}revisions/"


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    """Orbelazine, published twice; first under another name and another slug."""
    with kept(django_db_blocker):
        first = publications.published(records.medication_record("orbelazine", slug="first"), note="First.")
        publications.republished(first.document, now=NOW + timedelta(days=1), slug="orbelazine", pronunciation="new")
        yield


@pytest.fixture
def live():
    return drafts.find_document("medication", "orbelazine")


def test_every_publication_is_listed_with_the_address_of_its_text(client):
    lines = client.get(LIST).json()["results"]

    assert [(line["publication_number"], line["is_current"]) for line in lines] == [(2, True), (1, False)]
    assert lines[1]["note"] == "First."
    for line in lines:
        version = client.get(line["url"].removeprefix("http://testserver")).json()
        assert (version["digest"], version["publication_number"]) == (line["digest"], line["publication_number"])


def test_a_version_is_the_record_as_it_was_then(client):
    then, now = client.get(f"{LIST}1/").json(), client.get(f"{LIST}2/").json()

    assert (then["pronunciation"], then["slug"], then["is_current"]) == ("or-BEL-a-zeen", "first", False)
    assert then["url"] == now["url"] == "http://testserver/medications/orbelazine/"
    record = client.get(HERE).json()
    assert {name: value for name, value in record.items() if name not in ("safety_notices", "display_until")} == {
        name: value for name, value in now.items() if name not in ("published_at", "is_current", "display_until")
    }


def test_a_version_is_asked_for_again_each_time(client):
    first = client.get(f"{LIST}1/")

    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert client.get(f"{LIST}1/", headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_a_text_that_was_removed_is_gone_and_its_note_with_it(client, live):
    digest = live.revisions.get(number=1).digest
    suppressed(live.revisions.get(number=1))

    problem = assert_problem(client.get(f"{LIST}1/"), 410)
    line = client.get(LIST).json()["results"][1]

    assert (problem["digest"], problem["reason"]) == (digest, "The dose was wrong.")
    assert (line["is_removed"], line["note"], line["digest"]) == (True, "", digest)
    assert client.get(f"{LIST}2/").status_code == 200


@pytest.mark.parametrize("path", [LIST, f"{LIST}1/", f"{LIST}2/"])
@pytest.mark.parametrize("kind", ["banner", "gone"])
def test_a_withdrawn_page_has_no_versions(client, live, path, kind):
    withdrawn(live, kind)

    assert assert_problem(client.get(path), 410)["withdrawn_at"]


def test_a_version_withholds_what_the_page_of_today_withholds(client, live):
    """Permission taken back counts for the past, too."""
    book = drafts.edited(drafts.find_document("source", records.BOOK), permission="Reprinted.", reuse=Reuse())
    publications.publish(publications.approve(book), now=NOW + timedelta(days=2))
    publications.republished(live, now=NOW + timedelta(days=3), pronunciation="newer")

    then = client.get(f"{LIST}1/").json()

    assert then["withheld"]["sources"][0]["code"] == records.BOOK
    assert "sections" not in then
    assert client.get(f"{LIST}1/canonical").status_code == 403


def test_a_version_that_never_was_is_not_found(client):
    assert_problem(client.get(f"{LIST}9/"), 404)
    assert client.get("/api/v1/medications/first/revisions/1/")["Location"] == f"{LIST}1/"


def test_the_bytes_of_each_version_have_its_digest(client):
    for line in client.get(LIST).json()["results"]:
        content = client.get(f"{LIST}{line['publication_number']}/canonical").content
        assert hashlib.sha256(content).hexdigest() == line["digest"]
