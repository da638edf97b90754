"""A restore starts a new stream: cursors of the old one are told to start again."""

from io import StringIO

import pytest
from django.core.management import call_command

from medications.models import ChangeStream
from tests.assertions import assert_problem
from tests.factories import publications, records

pytestmark = pytest.mark.django_db


def test_a_cursor_from_before_a_restore_is_told_to_start_again(client):
    publications.published(records.small_record())
    old = client.get("/api/v1/changes/").json()

    call_command("start_stream", stdout=StringIO())

    answer = client.get(f"/api/v1/changes/?stream={old['stream']}&after={old['last_sequence']}")
    assert assert_problem(answer, 410)["stream"] == str(ChangeStream.objects.latest().pk)


def test_changes_after_a_restore_are_counted_from_one_in_the_new_stream(client):
    publications.published(records.small_record("first drug"))
    call_command("start_stream", stdout=StringIO())

    publications.published(records.small_record("second drug"))

    assert [change["sequence"] for change in client.get("/api/v1/changes/").json()["results"]] == [1]


def test_who_waited_for_the_counter_while_a_stream_began_counts_the_new_one(monkeypatch):
    """As on PostgreSQL, where the lock is given up when the new stream is committed: what was read before that is old then."""
    old = ChangeStream.objects.latest()
    read = [old]
    newest = ChangeStream.objects.latest
    monkeypatch.setattr(ChangeStream.objects, "latest", lambda: read.pop() if read else newest())
    new = ChangeStream.objects.create()

    change = publications.published()

    assert change.stream == new
    old.refresh_from_db()
    assert old.last_sequence == 0
