"""A page taken over from a book: read here at once, passed on to partners only when the book's publisher has agreed."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from medications.content.schema import Reuse
from tests.factories import drafts, publications
from tests.factories.publications import NOW

pytestmark = pytest.mark.django_db

SAMPLE = Path(__file__).resolve().parents[2] / "tests/importing/samples/orbelazine.txt"
PAGE, DETAIL = "/medications/orbelazine/", "/api/v1/medications/orbelazine/"
SENTENCE = "Swallow one capsule"


def test_an_imported_page_is_for_this_site_only_until_its_permission_is_confirmed(client):
    call_command("import_legacy", SAMPLE, stdout=StringIO())
    document = drafts.find_document("medication", "orbelazine")
    publications.publish(publications.approve(document.revisions.get()), now=NOW)

    stub = client.get(DETAIL).json()
    assert SENTENCE in client.get(PAGE).content.decode()
    assert SENTENCE not in str(stub)
    (named,) = stub["withheld"]["sources"]
    assert named["permission"].startswith("Reprinted with permission from Marisol V. Ashgrove")

    # Confirmed on the source and published; the page itself is as it was published.
    source = drafts.edited(drafts.find_document("source", named["code"]), reuse=Reuse(partners=True))
    publications.publish(publications.approve(source), now=NOW + timedelta(days=1))
    assert client.get(DETAIL).json()["withheld"] == stub["withheld"]

    # Published again, the page takes the source's new version, and its text is passed on. It is the same text, of the same day.
    publications.republished(document, now=NOW + timedelta(days=2))
    full = client.get(DETAIL).json()
    assert full["withheld"] is None
    assert SENTENCE in str(full["sections"])
    assert (full["publication_number"], full["last_updated"]) == (2, stub["last_updated"])
    assert client.get("/api/v1/changes/").json()["results"][-1]["digest"] == full["digest"] != stub["digest"]
