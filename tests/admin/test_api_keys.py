"""Keys of partner sites on the desk: shown once, kept nowhere, taken back on purpose."""

import logging
import re
from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from medications.actions import partners, streams
from medications.actions.partners import following, webhook_stops, webhooks
from medications.content.choices import WebhookStop
from medications.models import ApiKey, Event, EventKind, Webhook
from tests.admin.desk import said
from tests.admin.filled import boxes
from tests.assertions import recorded_sql
from tests.factories import accounts, publications, records
from tests.factories.keys import issued
from tests.factories.webhooks import key_for_webhooks, registered

KEYS = "/admin/medications/apikey/"
ISSUE = f"{KEYS}issue/"


@pytest.fixture
def administrator(desk):
    return desk(accounts.account("administrator")).client


def filled(client, **values) -> dict:
    return {**boxes(client.get(ISSUE), "apikey_form"), "holder": "Example partner", "contact": "a@partner.example", **values}


def key_on(response) -> str:
    found = re.findall(r'value="(msp_[0-9A-Za-z]{42})"', response.content.decode())
    assert len(found) == 1, response.content.decode()
    return found[0]


def a_key():
    now = timezone.now()
    return issued(now=now, expires=now + timedelta(days=9))


def test_a_key_is_shown_once_and_works(administrator):
    response = administrator.post(ISSUE, filled(administrator))
    plain = key_on(response)

    key = partners.key_of(plain, timezone.now())
    assert key.holder == "Example partner"
    for url in (KEYS, f"{KEYS}{key.pk}/change/", ISSUE, "/admin/medications/event/"):
        assert plain not in administrator.get(url).content.decode()


def test_a_key_is_kept_nowhere(administrator, caplog):
    with caplog.at_level(logging.DEBUG):
        response = administrator.post(ISSUE, filled(administrator))
    plain = key_on(response)

    secret = plain[partners.SHOWN :]
    assert "no-store" in response["Cache-Control"]
    assert said(response) == []
    kept = [*response.cookies.values(), *(session.get_decoded() for session in Session.objects.all()), caplog.text]
    kept += [*Event.objects.values(), *ApiKey.objects.values(), response.headers]
    assert not any(secret in str(each) for each in kept)


def test_a_form_sent_again_issues_no_second_key(administrator):
    values = filled(administrator)
    administrator.post(ISSUE, values)

    response = administrator.post(ISSUE, values)

    assert "sent before" in response.content.decode()
    assert "msp_" not in re.sub(r"<input[^>]*prefix_of_key[^>]*>", "", response.content.decode())
    assert ApiKey.objects.count() == 1


def test_a_key_is_good_until_the_end_of_the_day_that_was_chosen(administrator, settings):
    settings.TIME_ZONE = "America/Toronto"
    last = timezone.localdate() + timedelta(days=10)
    with timezone.override("America/Toronto"):
        administrator.post(ISSUE, filled(administrator, last_day=last.isoformat()))
        until = timezone.localtime(ApiKey.objects.get().expires_at)

    assert until.date() == last + timedelta(days=1)
    assert (until.hour, until.minute) == (0, 0)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("last_day", "2020-01-01"),
        ("last_day", (date.today() + timedelta(days=1000)).isoformat()),  # noqa: DTZ011 - far enough for every zone
        ("last_day", "9999-12-31"),
        ("last_day", "x"),
        ("holder", ""),
        ("holder", "a\0b"),
        ("contact", "nobody"),
        ("prefix_of_key", "msp_1"),
        ("prefix_of_key", "x" * 500),
    ],
)
def test_what_cannot_be_is_said_and_issues_nothing(administrator, name, value):
    response = administrator.post(ISSUE, filled(administrator, **{name: value}))

    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert not ApiKey.objects.exists()


def test_taking_a_key_back_needs_a_yes(administrator):
    key, plain = a_key()
    url = f"{KEYS}{key.pk}/change/"

    asked = administrator.post(url, {})
    assert "tick the box" in asked.content.decode()
    assert partners.key_of(plain, timezone.now()) == key

    administrator.post(url, {"sure": "on"})
    assert partners.key_of(plain, timezone.now()) is None
    assert "Revoked" in administrator.get(KEYS).content.decode()
    assert "Revoke the key" not in administrator.get(url).content.decode()


def test_the_list_says_which_keys_are_valid(administrator):
    now = timezone.now()
    a_key()
    issued(now=now - timedelta(days=3), expires=now - timedelta(days=1), holder="Old partner")

    page = administrator.get(KEYS).content.decode()
    assert "Valid" in page
    assert "Expired" in page
    assert "Old partner" in page


@pytest.mark.parametrize("role", ["writer", "reviewer", "publisher"])
def test_others_neither_see_nor_issue_nor_revoke(desk, role):
    key, plain = a_key()
    client = desk(accounts.account(role)).client

    for url in (KEYS, ISSUE, f"{KEYS}{key.pk}/change/"):
        assert client.get(url).status_code == 403, url
    assert client.post(ISSUE, {"holder": "x"}).status_code == 403
    assert client.post(f"{KEYS}{key.pk}/change/", {"sure": "on"}).status_code == 403
    assert partners.key_of(plain, timezone.now()) == key


def test_issuing_and_revoking_need_the_forgery_token(db):
    key, _ = a_key()
    client = Client(enforce_csrf_checks=True)
    accounts.sign_in(client, accounts.account("administrator"))

    assert client.post(ISSUE, {"holder": "x"}).status_code == 403
    assert client.post(f"{KEYS}{key.pk}/change/", {"sure": "on"}).status_code == 403


def test_keys_are_never_deleted_nor_made_in_another_way(administrator):
    key, _ = a_key()

    assert administrator.post(f"{KEYS}{key.pk}/delete/", {"post": "yes"}).status_code == 403
    assert administrator.get(f"{KEYS}add/")["Location"] == ISSUE
    assert administrator.get(f"{KEYS}{key.pk}/history/")["Location"].startswith("/admin/medications/event/")
    assert ApiKey.objects.count() == 1


def test_both_acts_are_written_down(administrator):
    administrator.post(ISSUE, filled(administrator))
    key = ApiKey.objects.get()
    administrator.post(f"{KEYS}{key.pk}/change/", {"sure": "on"})

    found = Event.objects.filter(subject_kind="API key", subject_id=str(key.pk)).order_by("pk")
    assert [event.kind for event in found] == [EventKind.KEY_ISSUED, EventKind.KEY_REVOKED]
    assert {event.by_name for event in found} == {"Administrator"}


def listed(page: str, column: str) -> list[str]:
    return re.findall(rf'<td class="field-{column}">(.*?)</td>', page)


def test_staff_see_who_is_behind_and_by_how_much(administrator):
    now = timezone.now()
    first = publications.published(records.small_record(), now=now - timedelta(days=3))
    for holder, sequence in {"Fresh": first.sequence, "Behind": first.sequence - 1, "Silent": None}.items():
        key, _ = issued(now=now, expires=now + timedelta(days=9), holder=holder)
        if sequence is not None:
            following.note_cursor(key=key, stream=str(first.stream_id), sequence=sequence, now=now)

    page = administrator.get(KEYS).content.decode()

    assert listed(page, "follows") == [
        '<strong class="desk-late">1 change behind, for 3\xa0days</strong>',
        "Never asked for changes",
        "Up to date",
    ]
    streams.start_new(now=now)
    assert "since the stream of changes is a new one" in administrator.get(KEYS).content.decode()


def test_who_must_start_again_comes_before_who_is_behind_and_keys_that_ended_are_last(administrator):
    now = timezone.now()
    old = publications.published(records.small_record(), now=now - timedelta(days=9))
    for holder in ("Ended", "Revoked", "Was up to date"):
        key, _ = issued(now=now, expires=now + timedelta(days=90), holder=holder)
        following.note_cursor(key=key, stream=str(old.stream_id), sequence=old.sequence, now=now)
    new = streams.start_new(now=now)
    key, _ = issued(now=now, expires=now + timedelta(days=90), holder="Behind")
    following.note_cursor(key=key, stream=str(new.pk), sequence=0, now=now)
    publications.published(records.small_record("other"), now=now)
    ApiKey.objects.filter(holder="Ended").update(expires_at=now + timedelta(seconds=1))
    partners.revoke_key(key=ApiKey.objects.get(holder="Revoked"), by=accounts.account("administrator"), now=now)

    with time_machine.travel(now + timedelta(seconds=2), tick=False):
        page = administrator.get(KEYS).content.decode()

    assert re.findall(r'field-holder"><a [^>]*>([^<]*)', page) == ["Was up to date", "Behind", "Ended", "Revoked"]
    assert listed(page, "follows")[2:] == ["", ""]


@pytest.mark.parametrize(
    ("left", "state"), [(31, "Valid"), (30, "Valid, ends in 30 days"), (1, "Valid, ends in 1 day"), (0, "Valid, ends today")]
)
def test_staff_see_which_keys_end_soon(administrator, left, state):
    now = timezone.now()
    midnight = (now + timedelta(days=left + 1)).replace(hour=0, minute=0, second=0, microsecond=0)
    issued(now=now - timedelta(days=1), expires=midnight)

    shown = listed(administrator.get(KEYS).content.decode(), "listed_state")

    assert [re.sub("<.*?>", "", each) for each in shown] == [state]


def test_staff_see_which_keys_have_webhooks_that_cannot_be_reached(administrator):
    now = timezone.now()
    key = key_for_webhooks(now=now, expires=now + timedelta(days=90))
    sites = ("failing", "gone", "removed", "active")
    hooks = {site: registered(key=key, url=f"https://{site}.example/", now=now)[0] for site in sites}
    Webhook.objects.filter(pk=hooks["failing"].pk).update(failing_since=now - timedelta(days=2))
    webhook_stops.stop_by_itself(hooks["gone"], WebhookStop.GONE, now)
    webhooks.remove(webhook=hooks["removed"], by=key, now=now)

    shown = re.sub("<.*?>", "", administrator.get(f"{KEYS}{key.pk}/change/").content.decode())

    assert "1 active, 1 failing, 1 stopped" in listed(administrator.get(KEYS).content.decode(), "told")[0]
    assert "failing.example: Failing for 2\xa0days" in shown
    assert "gone.example: Stopped: the receiver answered 410 (gone)" in shown
    assert "removed.example" not in shown


def test_the_list_asks_no_more_for_more_keys(administrator):
    counts = []
    for _ in range(2):
        a_key()
        with recorded_sql() as statements:
            administrator.get(KEYS)
        counts.append(len(statements))

    assert counts[0] == counts[1]


def test_a_key_for_webhooks_is_issued_on_purpose(administrator):
    administrator.post(ISSUE, filled(administrator))
    administrator.post(ISSUE, filled(administrator, for_webhooks="on"))

    assert [key.scopes for key in ApiKey.objects.order_by("pk")] == [[], ["webhooks"]]
    assert "webhooks" in administrator.get(f"{KEYS}{ApiKey.objects.latest('pk').pk}/change/").content.decode()
