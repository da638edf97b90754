"""The export: a manifest and its files tell of one sequence number, whatever is published meanwhile."""

import base64
import csv
import hashlib
import io
import os
from datetime import timedelta

import orjson
import pytest
from django.test import Client
from django.utils import timezone

from medications.actions import streams
from medications.content.schema import Reuse
from medications.delivery import export
from medications.models import ChangeStream
from medications.projections import export as exported
from tests.assertions import assert_problem, recorded_sql
from tests.factories import drafts, publications, records
from tests.factories.publications import NOW
from tests.factories.site import kept
from tests.factories.withdrawals import withdrawn

pytestmark = pytest.mark.django_db

HERE = "/api/v1/export/"
NAMES = ["medications.ndjson", "medications.csv"]
TWO = ["orbelazine", "otherazine"]


@pytest.fixture(autouse=True)
def elsewhere(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    """Two medicines with everything a record can have."""
    with kept(django_db_blocker):
        for name in TWO:
            publications.published(records.medication_record(name))
        yield


def manifest(client) -> dict:
    answer = client.get(HERE)
    assert answer.status_code == 200, answer.content
    return answer.json()


def fetched(client, file: dict) -> bytes:
    answer = client.get(file["url"].removeprefix("http://testserver"))
    assert answer.status_code == 200, getattr(answer, "content", "")
    return b"".join(answer.streaming_content)


def slugs(client) -> list[str]:
    lines, _ = manifest(client)["files"]
    return [orjson.loads(line)["slug"] for line in fetched(client, lines).splitlines()]


def test_manifest_names_stream_sequence_and_what_the_files_hold(client):
    told, stream = manifest(client), ChangeStream.objects.latest()

    assert (told["stream"], told["sequence"]) == (str(stream.pk), stream.last_sequence)
    for name, file in zip(NAMES, told["files"], strict=True):
        content = fetched(client, file)
        assert (file["name"], file["bytes"], file["records"]) == (name, len(content), 2)
        assert file["sha256"] == hashlib.sha256(content).hexdigest()


def test_a_line_is_the_record_as_it_is_given_by_itself(client):
    lines, _ = manifest(client)["files"]

    first = orjson.loads(fetched(client, lines).splitlines()[0])

    assert first == client.get("/api/v1/medications/orbelazine/").json()


def test_a_row_has_the_texts_and_signs_of_overdose_apart(client):
    _, table = manifest(client)["files"]
    row = next(csv.DictReader(io.StringIO(fetched(client, table).decode(), newline="")))

    assert row["proper_usage"].startswith("Swallow it whole.")
    assert row["stopping"].startswith("Do not stop suddenly.")
    assert (row["side_effects_emergency"], row["signs_of_overdose"]) == ("", "deep sleep")
    assert row["main_source"]


def test_a_text_that_may_not_be_passed_on_is_a_stub(client):
    book = records.source("reprinted-book", permission="Reprinted with permission.", reuse=Reuse())
    sources = [records.source(records.LABEL), records.source(records.BOOK), book]
    publications.published(records.medication_record("reprinted", sources=sources, whole_page_sources=[book.code]))
    for name in TWO:  # which say the same, and may be passed on
        withdrawn(drafts.find_document("medication", name))

    for file in manifest(client)["files"]:
        content = fetched(client, file).decode()
        assert "reprinted" in content
        assert "Swallow it whole" not in content
        assert "sleepiness" not in content


def test_an_address_of_an_older_state_is_refused_and_the_withdrawn_text_with_it(client):
    before = manifest(client)
    withdrawn(drafts.find_document("medication", "orbelazine"))

    for file in before["files"]:
        problem = assert_problem(client.get(file["url"].removeprefix("http://testserver")), 410)
        assert problem["export"] == f"http://testserver{HERE}"
    assert slugs(client) == ["otherazine"]


def test_what_is_published_while_the_files_are_made_is_in_them_or_after_them(client, monkeypatch):
    made, records_of = [], exported.records

    def disturbed(memory):
        for number, each in enumerate(records_of(memory)):
            if number == 1 and not made:
                made.append(publications.published(records.small_record("a new medicine")))
            yield each

    monkeypatch.setattr(exported, "records", disturbed)

    told = manifest(client)

    assert made
    assert told["sequence"] == ChangeStream.objects.latest().last_sequence
    assert slugs(client) == ["a-new-medicine", "orbelazine", "otherazine"]


def test_a_site_that_never_rests_is_told_so(client, monkeypatch):
    records_of = exported.records

    def disturbed(memory):
        yield from records_of(memory)
        publications.republished(
            drafts.find_document("medication", "orbelazine"), now=NOW + timedelta(days=1), pronunciation=str(memory.generation)
        )

    monkeypatch.setattr(exported, "records", disturbed)
    answer = client.get(HERE)

    assert_problem(answer, 503)
    assert answer["Retry-After"]


def test_a_new_stream_makes_a_new_export(client):
    before = manifest(client)
    streams.start_new(now=timezone.now())
    after = manifest(client)

    assert after["stream"] != before["stream"]
    assert after["sequence"] == 0
    assert after["files"][0]["sha256"] == before["files"][0]["sha256"]


def test_files_are_made_once_however_often_they_are_asked_for(client, monkeypatch):
    manifest(client)
    monkeypatch.setattr(exported, "records", lambda memory: pytest.fail("made again"))

    assert len(slugs(client)) == 2


def test_half_a_file_is_never_met(client, monkeypatch):
    """Interrupted, as by a restart: the next one begins anew."""
    records_of = exported.records

    def broken(memory):
        yield next(records_of(memory))
        raise KeyboardInterrupt

    monkeypatch.setattr(exported, "records", broken)
    with pytest.raises(KeyboardInterrupt):
        export.current()
    monkeypatch.setattr(exported, "records", records_of)

    assert slugs(client) == ["orbelazine", "otherazine"]


def test_a_file_has_its_digest_as_etag(client):
    lines, _ = manifest(client)["files"]
    address = lines["url"].removeprefix("http://testserver")

    answer, again = client.get(address), client.get(address, headers={"If-None-Match": f'"{lines["sha256"]}"'})
    head = Client().head(address)

    assert answer["ETag"] == head["ETag"] == f'"{lines["sha256"]}"'
    assert answer["Repr-Digest"] == f"sha-256=:{base64.b64encode(bytes.fromhex(lines['sha256'])).decode()}:"
    assert head["Content-Length"] == str(lines["bytes"])
    assert again.status_code == 304


def test_older_files_go_in_time_and_what_was_left_half_made(client, tmp_path):
    home = tmp_path / "export"
    left = home / "making-of-a-process-that-was-killed"
    left.mkdir(parents=True)
    os.utime(left, (0, 0))
    marks = []
    for number in range(export.KEPT + 1):
        publications.published(records.small_record(f"medicine {number}"))
        manifest(client)
        marks.append(export.current().state.mark)

    assert {folder.name for folder in home.iterdir()} == set(marks[1:])


@pytest.mark.slow
def test_making_them_takes_as_many_statements_for_many_as_for_few(client):
    def statements() -> int:
        with recorded_sql() as sql:
            manifest(client)
        return len(sql)

    few = statements()
    for number in range(10):
        publications.published(records.small_record(f"medicine {number}"))

    assert statements() == few
