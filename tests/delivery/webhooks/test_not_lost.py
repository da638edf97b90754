"""Nothing is lost, and nothing is told that did not happen, whoever is down meanwhile."""

from datetime import timedelta

import pytest
from django.db import transaction

from medications.actions.partners import webhook_outbox
from medications.delivery import webhook_sending
from medications.models import Change, Webhook, WebhookDelivery
from tests.delivery.internet import answer
from tests.delivery.webhooks.receiver import OK, Receiver, deliver, waiting
from tests.factories import publications, records
from tests.factories.publications import NOW
from tests.factories.webhooks import happened, registered
from tests.factories.withdrawals import AFTERWARDS, reinstated, suppressed, withdrawn

pytestmark = pytest.mark.django_db


def test_a_message_goes_with_the_publication_that_is_undone():
    registered()
    before = Change.objects.count()

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        publications.published(records.small_record("otherazine"))
        assert waiting() == Change.objects.count() - before > 0
        raise ZeroDivisionError

    assert (waiting(), Change.objects.count()) == (0, before)


def test_whatever_the_public_sees_happen_is_put_into_the_outbox(site):
    registered(now=AFTERWARDS)
    before = set(Change.objects.values_list("pk", flat=True))

    withdrawn(site.document)
    reinstated(site.document)
    publications.republished(site.document, now=AFTERWARDS, pronunciation="or-BEL")
    suppressed(site.revision)

    told = WebhookDelivery.objects.filter(change__document=site.document).values_list("change__kind", flat=True)
    assert {"reinstated", "suppressed", "updated", "withdrawn"} == set(told)
    assert {*WebhookDelivery.objects.values_list("change", flat=True)} == {*Change.objects.values_list("pk", flat=True)} - before


def test_a_receiver_that_is_down_gets_everything_when_it_is_back(internet, partner, clock):
    registered()
    partner.answers = answer(status="503 Service Unavailable")
    sequences = [happened().sequence for _ in range(3)]
    for _ in range(5):
        deliver(internet, clock)
        clock.now += timedelta(minutes=6)
    assert waiting() == 3

    partner.answers = OK
    partner.server.requests.clear()
    clock.now += timedelta(minutes=40)
    deliver(internet, clock)

    assert not waiting()
    assert sorted(each["data"]["sequence"] for each in partner.told) == sequences


def test_once_something_gets_through_all_that_waits_is_due(internet, partner, clock):
    webhook, _ = registered()
    happened()
    happened()
    Webhook.objects.filter(pk=webhook.pk).update(failing_since=NOW)
    WebhookDelivery.objects.update(due_at=NOW + timedelta(hours=20))
    happened()

    deliver(internet, clock)

    assert (len(partner.got), waiting()) == (3, 0)


def test_a_receiver_that_is_down_is_not_asked_for_every_message(internet, partner, clock):
    registered()
    partner.answers = answer(status="500 Internal Server Error")
    happened()
    happened()

    assert deliver(internet, clock) == 1
    assert deliver(internet, clock) == 0


class Died(BaseException):
    """As if the worker had been killed."""


def test_a_worker_that_dies_after_sending_leaves_the_message_to_the_next(internet, partner, clock):
    registered()
    happened()
    client = internet.client()
    post = client.post

    def killed(*args, **kwargs):
        post(*args, **kwargs)
        raise Died

    client.post = killed
    with pytest.raises(Died):
        webhook_outbox.deliver_due(clock, client)
    assert deliver(internet, clock) == 0, "the claim holds for a while"

    clock.now += webhook_outbox.CLAIM
    assert deliver(internet, clock) == 1
    assert len({headers["webhook-id"] for headers, _ in partner.got}) == 1, "the same message, so that it is known again"
    assert len(partner.got) == 2
    assert not waiting()


def test_no_transaction_is_open_while_the_receiver_takes_its_time(internet, partner, clock, monkeypatch):
    registered()
    happened()
    depth, seen = len(transaction.get_connection().savepoint_ids), []
    real = webhook_sending.sent
    monkeypatch.setattr(
        webhook_sending, "sent", lambda *args: seen.append(len(transaction.get_connection().savepoint_ids)) or real(*args)
    )

    deliver(internet, clock)

    assert seen == [depth]


def test_what_may_harm_comes_first(internet, partner, clock):
    registered()
    for kind in ("reviewed", "corrected", "safety"):
        happened(kind)

    deliver(internet, clock)

    assert partner.kinds == ["medication.safety", "medication.reviewed", "medication.corrected"]


def test_a_receiver_that_works_is_served_before_one_that_fails(internet, partner, tls, clock):
    failing, _ = registered()
    other = Receiver(internet, tls, "other.example", "93.184.215.15")
    registered(url="https://other.example/", now=NOW - timedelta(days=1))  # its message is written after the other
    Webhook.objects.filter(pk=failing.pk).update(failing_since=NOW)
    happened()

    webhook_outbox.deliver_due(clock, internet.client(), go_on=iter([True, False]).__next__)

    assert (len(other.got), len(partner.got)) == (1, 0)
