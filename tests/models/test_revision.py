"""Rule 2: what is stored is never rewritten; a record of an older schema version is lifted when it is read."""

import hashlib

import orjson
import pytest

from medications.content import upcasters
from medications.content.canonical import canonical_bytes, digest_of
from medications.models import Document, Publication, Revision
from tests.factories import drafts, publications, records

pytestmark = pytest.mark.django_db


@pytest.fixture
def old_revision(monkeypatch):
    """A version from before a change of the schema: the name was called `title` then. A step for it is registered."""

    def name_was_title(data: dict) -> dict:
        return {key: value for key, value in data.items() if key != "title"} | {
            "schema_version": 1,
            "generic_name": data["title"],
        }

    monkeypatch.setitem(upcasters.UPCASTERS, ("medication", 0), name_was_title)
    data = records.small_record(uses=[records.use("tremor", sources=[])]).model_dump(mode="json")
    data |= {"schema_version": 0, "title": data.pop("generic_name")}
    content = canonical_bytes(data)
    return Revision.objects.create(
        document=Document.objects.create(kind="medication"),
        number=1,
        schema_version=0,
        content=content.decode(),
        digest=digest_of(content),
    )


def test_stored_bytes_are_the_canonical_form_and_have_the_digest():
    revision = drafts.draft()

    stored = Revision.objects.get(pk=revision.pk)
    assert canonical_bytes(orjson.loads(stored.content)) == stored.content.encode()
    assert hashlib.sha256(stored.content.encode()).hexdigest() == stored.digest
    assert stored.schema_version == orjson.loads(stored.content)["schema_version"]


def test_older_version_is_read_in_the_present_schema(old_revision):
    assert old_revision.record.generic_name == "orbelazine"


def test_reading_leaves_the_stored_text_as_it_was(old_revision):
    before = Revision.objects.filter(pk=old_revision.pk).values_list().get()

    assert old_revision.record

    assert Revision.objects.filter(pk=old_revision.pk).values_list().get() == before


def test_older_version_is_published_and_its_stored_bytes_are_served(old_revision, client):
    publications.publish(publications.approve(old_revision))

    canonical = client.get("/api/v1/medications/orbelazine/revisions/1/canonical").content
    assert canonical == old_revision.content.encode()
    assert hashlib.sha256(canonical).hexdigest() == client.get("/api/v1/medications/orbelazine/").json()["digest"]
    assert b"<h1>Orbelazine</h1>" in client.get("/medications/orbelazine/").content
    assert Publication.objects.get(document=old_revision.document).revision == old_revision
