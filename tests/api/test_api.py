"""The partner API as DESIGN section 6 promises it."""

import hashlib
from datetime import UTC, datetime

import orjson
import pytest
import time_machine

from medications.models import ChangeStream
from medications.projections import change_feed
from tests.assertions import assert_problem
from tests.factories import publications, records
from tests.factories.site import complete_site, kept

pytestmark = pytest.mark.django_db

DETAIL = "/api/v1/medications/orbelazine/"


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        yield complete_site()


def test_a_record_carries_its_identity_basis_dates_and_what_partners_owe(client):
    with time_machine.travel(datetime(2026, 5, 1, 9, tzinfo=UTC), tick=False):
        record = client.get(DETAIL).json()

    assert record["slug"] == "orbelazine"
    assert record["url"].endswith("/medications/orbelazine/")
    assert record["publication_number"] == 2
    assert len(record["digest"]) == 64
    assert record["basis"] == "reviewed"
    assert record["last_updated"] == "2026-04-01"
    assert record["last_reviewed"] is None
    assert record["review_overdue"] is False
    assert record["display_until"] == "2026-05-08T23:59:59Z"
    assert record["licence"] == "All rights reserved by the publisher"
    assert record["attribution"] == {"text": "Example society", "url": record["url"]}
    assert [source["code"] for source in record["sources"]] == [records.BOOK, records.LABEL]


def test_a_line_of_the_list_says_until_when_it_may_be_shown(client):
    with time_machine.travel(datetime(2026, 5, 1, 9, tzinfo=UTC), tick=False):
        lines = client.get("/api/v1/medications/").json()["results"]

    assert [line["display_until"] for line in lines] == ["2026-05-08T23:59:59Z"] * 2


def test_a_record_carries_the_whole_content(client):
    record = client.get(DETAIL).json()

    content = records.medication_record("orbelazine", pronunciation="or-BEL").model_dump(mode="json")
    without_html = {
        **record,
        "sections": [{name: part[name] for name in part if name != "html"} for part in record["sections"]],
        "at_a_glance": [{name: part[name] for name in part if name != "html"} for part in record["at_a_glance"]],
        "sources": [{name: source[name] for name in source if name != "number"} for source in record["sources"]],
    }
    assert {name: without_html[name] for name in content} == content


def test_a_text_comes_as_markdown_and_as_html(client):
    about = client.get(DETAIL).json()["sections"][0]

    assert about["body"].startswith("It is **made up**.")
    assert "<strong>made up</strong>" in about["html"]


def test_note_numbers_in_the_html_are_the_numbers_of_the_sources(client):
    record = client.get(DETAIL).json()

    numbers = {source["code"]: source["number"] for source in record["sources"]}
    assert sorted(numbers.values()) == [1, 2]
    assert f'href="#source-{numbers[records.BOOK]}"' in record["sections"][2]["html"]


def test_a_cursor_ahead_of_the_stream_is_told_to_start_again(client):
    stream = ChangeStream.objects.latest().pk

    assert_problem(client.get(f"/api/v1/changes/?stream={stream}&after=9999"), 410)


def test_a_record_is_found_by_uuid_too(client):
    by_slug = client.get(DETAIL).json()

    assert client.get(f"/api/v1/medications/{by_slug['uuid']}/").json()["slug"] == "orbelazine"


def test_a_former_address_leads_to_the_present_one(client):
    answer = client.get("/api/v1/medications/orbelazine-old/")

    assert answer.status_code == 301
    assert answer["Location"] == DETAIL


@pytest.mark.parametrize("number", [1, 2])
def test_canonical_bytes_have_the_digest_that_the_change_names(client, number):
    changes = client.get("/api/v1/changes/").json()["results"]
    named = [c["digest"] for c in changes if c["document"]["kind"] == "medication" and c["publication_number"] == number]

    content = client.get(f"/api/v1/medications/orbelazine/revisions/{number}/canonical").content

    assert hashlib.sha256(content).hexdigest() in named
    assert orjson.loads(content)["kind"] == "medication"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/nothing/at/all", 404),
        ("/api/v1/medications/never/", 404),
        ("/api/v1/medications/orbelazine/revisions/9/canonical", 404),
        ("/api/v1/medications/?nonsense=1", 400),
        ("/api/v1/changes/?after=soon", 400),
        ("/api/v1/changes/?after=5", 400),
        ("/api/v1/changes/?before=5", 400),
        ("/api/v1/symptoms/?q=tremor", 400),
        ("/api/v1/medications/orbelazine/?fields=name", 400),
        ("/api/v1/medications/orbelazine/revisions/1/canonical?pretty=1", 400),
        ("/api/v1/changes/?stream=other&after=1", 410),
    ],
)
def test_an_error_is_a_problem_document(client, path, status):
    assert_problem(client.get(path), status)


def test_a_method_that_is_not_offered_is_a_problem_that_names_those_that_are(client):
    answer = client.post(DETAIL)

    assert_problem(answer, 405)
    assert "GET" in answer["Allow"]


@pytest.mark.parametrize(
    "path", [DETAIL, "/api/v1/medications/", "/api/v1/symptoms/", "/api/v1/changes/", "/medications/orbelazine/"]
)
def test_what_has_not_changed_is_answered_304(client, path):
    with time_machine.travel(datetime(2026, 5, 1, 9, tzinfo=UTC), tick=False):
        first = client.get(path)
        again = client.get(path, headers={"if-none-match": first["ETag"]})

    assert not first["ETag"].startswith("W/")
    assert again.status_code == 304
    assert again.content == b""


def test_any_other_site_may_read(client):
    assert client.get(DETAIL)["Access-Control-Allow-Origin"] == "*"


def test_lists_are_paged_with_link_headers(client):
    for number in range(25):
        publications.published(records.small_record(f"medicine {number:02}"))

    first = client.get("/api/v1/medications/?symptom=tremor")
    second = client.get(first.json()["next"].removeprefix("http://testserver"))

    assert f'<{first.json()["next"]}>; rel="next"' in first["Link"]
    assert (len(first.json()["results"]), first.json()["previous"]) == (20, None)
    assert (len(second.json()["results"]), second.json()["next"]) == (7, None)
    assert 'rel="prev"' in second["Link"]


def test_following_the_changes_meets_each_of_them_once(client, monkeypatch):
    monkeypatch.setattr(change_feed, "PAGE_SIZE", 7)
    for number in range(5):
        publications.published(records.small_record(f"medicine {number}"))
    last = ChangeStream.objects.latest().last_sequence

    seen, url = [], "/api/v1/changes/"
    while url:
        answer = client.get(url)
        page = answer.json()
        assert (page["next"] or "") in answer.get("Link", "")
        seen += [change["sequence"] for change in page["results"]]
        url = (page["next"] or "").removeprefix("http://testserver")

    assert last > 2 * change_feed.PAGE_SIZE
    assert seen == list(range(1, last + 1))


def test_a_change_says_what_happened_to_which_document(client):
    change = client.get("/api/v1/changes/").json()["results"][-1]

    assert set(change) >= {"stream", "sequence", "kind", "document", "publication_number", "note", "at"}
    assert change["kind"] == "updated"
    assert change["document"]["slug"] == "orbelazine"
    assert change["publication_number"] == 2


def test_no_answer_opens_a_session(client):
    client.get(DETAIL)

    assert client.cookies == {}
