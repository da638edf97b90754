"""Webhooks on the desk: whether they get through, and what staff may do."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from medications.actions.partners import webhook_outbox, webhook_stops, webhooks
from medications.content.choices import WebhookStop
from medications.delivery import webhook_sending
from medications.delivery.webhook_sending import Outcome
from medications.models import Webhook, WebhookDelivery
from tests.admin.desk import said
from tests.assertions import recorded_sql
from tests.factories import accounts, publications, records
from tests.factories.keys import NEXT_YEAR
from tests.factories.site import kept
from tests.factories.webhooks import happened, key_for_webhooks, registered

pytestmark = pytest.mark.django_db
LIST = "/admin/medications/webhook/"


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        yield publications.published(records.small_record())


@pytest.fixture
def administrator(desk):
    return desk(accounts.account("administrator")).client


@pytest.fixture
def webhook():
    now = timezone.now()
    return registered(key=key_for_webhooks(now=now, expires=max(NEXT_YEAR, now + timedelta(days=30))), now=now)[0]


def at(webhook) -> str:
    return f"{LIST}{webhook.pk}/change/"


def test_what_came_of_messages_is_seen(administrator, webhook):
    now = timezone.now()
    happened("safety", now=now)
    delivery = webhook_outbox.claim(now)
    webhook_outbox.settle(delivery, Outcome(500, "It answered 500.", milliseconds=12), now)

    page = administrator.get(at(webhook)).content.decode()

    assert "It answered 500. (12 ms)" in page
    assert "Waits; next attempt" in page
    assert "Failing" in re.sub(r"\s+", " ", administrator.get(LIST).content.decode())


def test_what_somebody_should_look_at_stands_first_and_says_why(administrator, webhook):
    now = timezone.now()
    hooks = {
        site: registered(key=webhook.key, url=f"https://{site}.example/", now=now)[0]
        for site in ("removed", "by-staff", "gone", "failing")
    }
    webhooks.remove(webhook=hooks["removed"], by=webhook.key, now=now)
    webhooks.stop(webhook=hooks["by-staff"], by=accounts.account("administrator"), now=now)
    webhook_stops.stop_by_itself(hooks["gone"], WebhookStop.GONE, now)
    Webhook.objects.filter(pk=hooks["failing"].pk).update(failing_since=now - timedelta(days=2))

    page = administrator.get(LIST).content.decode()

    sites = re.findall(r'field-site">([^<]*)', page)
    states = re.findall(r'field-state">(.*?)</td>', page)
    assert sites == ["failing.example", "gone.example", "partner.example", "by-staff.example", "removed.example"]
    assert states[0] == '<strong class="desk-late">Failing for 2\xa0days</strong>'
    assert states[1].startswith('<strong class="desk-late">Stopped: the receiver answered 410 (gone), ')
    assert states[2] == "Active"
    assert states[3].startswith("Stopped by staff, ")
    assert states[4] == "Removed"


def test_neither_secret_nor_address_is_shown(administrator, webhook):
    secret = webhook_sending.opened_secret(webhook.secret)

    for page in (LIST, at(webhook), "/admin/medications/event/"):
        text = administrator.get(page).content.decode()
        assert secret not in text
        assert webhook.secret not in text
        assert "partner.example/hook" not in text


def test_it_is_stopped_started_tried_and_told_again(administrator, webhook):
    change = happened(now=timezone.now())
    assert "is stopped" in said(administrator.post(at(webhook), {"act": "stop"}))[0]
    webhook.refresh_from_db()
    assert webhook.stopped_because == "staff"

    administrator.post(at(webhook), {"act": "start"})
    administrator.post(at(webhook), {"act": "test"})
    told = said(administrator.post(at(webhook), {"act": "replay", "after": change.sequence - 1}))

    assert "1 change up to number" in told[-1]
    assert set(WebhookDelivery.objects.waiting().values_list("change", flat=True)) == {None, change.pk}


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"act": "replay"}, "after which number"),
        ({"act": "x"}, "valid choice"),
        ({"act": "replay", "after": "x"}, "whole number"),
    ],
)
def test_what_cannot_be_is_said(administrator, webhook, sent, why):
    response = administrator.post(at(webhook), sent)

    assert why in response.content.decode()
    assert not WebhookDelivery.objects.exists()


def test_a_stopped_one_says_why_it_is_not_tried(administrator, webhook):
    webhooks.stop(webhook=webhook, by=webhook.key, now=timezone.now())

    assert "start it first" in administrator.post(at(webhook), {"act": "test"}).content.decode()


@pytest.mark.parametrize("role", ["writer", "reviewer", "publisher"])
def test_others_neither_see_nor_do(desk, webhook, role):
    client = desk(accounts.account(role)).client

    assert client.get(LIST).status_code == 403
    assert client.get(at(webhook)).status_code == 403
    assert client.post(at(webhook), {"act": "stop"}).status_code == 403
    webhook.refresh_from_db()
    assert not webhook.stopped_at


def test_the_list_asks_no_more_for_more_webhooks(administrator):
    counts = []
    for _ in range(2):
        registered()
        with recorded_sql() as statements:
            administrator.get(LIST)
        counts.append(len(statements))

    assert counts[0] == counts[1]
