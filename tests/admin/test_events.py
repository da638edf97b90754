"""Who did what, as administrators read it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medications.actions import audit
from medications.actions.audit import Difference, Subject
from medications.models import Event, EventKind
from tests.admin.desk import address
from tests.factories import accounts, drafts, records
from tests.factories.publications import NOW

EVENTS = "/admin/medications/event/"


@pytest.fixture
def administrator(desk):
    return desk(accounts.account("administrator")).client


def page(client, url: str = EVENTS, **query) -> str:
    response = client.get(url, query)
    assert response.status_code == 200
    return response.content.decode()


def note(count: int = 1, *, by=None, kind=EventKind.DRAFT_SAVED, name: str = "baclofen", **kwargs) -> Event:
    """So many events, one a minute."""
    by = by or accounts.writer()
    for minute in range(count):
        subject = Subject("medication", f"{minute}", f"{name} {minute}")
        audit.record(kind=kind, by=by, now=NOW + timedelta(minutes=minute), subject=subject, **kwargs)
    return Event.objects.first()


def test_a_row_is_one_sentence(administrator):
    note()

    assert "Writer saved a draft: baclofen 0" in page(administrator)


def test_what_a_command_did_is_not_said_of_nobody(administrator):
    audit.record(kind=EventKind.STREAM_STARTED, by=None, now=NOW)
    audit.record(kind=EventKind.SIGN_IN_FAILED, by=None, now=NOW, subject=Subject("account", "1", "nora"))

    shown = page(administrator)
    assert "A command started a new stream of changes" in shown
    assert "Somebody tried to sign in and was refused: nora" in shown


def test_the_newest_come_first_and_fifty_at_once(administrator):
    note(60)

    first = page(administrator)
    assert first.index("baclofen 59") < first.index("baclofen 58")
    assert "baclofen 9<" not in first
    assert "baclofen 9<" in page(administrator, p=2)


def queries(client, **query) -> int:
    with CaptureQueriesContext(connection) as captured:
        page(client, **query)
    return len(captured)


def test_more_events_cost_no_more_queries(administrator):
    note(2)
    few = queries(administrator)
    note(48)

    assert queries(administrator) == few <= 12


FILTERS = {
    "kind": lambda: {"kind__exact": "published"},
    "person": lambda: {"person": accounts.publisher().pk},
    "kind of thing": lambda: {"subject_kind": "symptom"},
    "day": lambda: {"at__gte": "2026-03-03 00:00:00+00:00"},
    "one thing": lambda: {"subject_id": "tremor-id"},
    "name of the thing": lambda: {"q": "trem"},
    "name of the person": lambda: {"q": "publisher"},
}


@pytest.mark.parametrize("name", FILTERS)
def test_the_list_is_narrowed_by(administrator, name):
    note()
    audit.record(
        kind=EventKind.PUBLISHED,
        by=accounts.publisher(),
        now=NOW + timedelta(days=1),
        subject=Subject("symptom", "tremor-id", "tremor"),
    )

    shown = page(administrator, **FILTERS[name]())
    assert "Publisher published: tremor" in shown
    assert "baclofen" not in shown


@pytest.mark.parametrize("person", ["x", "-1", "9" * 30, "1 OR 1=1", ""])
def test_a_person_who_is_none_finds_nothing(administrator, person):
    note()

    assert "baclofen" not in page(administrator, person=person)


def test_people_who_are_gone_can_still_be_asked_for(administrator):
    wilma = accounts.writer("wilma")
    note(by=wilma)
    number = wilma.pk
    wilma.delete()

    shown = page(administrator, person=number)
    assert "Wilma saved a draft" in shown


def test_one_event_shows_every_value_before_and_after(administrator):
    event = note(differences=[Difference("dose", "5 mg", "10 mg"), Difference("note", "", "new")], note="Version 2.")

    shown = page(administrator, f"{EVENTS}{event.pk}/change/")
    for text in ("Dose", "5 mg", "10 mg", "Version 2.", "nothing", "Writer"):
        assert text in shown


def test_what_was_typed_is_shown_and_never_run(administrator):
    event = note(name="<script>alert(1)</script>", differences=[Difference("<b>x", "<img src=x>", "<i>y")], note="<u>z")

    for shown in (page(administrator), page(administrator, f"{EVENTS}{event.pk}/change/")):
        assert not any(tag in shown for tag in ("<script>alert", "<b>x", "<img src=x", "<i>y", "<u>z"))


@pytest.mark.parametrize("role", ["writer", "reviewer", "publisher"])
def test_others_see_no_events(desk, role):
    event = note()
    client = desk(accounts.account(role)).client

    assert client.get(EVENTS).status_code == 403
    assert client.get(f"{EVENTS}{event.pk}/change/").status_code == 403
    assert "medications/event" not in client.get("/admin/").content.decode()


def test_nobody_changes_adds_or_deletes_events(administrator):
    event = note()

    assert administrator.get(f"{EVENTS}add/").status_code == 403
    assert administrator.post(f"{EVENTS}add/", {"kind": "approved"}).status_code == 403
    assert administrator.post(f"{EVENTS}{event.pk}/delete/", {"post": "yes"}).status_code == 403
    administrator.post(f"{EVENTS}{event.pk}/change/", {"note": "never"})
    assert Event.objects.filter(note="never").count() == 0


def test_an_event_that_is_not_there_is_not_found(administrator):
    assert administrator.get(f"{EVENTS}99999/change/").status_code == 404
    assert administrator.get(f"{EVENTS}x/change/").status_code == 404


def test_the_history_of_a_page_leads_administrators_to_its_values(administrator, desk):
    document = drafts.draft(records.small_record()).document
    drafts.edited(document, pronunciation="new way")
    link = f"{EVENTS}?subject_id={document.pk}"

    assert link in page(administrator, address(document, "history"))
    assert page(administrator, link).count("saved a draft: ") == 2
    assert link not in page(desk(accounts.writer()).client, address(document, "history"))


def test_saving_the_form_leaves_one_event_with_each_value(desk):
    document = drafts.draft(records.small_record()).document
    before = Event.objects.count()

    desk().change(document, pronunciation="new way", controlled_schedule="II")

    assert Event.objects.count() == before + 1
    event = Event.objects.first()
    assert event.note == "Version 1 became version 2."
    assert {(each["field"], each["old"]) for each in event.differences} == {
        ("Pronunciation", ""),
        ("Controlled-substance schedule (US)", ""),
    }


def test_a_save_that_is_refused_or_changes_nothing_leaves_none(desk):
    writer, document = desk(), drafts.draft(records.small_record()).document
    values = writer.boxes(document)
    writer.save(document, values)
    drafts.edited(document, pronunciation="by somebody else")
    before = Event.objects.count()

    writer.save(document, {**values, "pronunciation": "too late"})

    assert before == 2 + Event.objects.exclude(subject_id=str(document.pk)).count()
    assert Event.objects.count() == before
