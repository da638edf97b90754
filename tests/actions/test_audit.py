"""Writing down: several parts become one event, and what is rolled back leaves none."""

from dataclasses import replace

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction

from medications.actions import audit
from medications.actions.audit import Difference, Subject
from medications.content.shortening import MOST
from medications.models import Event, EventKind, Revision
from tests.factories import accounts, drafts, records
from tests.factories.publications import NOW

pytestmark = pytest.mark.django_db

PAGE, TERM = Subject("medication", "1", "baclofen"), Subject("symptom", "2", "tremor")


def note(subject=PAGE, field="dose", kind=EventKind.DRAFT_SAVED, note=""):
    audit.record(
        kind=kind, by=accounts.writer(), now=NOW, subject=subject, differences=[Difference(field, "old", "new")], note=note
    )


def as_one(**kwargs):
    return audit.as_one(kind=EventKind.DRAFT_SAVED, by=accounts.writer(), now=NOW, **kwargs)


def test_what_was_done_is_kept_as_it_was_called_then():
    note(note="Version 2.")

    event = Event.objects.get()
    assert (event.by_id, event.by_name) == (accounts.writer().pk, "Writer")
    assert (event.kind, event.at, event.note) == (EventKind.DRAFT_SAVED, NOW, "Version 2.")
    assert (event.subject_kind, event.subject_id, event.subject_name) == ("medication", "1", "baclofen")
    assert event.differences == [{"field": "dose", "old": "old", "new": "new"}]


def test_several_parts_become_one_event_that_says_what_belongs_to_what():
    with as_one(subject=PAGE, note="Taken over."):
        note(TERM, "name")
        note(PAGE, "dose", note="Version 2.")
        note(PAGE, "finding", EventKind.FINDING_SETTLED)

    event = Event.objects.get()
    assert (event.kind, event.subject_name, event.note) == (EventKind.DRAFT_SAVED, "baclofen", "Taken over. Version 2.")
    assert [each["field"] for each in event.differences] == ["symptom tremor: name", "dose", "finding"]


def test_a_thing_that_changes_its_name_on_the_way_is_still_the_same():
    with as_one(subject=PAGE):
        note(replace(PAGE, name="baclofenum"), "name", note="Version 2.")
        note()

    event = Event.objects.get()
    assert (event.note, [each["field"] for each in event.differences]) == ("Version 2.", ["name", "dose"])


def test_one_part_alone_is_told_as_what_it_is():
    with as_one(subject=PAGE):
        note(TERM, "finding", EventKind.FINDING_SETTLED)

    event = Event.objects.get()
    assert (event.kind, event.subject_name) == (EventKind.FINDING_SETTLED, "tremor")


def test_an_act_within_an_act_is_one_event():
    with as_one(subject=PAGE):
        note()
        with as_one(subject=TERM):
            note(TERM)

    assert Event.objects.count() == 1


def test_an_act_that_did_nothing_leaves_no_event():
    with as_one(subject=PAGE, note="Nothing came of it."):
        pass

    assert not Event.objects.exists()


def test_an_act_that_fails_leaves_no_event_and_what_follows_is_recorded_by_itself():
    with pytest.raises(ZeroDivisionError), as_one(subject=PAGE):
        note()
        _ = 1 / 0
    note(TERM)

    assert [event.subject_name for event in Event.objects.all()] == ["tremor"]


def test_an_act_that_fails_leaves_nothing_that_its_parts_had_written():
    with pytest.raises(ZeroDivisionError), as_one(subject=PAGE):
        drafts.draft(records.small_record())
        _ = 1 / 0

    assert not Revision.objects.exists()


def test_a_part_that_fails_is_left_out_of_the_whole():
    with as_one(subject=PAGE):
        note()
        with pytest.raises(ZeroDivisionError), as_one(subject=TERM):
            note(TERM)
            _ = 1 / 0

    assert [each["field"] for each in Event.objects.get().differences] == ["dose"]


def test_rolling_the_act_back_takes_its_event_along():
    with transaction.atomic():
        drafts.draft(records.small_record())
        assert Event.objects.exists()
        transaction.set_rollback(True)

    assert not Event.objects.exists()


def test_long_texts_are_shortened_to_where_they_differ():
    text = "Take it with food. " * 200
    audit.record(
        kind=EventKind.DRAFT_SAVED, by=None, now=NOW, differences=[Difference("body", text, text.replace("food", "milk", 90))]
    )

    (difference,) = Event.objects.get().differences
    assert "milk" in difference["new"]
    assert len(difference["new"]) < 3 * MOST


def test_an_event_outlives_the_account_and_says_its_name():
    wilma = accounts.writer("wilma")
    document = drafts.draft(records.small_record(), by=wilma).document
    number = wilma.pk

    get_user_model().objects.filter(pk=number).delete()

    assert Event.objects.filter(by_id=number, by_name="Wilma", subject_id=str(document.pk)).exists()


def test_an_event_points_at_nothing():
    assert not [field.name for field in Event._meta.get_fields() if field.is_relation]
