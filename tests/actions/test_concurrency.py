"""Rule 9: the sequence of Changes has no gap and no late arrival, however many publish at once.

Real connections, one a thread.
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import close_old_connections, connection, transaction

from medications.actions import publication_moves, publishing
from medications.models import Change, ChangeStream, Document, Publication
from medications.projections import change_feed, drift
from tests.factories import accounts, drafts, publications, records
from tests.factories.publications import NOW

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

AT_ONCE = 6


def sequences() -> list[int]:
    return list(Change.objects.order_by("sequence").values_list("sequence", flat=True))


def in_a_thread(work: Callable):
    """The work, on a connection of its own that is closed after it."""

    def run(*args):
        close_old_connections()
        try:
            return work(*args)
        finally:
            connection.close()

    return run


def publisher_of(by) -> Callable:
    return lambda revision: publishing.publish(revision=revision, by=by, now=NOW)


def test_publishes_at_once_are_numbered_without_gaps_and_none_is_lost():
    """All six name the same terms, which become public with whichever comes first."""
    revisions = [publications.approved(records.small_record(f"medicine-{number}")) for number in range(AT_ONCE)]
    publish, ready = publisher_of(accounts.publisher()), threading.Barrier(AT_ONCE, timeout=120)

    def together(revision):
        ready.wait()
        return publish(revision)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        changes = list(pool.map(in_a_thread(together), revisions))

    assert {change.revision_id for change in changes} == {revision.pk for revision in revisions}
    assert Publication.objects.filter(document__kind="medication").count() == AT_ONCE
    assert sequences() == list(range(1, AT_ONCE + 2 + 1))  # a symptom and a source, once each
    assert ChangeStream.objects.latest().last_sequence == AT_ONCE + 2
    assert drift.find() == []


def test_publishes_of_one_page_at_once_give_one_publication():
    revision = publications.approved(records.small_record())
    publish, ready = publisher_of(accounts.publisher()), threading.Barrier(2, timeout=120)

    def together(_):
        ready.wait()
        try:
            return publish(revision)
        except publishing.CannotPublish as refusal:
            return [reason.code for reason in refusal.reasons]

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(in_a_thread(together), range(2)))

    assert ["already_public"] in results
    assert Change.objects.filter(document=revision.document).count() == 1
    assert sequences() == [1, 2, 3]


def test_address_that_two_pages_want_at_once_goes_to_one_of_them():
    publications.published(records.small_record("the-terms"))
    first = publications.approved(records.small_record("first", slug="wanted"))
    drafts.edited(first.document, slug="first")
    second = publications.approved(records.small_record("second", slug="wanted"))
    publish, ready = publisher_of(accounts.publisher()), threading.Barrier(2, timeout=120)

    def together(revision):
        ready.wait()
        try:
            return publish(revision).slug
        except publishing.CannotPublish as refusal:
            return [reason.code for reason in refusal.reasons]

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(in_a_thread(together), [first, second]))

    assert sorted(results, key=str) == [["slug_taken"], "wanted"]
    assert Change.objects.filter(slug="wanted").count() == 1
    assert sequences() == [1, 2, 3, 4]


@pytest.fixture
def only_the_counter_is_shared(monkeypatch):
    """The terms are public and not locked, and the index is left alone: no other lock puts the publishes in order."""
    publications.published(records.small_record("the-terms"))
    monkeypatch.setattr(publishing, "named_terms", lambda revision: set())
    monkeypatch.setattr(publication_moves.index, "rebuild", lambda publication: None)


def test_no_higher_number_is_visible_before_a_lower_one(only_the_counter_is_shared, monkeypatch):
    before = sequences()
    first, second = (publications.approved(records.small_record(name)) for name in ("first", "second"))
    publish = publisher_of(accounts.publisher())
    numbered, go_on = threading.Event(), threading.Event()

    def linger(document_ids):
        """What a publish does last, after it has its numbers and before it commits."""
        if first.document_id in document_ids:
            numbered.set()
            go_on.wait(30)

    monkeypatch.setattr(publishing.after_commit, "published", linger)

    with ThreadPoolExecutor(2) as pool:
        lingering = pool.submit(in_a_thread(publish), first)
        assert numbered.wait(30)
        overtaking = pool.submit(in_a_thread(publish), second)
        time.sleep(0.5)
        seen_meanwhile = sequences()
        go_on.set()
        earlier, later = lingering.result(30), overtaking.result(30)

    assert seen_meanwhile == before
    assert earlier.sequence < later.sequence
    assert sequences() == list(range(1, later.sequence + 1))


@pytest.mark.postgres
def test_publishes_that_come_to_the_counter_together_are_numbered_one_after_the_other(only_the_counter_is_shared, monkeypatch):
    revisions = [publications.approved(records.small_record(f"medicine-{number}")) for number in range(AT_ONCE)]
    publish, meeting = publisher_of(accounts.publisher()), threading.Barrier(AT_ONCE, timeout=120)
    monkeypatch.setattr(publication_moves.index, "rebuild", lambda publication: meeting.wait())

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(in_a_thread(publish), revisions))

    assert sequences() == list(range(1, AT_ONCE + 3 + 1))


def test_publish_that_fails_at_the_end_leaves_no_gap(monkeypatch):
    revision = publications.approved(records.small_record())
    with monkeypatch.context() as failing:
        failing.setattr(publishing.after_commit, "published", lambda document_ids: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            publications.publish(revision)

    publications.publish(revision)

    assert sequences() == [1, 2, 3]


def test_reader_of_the_feed_misses_nothing_while_others_publish():
    """A partner who asks again and again during the publishes reads every number once, in order."""
    revisions = [publications.approved(records.small_record(f"medicine-{number}")) for number in range(AT_ONCE)]
    publish, read, cursor = publisher_of(accounts.publisher()), [], ""
    stream = str(ChangeStream.objects.latest().pk)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        running = [pool.submit(in_a_thread(publish), revision) for revision in revisions]
        while True:
            finished = all(each.done() for each in running)
            page = change_feed.after(stream if cursor else "", cursor)
            read += [change["sequence"] for change in page.changes]
            cursor = str(read[-1]) if read else ""
            if finished:
                break
        for each in running:
            each.result()

    assert read == list(range(1, AT_ONCE + 2 + 1))


def test_index_rebuilt_while_others_publish_misses_nothing():
    revisions = [publications.approved(records.small_record(f"medicine-{number}")) for number in range(AT_ONCE)]
    publish = publisher_of(accounts.publisher())
    publish(revisions[0])

    with ThreadPoolExecutor(AT_ONCE + 1) as pool:
        running = [pool.submit(in_a_thread(publish), revision) for revision in revisions[1:]]
        running += [pool.submit(in_a_thread(call_command), "rebuild_index") for _ in range(3)]
        for each in running:
            each.result()

    assert drift.find() == []


@pytest.mark.postgres
def test_index_is_rebuilt_while_a_publish_has_its_documents():
    publications.publish(publications.approved(records.small_record()))

    # The transaction ends before the pool waits for its thread, or a failure would wait for ever.
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        publication_moves.lock(set(Document.objects.values_list("pk", flat=True)))
        pool.submit(in_a_thread(call_command), "rebuild_index").result(30)

    assert drift.find() == []
