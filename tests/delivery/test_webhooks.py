"""Webhooks: what is published is pushed, signed, in time, and at least once, whoever is down meanwhile."""

import json
import ssl
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from standardwebhooks import Webhook as Oracle
from standardwebhooks import WebhookVerificationError

from medications.actions import partners
from medications.actions.partners import webhook_outbox, webhooks
from medications.content.choices import WebhookStop
from medications.delivery import webhook_sending
from medications.models import Change, Webhook, WebhookAttempt, WebhookDelivery
from medications.projections import webhook_event
from tests.assertions import recorded_sql
from tests.delivery.internet import answer, certificate, redirect, silent
from tests.factories import accounts, publications, records
from tests.factories.keys import issued
from tests.factories.publications import NOW
from tests.factories.site import kept
from tests.factories.webhooks import URL, happened, key_for_webhooks, registered
from tests.factories.withdrawals import AFTERWARDS, reinstated, suppressed, withdrawn

pytestmark = pytest.mark.django_db
OK = answer()
SECOND = timedelta(seconds=1)


class Clock:
    """Stands still until it is moved."""

    def __init__(self, now=NOW):
        self.now = now

    def __call__(self):
        return self.now


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    """One public medicine, and what it names."""
    with kept(django_db_blocker):
        yield publications.published(records.small_record("orbelazine"))


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(scope="module")
def tls(tmp_path_factory):
    return certificate(tmp_path_factory.mktemp("tls"), "partner.example", "other.example")


@pytest.fixture
def partner(internet, tls):
    """The receiver at URL; `answers` may be replaced."""
    return Receiver(internet, tls)


class Receiver:
    def __init__(self, internet, tls, name: str = "partner.example", address: str = "93.184.215.14"):
        server, trusted = tls
        internet.tls = ssl.create_default_context(cafile=trusted)
        self.answers = OK
        self.server = internet.site(name, lambda sock, request: self.answers(sock, request), tls=server, address=address)

    @property
    def got(self) -> list[tuple[dict, bytes]]:
        """Headers, in small letters, and body of each request."""
        return [_taken_apart(each) for each in self.server.requests]

    @property
    def told(self) -> list[dict]:
        return [json.loads(body) for _, body in self.got]

    @property
    def kinds(self) -> list[str]:
        return [each["type"] for each in self.told]


def _taken_apart(request: bytes) -> tuple[dict, bytes]:
    head, _, body = request.partition(b"\r\n\r\n")
    fields = [line.decode().split(": ", 1) for line in head.split(b"\r\n")[1:]]
    return {name.lower(): value for name, value in fields}, body


def deliver(internet, clock) -> int:
    return webhook_outbox.deliver_due(clock, internet.client())


def waiting() -> int:
    return WebhookDelivery.objects.waiting().count()


# What is sent


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


# Nothing is lost, and nothing is told that did not happen


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


# What is refused, and what is tried again


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


# Secrets


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


# Tests, sending again, pruning


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


# Who may, and what is refused


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
