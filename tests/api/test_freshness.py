"""Partners ask about up to 1,000 copies at once, and are told of those only that are no longer right."""

import uuid
from datetime import timedelta

import jsonschema
import orjson
import pytest

from medications.api import schema
from medications.models import ChangeStream, SocietyProfile
from medications.projections import index
from tests.assertions import assert_problem, recorded_sql
from tests.factories import publications, records
from tests.factories.publications import NOW
from tests.factories.withdrawals import WHY, reinstated, suppressed, withdrawn

pytestmark = pytest.mark.django_db

HERE = "/api/v1/freshness/"


def copy(change) -> dict:
    return {
        "uuid": str(change.document_id),
        "digest": change.revision.digest,
        "publication_number": change.publication_number,
    }


def asked(client, *copies) -> dict:
    answer = client.post(HERE, orjson.dumps({"records": copies}), content_type="application/json")
    assert answer.status_code == 200, answer.content
    shape = {"$ref": "#/components/schemas/Freshness", "components": schema.openapi()["components"]}
    jsonschema.Draft202012Validator(shape).validate(answer.json())
    return answer.json()


def only(client, *copies) -> dict:
    (result,) = asked(client, *copies)["results"]
    return result


@pytest.fixture
def change():
    return publications.published(records.small_record())


def test_nothing_is_told_of_a_copy_that_is_as_it_should_be(client, change):
    answer = asked(client, copy(change))

    stream = ChangeStream.objects.latest()
    assert answer["results"] == []
    assert (answer["stream"], answer["last_sequence"]) == (str(stream.pk), stream.last_sequence)
    assert answer["display_until"].endswith("T23:59:59Z")


def test_the_terms_of_today_are_told_as_the_export_tells_them(client, change):
    newest = SocietyProfile.objects.latest()
    SocietyProfile.objects.create(version=newest.version + 1, name="Another name", content_licence="Other terms")
    index.touch()

    answer, manifest = asked(client, copy(change)), client.get("/api/v1/export/").json()

    assert (answer["licence"], answer["attribution"]["text"]) == ("Other terms", "Another name")
    assert {name: manifest[name] for name in ("licence", "attribution")} == {
        name: answer[name] for name in ("licence", "attribution")
    }


def test_a_copy_of_an_older_text_has_changed(client, change):
    new = publications.republished(change.document, now=NOW + timedelta(days=1), slug="renamed")

    told = only(client, copy(change))

    assert (told["status"], told["slug"], told["digest"], told["publication_number"]) == (
        "changed",
        "renamed",
        new.revision.digest,
        2,
    )


def test_a_page_that_went_and_came_back_has_changed_though_its_text_is_the_same(client, change):
    withdrawn(change.document)
    reinstated(change.document)

    assert only(client, copy(change))["status"] == "changed"


@pytest.mark.parametrize("kind", ["banner", "moved", "gone"])
def test_a_withdrawn_page_is_told_with_reason_and_replacement(client, change, kind):
    other = publications.published(records.small_record("otherazine")).document
    withdrawn(change.document, kind, replacement=other)

    told = only(client, copy(change))

    assert (told["status"], told["withdrawal"], told["reason"]) == ("withdrawn", kind, WHY)
    assert told["replacement"]["slug"] == "otherazine"


def test_a_text_that_was_removed_is_told_besides(client, change):
    publications.republished(change.document, now=NOW + timedelta(days=1), pronunciation="new")
    suppressed(change.revision)

    told = only(client, copy(change))

    assert (told["status"], told["removed"]["reason"]) == ("changed", "The dose was wrong.")


def test_what_was_never_public_is_unknown(client):
    assert only(client, {"uuid": str(uuid.UUID(int=1)), "digest": "0" * 64, "publication_number": 1})["status"] == "unknown"


def test_terms_are_asked_about_like_medicines(client, change):
    symptom = publications.published(records.symptom_record("numbness"))

    assert asked(client, copy(symptom), copy(change))["results"] == []


def test_a_thousand_cost_as_many_statements_as_one(client, change):
    gone = [publications.published(records.small_record(f"medicine {number}")) for number in range(3)]
    for each in gone:
        withdrawn(each.document, replacement=change.document)
    many = [{"uuid": str(uuid.uuid4()), "digest": "0" * 64, "publication_number": 1} for _ in range(996)]

    asked(client)  # remembers the society profile
    with recorded_sql() as few:
        asked(client, copy(gone[0]))
    with recorded_sql() as all_of_them:
        answer = asked(client, *map(copy, [*gone, change]), *many)

    assert len(answer["results"]) == 999
    assert len(few) == len(all_of_them)


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"nonsense",
        b"[" * 50_000,
        b"[]",
        b"{}",
        b'{"records": 1}',
        b'{"records": [], "more": 1}',
        b'{"records": [1]}',
        b'{"records": [{"uuid": "x"}]}',
        b'\xff{"records": []}',
        orjson.dumps({"records": [{"uuid": "x", "digest": "0" * 64, "publication_number": 1}]}),
        orjson.dumps({"records": [{"uuid": str(uuid.UUID(int=1)), "digest": "\0" * 64, "publication_number": 1}]}),
        orjson.dumps({"records": [{"uuid": str(uuid.UUID(int=1)), "digest": "0" * 64, "publication_number": 2**40}]}),
        orjson.dumps({"records": [{"uuid": str(uuid.UUID(int=1)), "digest": "0" * 64, "publication_number": True}]}),
    ],
)
def test_what_cannot_be_read_is_refused_with_where(client, sent):
    problem = assert_problem(client.post(HERE, sent, content_type="application/json"), 400)

    assert any(name.startswith("records") for name in problem["errors"])


def test_one_more_than_a_thousand_is_refused(client):
    one = {"uuid": str(uuid.UUID(int=1)), "digest": "0" * 64, "publication_number": 1}

    problem = assert_problem(client.post(HERE, orjson.dumps({"records": [one] * 1_001}), content_type="application/json"), 400)

    assert problem["errors"] == {"records": ["Ask for at most 1,000 at once."]}


def test_it_is_posted_only_and_by_scripts_of_other_sites_too(client):
    answer = client.options(HERE)

    assert_problem(client.get(HERE), 405)
    assert "POST" in answer["Access-Control-Allow-Methods"]
    assert "Content-Type" in answer["Access-Control-Allow-Headers"]


def test_its_answer_is_kept_by_nobody(client, change):
    answer = client.post(HERE, orjson.dumps({"records": []}), content_type="application/json")

    assert answer["Cache-Control"] == "no-store"
