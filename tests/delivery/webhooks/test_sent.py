"""What a webhook is told, signed as Standard Webhooks wants it."""

import json
from datetime import UTC, datetime

import pytest
from standardwebhooks import Webhook as Oracle
from standardwebhooks import WebhookVerificationError

from medications.actions.partners import webhook_outbox, webhooks
from medications.delivery import webhook_sending
from medications.models import Change
from medications.projections import webhook_event
from tests.delivery.webhooks.receiver import Clock, deliver
from tests.factories import publications, records
from tests.factories.webhooks import happened, registered

pytestmark = pytest.mark.django_db


def test_a_change_is_told_thinly(internet, partner, clock):
    registered()
    change = happened()

    deliver(internet, clock)

    told = partner.told[-1]
    assert told == {
        "type": "medication.reviewed",
        "timestamp": "2026-03-02T12:00:00Z",
        "data": {
            "stream": str(change.stream_id),
            "sequence": change.sequence,
            "kind": "reviewed",
            "document": {"uuid": str(change.document_id), "kind": "medication", "slug": "orbelazine"},
            "publication_number": change.publication_number,
            "url": f"http://testserver/api/v1/medications/{change.document_id}/",
            "change_url": f"http://testserver/api/v1/changes/?stream={change.stream_id}&after={change.sequence - 1}",
        },
    }
    assert len(partner.got) == 1


def test_what_is_told_leads_to_the_change_and_the_record(internet, partner, clock, client):
    registered()
    happened()
    deliver(internet, clock)

    data = partner.told[-1]["data"]

    assert client.get(data["url"]).json()["uuid"] == data["document"]["uuid"]
    first = client.get(data["change_url"]).json()["results"][0]
    assert (first["sequence"], first["kind"]) == (data["sequence"], data["kind"])


def test_whatever_has_a_record_in_the_api_is_told_with_its_address(client):
    publications.published(records.side_effect_record("hiccups", resembles=[], may_worsen=[]))
    told = [json.loads(webhook_event.of_change(each))["data"] for each in Change.objects.select_related("document")]

    with_record = {each["document"]["kind"] for each in told if each["url"]}
    assert with_record == {"medication", "symptom", "side_effect", "source"}
    assert all(client.get(each["url"]).json()["uuid"] == each["document"]["uuid"] for each in told if each["url"])


def test_its_signature_is_what_standard_webhooks_verifies(internet, partner):
    now = datetime.now(UTC)
    _, secret = registered(now=now)
    happened(now=now)

    deliver(internet, Clock(now))

    headers, body = partner.got[-1]
    assert Oracle(secret).verify(body, headers) == json.loads(body)
    with pytest.raises(WebhookVerificationError):
        Oracle(secret).verify(body + b" ", headers)
    with pytest.raises(WebhookVerificationError):
        Oracle(secret).verify(body, {**headers, "webhook-id": "other"})


def test_it_signs_as_the_text_of_the_standard_does():
    """The example that every library of Standard Webhooks tests itself with."""
    headers = webhook_sending.signed(
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        b'{"test": 2432232314}',
        datetime.fromtimestamp(1614265330, UTC),
        ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
    )

    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_for_some_days_both_secrets_count(internet, partner):
    now = datetime.now(UTC)
    webhook, former = registered(now=now)
    present = webhooks.make_secret(webhook=webhook, by=webhook.key, now=now)
    happened(now=now)
    deliver(internet, Clock(now))

    headers, body = partner.got[-1]
    assert former != present
    for secret in (former, present):
        Oracle(secret).verify(body, headers)

    webhook.refresh_from_db()
    assert len(webhook_outbox.secrets_of(webhook, now + webhooks.BOTH_COUNT_FOR)) == 1


def test_only_the_kinds_that_were_asked_for_are_sent(internet, partner, clock):
    registered(kinds=["safety"])
    registered(document_kinds=["side_effect"])
    happened("reviewed")
    happened("safety")

    deliver(internet, clock)

    assert partner.kinds == ["medication.safety"]
