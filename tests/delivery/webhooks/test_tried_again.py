"""What is no success is tried again for days; what cannot be sent stops the webhook."""

from datetime import timedelta

import pytest

from medications.actions import partners
from medications.actions.partners import webhooks
from medications.content.choices import WebhookStop
from medications.delivery import webhook_sending
from medications.models import Webhook, WebhookAttempt, WebhookDelivery
from tests.delivery.internet import answer, redirect, silent
from tests.delivery.webhooks.receiver import SECOND, Receiver, deliver, waiting
from tests.factories import accounts
from tests.factories.publications import NOW
from tests.factories.webhooks import happened, registered

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (redirect("https://other.example/"), "leads on"),
        (redirect("https://other.example/", "308 Permanent Redirect"), "leads on"),
        (answer(status="404 Not Found"), "404"),
        (answer(status="500 Internal Server Error"), "500"),
        (lambda sock, request: None, "broke off"),
    ],
)
def test_what_is_no_success_is_tried_again(internet, partner, tls, clock, answers, said):
    other = Receiver(internet, tls, "other.example", "93.184.215.15")
    registered()
    happened()
    partner.answers = answers

    deliver(internet, clock)

    assert said in WebhookAttempt.objects.get().problem
    assert waiting() == 1
    assert other.got == []


def test_a_receiver_that_says_nothing_is_left_after_the_time(internet, partner, clock, monkeypatch):
    monkeypatch.setattr(webhook_sending, "SECONDS", 0.3)
    registered()
    happened()
    partner.answers = silent

    deliver(internet, clock)

    attempt = WebhookAttempt.objects.get()
    assert (attempt.status, "longer than 0.3 seconds" in attempt.problem) == (None, True)


def test_fifteen_seconds_is_what_a_receiver_has():
    assert webhook_sending.SECONDS == 15


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1"])
def test_an_address_that_is_not_public_is_never_asked(internet, partner, clock, address):
    registered()
    internet.leads_to("partner.example", [address])
    happened()

    deliver(internet, clock)

    assert internet.connections == []
    assert "not on the public internet" in WebhookAttempt.objects.get().problem


def test_a_large_answer_is_not_read(internet, partner, clock):
    registered()
    happened()
    partner.answers = answer(b"x" * 3_000_000)

    deliver(internet, clock)

    assert not waiting()


def test_attempts_go_on_for_days(internet, partner, clock, mailoutbox, django_capture_on_commit_callbacks):
    webhook, _ = registered()
    happened()
    partner.answers = answer(status="500 Internal Server Error")

    for _ in range(30):
        with django_capture_on_commit_callbacks(execute=True):
            deliver(internet, clock)
        found = WebhookDelivery.objects.get()
        clock.now = max(found.due_at, clock.now + SECOND)

    hours = [round((each.at - NOW) / timedelta(hours=1)) for each in WebhookAttempt.objects.order_by("at")]
    assert len(hours) == 10
    assert 60 <= hours[-1] <= 90
    webhook.refresh_from_db()
    assert webhook.stopped_because == WebhookStop.FAILING
    assert [(mail.to, "partner.example" in mail.body) for mail in mailoutbox] == [(["web@partner.example"], True)]


def test_delays_are_not_the_same_for_all(internet, partner, clock):
    for _ in range(8):
        registered()
    happened()
    partner.answers = answer(status="500 Internal Server Error")

    deliver(internet, clock)

    assert len(set(WebhookDelivery.objects.values_list("due_at", flat=True))) > 1


def test_a_receiver_may_say_how_long_to_wait(internet, partner, clock):
    registered()
    happened()
    partner.answers = answer(status="429 Too Many Requests", headers={"Retry-After": "600"})

    deliver(internet, clock)

    assert WebhookDelivery.objects.get().due_at == NOW + timedelta(minutes=10)


def test_gone_stops_the_webhook_and_tells_its_holder(internet, partner, clock, mailoutbox, django_capture_on_commit_callbacks):
    webhook, secret = registered()
    happened()
    partner.answers = answer(status="410 Gone")

    with django_capture_on_commit_callbacks(execute=True):
        deliver(internet, clock)
    happened()

    webhook.refresh_from_db()
    assert (webhook.stopped_because, waiting(), len(partner.got)) == (WebhookStop.GONE, 0, 1)
    assert mailoutbox[0].to == ["web@partner.example"]
    assert secret not in mailoutbox[0].body


def test_nothing_is_sent_for_a_key_that_was_taken_back(internet, partner, clock):
    webhook, _ = registered()
    happened()
    partners.revoke_key(key=webhook.key, by=accounts.account("administrator"), now=NOW)

    assert deliver(internet, clock) == 0
    before = WebhookDelivery.objects.count()
    happened()
    assert WebhookDelivery.objects.count() == before


def test_the_secret_is_kept_where_nobody_reads_it(internet, partner, clock, caplog):
    webhook, secret = registered()
    happened()
    deliver(internet, clock)

    row = Webhook.objects.filter(pk=webhook.pk).values().get()
    assert secret not in str(row)
    assert secret.removeprefix("whsec_") not in str(row)
    assert secret not in caplog.text


def test_a_secret_that_cannot_be_read_stops_the_webhook_and_says_so(internet, partner, clock, settings):
    webhook, _ = registered()
    happened()
    settings.SECRET_KEY = "another-" + "y" * 60

    deliver(internet, clock)

    webhook.refresh_from_db()
    assert webhook.stopped_because == WebhookStop.SECRET_LOST
    assert partner.got == []
    with pytest.raises(webhooks.CannotManage, match="new one"):
        webhooks.start(webhook=webhook, by=webhook.key, now=NOW)
    webhooks.make_secret(webhook=webhook, by=webhook.key, now=NOW)
    webhooks.start(webhook=webhook, by=webhook.key, now=NOW)
