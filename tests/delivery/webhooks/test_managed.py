"""Tests, sending again, pruning, and who may do what with a webhook."""

from datetime import timedelta

import pytest

from medications.actions.partners import webhook_outbox, webhooks
from medications.models import Change, Webhook, WebhookAttempt, WebhookDelivery
from tests.assertions import recorded_sql
from tests.delivery.webhooks.receiver import deliver
from tests.factories import accounts
from tests.factories.keys import issued
from tests.factories.publications import NOW
from tests.factories.webhooks import URL, happened, key_for_webhooks, registered

pytestmark = pytest.mark.django_db


def test_a_test_is_sent_and_says_that_it_is_one(internet, partner, clock):
    webhook, _ = registered()
    webhooks.send_test(webhook=webhook, by=webhook.key, now=NOW)

    deliver(internet, clock)

    assert partner.told == [{"type": "webhook.test", "timestamp": "2026-03-02T12:00:00Z", "data": {"webhook": str(webhook.pk)}}]


def test_changes_are_sent_again_under_the_same_names(internet, partner, clock):
    webhook, _ = registered()
    before = Change.objects.count()
    for _ in range(3):
        happened()
    deliver(internet, clock)
    first = {headers["webhook-id"]: body for headers, body in partner.got}
    partner.server.requests.clear()
    webhook_outbox.prune(now=NOW + timedelta(days=31))  # nor does a name depend on whether the message is still known

    count, last = webhooks.replay(webhook=webhook, after=before + 1, by=webhook.key, now=NOW)
    deliver(internet, clock)

    again = {headers["webhook-id"]: body for headers, body in partner.got}
    assert (count, last, len(again)) == (2, before + 3, 2)
    assert again.items() <= first.items()


def test_one_change_is_sent_again_even_from_before_the_webhook_was_there(internet, partner, clock):
    happened()
    webhook, _ = registered(kinds=["withdrawn"])

    assert webhooks.replay(webhook=webhook, sequence=2, by=webhook.key, now=NOW)[0] == 1
    deliver(internet, clock)

    assert [each["data"]["sequence"] for each in partner.told] == [2]
    with pytest.raises(webhooks.CannotManage, match="no change 99"):
        webhooks.replay(webhook=webhook, sequence=99, by=webhook.key, now=NOW)


def test_what_is_old_is_deleted_with_its_attempts(internet, partner, clock):
    webhook, _ = registered()
    happened()
    deliver(internet, clock)
    webhooks.send_test(webhook=webhook, by=webhook.key, now=NOW + timedelta(days=29))

    deleted = webhook_outbox.prune(now=NOW + timedelta(days=30, hours=1))

    assert deleted == 1
    assert WebhookDelivery.objects.count() == 1
    assert not WebhookAttempt.objects.exists()


@pytest.mark.parametrize(
    "url",
    [
        *("http://partner.example/", "ftp://partner.example/", "partner.example", "https://localhost/", "https://127.0.0.1/"),
        *("https://10.0.0.1/", "https://[::1]/", "https://partner.example:8443/", "https://user:pw@partner.example/"),
        "https://partner.example:80/",
        *("https://0x7f.1/", "https://partner.example/" + "x" * 2048),
    ],
)
def test_an_address_that_could_reach_inside_is_refused(url):
    key = key_for_webhooks()

    with pytest.raises(webhooks.CannotManage):
        registered(key=key, url=url)

    assert not Webhook.objects.exists()


def test_a_key_manages_its_own_webhooks_only():
    webhook, _ = registered()
    other, without = key_for_webhooks(), issued()[0]

    for by in (other, without, accounts.account("publisher")):
        with pytest.raises(webhooks.NotAllowed):
            webhooks.stop(webhook=webhook, by=by, now=NOW)
    with pytest.raises(webhooks.NotAllowed):
        webhooks.register(key=without, url=URL, by=without, now=NOW)


def test_a_holder_does_not_start_what_staff_stopped():
    webhook, _ = registered()
    webhooks.stop(webhook=webhook, by=accounts.account("administrator"), now=NOW)

    with pytest.raises(webhooks.CannotManage, match="staff"):
        webhooks.start(webhook=webhook, by=webhook.key, now=NOW)


def test_a_key_has_ten_webhooks_at_most():
    key = key_for_webhooks()
    for _ in range(10):
        webhook, _ = registered(key=key)

    with pytest.raises(webhooks.CannotManage, match="10 webhooks"):
        registered(key=key)
    webhooks.remove(webhook=webhook, by=key, now=NOW)
    registered(key=key)


def test_removed_it_keeps_no_secret_and_is_sent_nothing(internet, partner, clock):
    webhook, _ = registered()
    happened()
    webhooks.make_secret(webhook=webhook, by=webhook.key, now=NOW)
    webhooks.remove(webhook=webhook, by=webhook.key, now=NOW)

    webhook.refresh_from_db()
    assert (webhook.secret, webhook.former_secret) == ("", "")
    assert deliver(internet, clock) == 0
    with pytest.raises(webhooks.CannotManage, match="removed"):
        webhooks.start(webhook=webhook, by=webhook.key, now=NOW)


def test_the_outbox_takes_two_statements_however_many_listen():
    for _ in range(3):
        registered()

    with recorded_sql() as statements:
        happened()

    assert len([sql for sql in statements if "medications_webhook" in sql]) == 2
