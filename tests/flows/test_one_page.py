"""One page's life, as a reader and a partner see it."""

from datetime import timedelta

import pytest

from medications.actions import drafts as actions
from medications.actions import publishing, reviews
from medications.errors import CannotArchive, CannotPublish
from tests.factories import accounts, drafts, records
from tests.factories.publications import NOW

pytestmark = pytest.mark.django_db


def status(client) -> tuple[int, int]:
    return client.get("/medications/orbelazine/").status_code, client.get("/api/v1/medications/orbelazine/").status_code


def copy(client) -> dict:
    return client.get("/api/v1/medications/orbelazine/").json()


def events(client) -> list[tuple[str, str]]:
    changes = client.get("/api/v1/changes/").json()["results"]
    return [(change["document"]["slug"], change["kind"]) for change in changes if change["document"]["kind"] == "medication"]


def test_page_is_written_approved_published_edited_and_moved(client):
    revision = drafts.draft(records.small_record(), by=accounts.writer())
    assert status(client) == (404, 404)

    with pytest.raises(CannotPublish):
        publishing.publish(revision=revision, by=accounts.publisher(), now=NOW)
    reviews.approve(revision=revision, by=accounts.reviewer(), now=NOW, whole_record=True)
    assert status(client) == (404, 404)

    publishing.publish(revision=revision, by=accounts.publisher(), now=NOW)
    assert status(client) == (200, 200)
    assert events(client) == [("orbelazine", "published")]
    first = copy(client)

    later = NOW + timedelta(days=10)
    edited = drafts.edited(revision.document, pronunciation="or-BEL", slug="orbelazine-hcl")
    assert copy(client) == first
    reviews.approve(revision=edited, by=accounts.reviewer(), now=later)
    publishing.publish(revision=edited, by=accounts.publisher(), now=later, kind="corrected", note="How to say it.")

    assert status(client) == (301, 301)
    assert events(client) == [("orbelazine", "published"), ("orbelazine-hcl", "corrected")]
    second = client.get("/api/v1/medications/orbelazine-hcl/").json()
    assert second["uuid"] == first["uuid"]
    assert second["publication_number"] == 2
    assert second["digest"] != first["digest"]
    assert (second["last_updated"], second["last_reviewed"]) == ("2026-03-12", "2026-03-02")
    assert b"How to say it." in client.get("/changes/").content
    with pytest.raises(CannotArchive):
        actions.archive(document=revision.document, by=accounts.writer(), now=later)
