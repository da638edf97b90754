"""Webhooks as a partner's programmer manages them."""

import json
from datetime import timedelta

import jsonschema
import pytest
from django.utils import timezone

from medications.actions.partners import webhooks
from medications.content.choices import KeyScope
from medications.delivery import webhook_sending
from medications.models import Webhook, WebhookAttempt, WebhookDelivery
from medications.projections import webhook_event
from tests.api.described import assert_is, operation
from tests.assertions import assert_problem, recorded_sql
from tests.factories import publications, records
from tests.factories.accounts import account
from tests.factories.keys import issued
from tests.factories.site import kept
from tests.factories.webhooks import URL, happened, registered

pytestmark = pytest.mark.django_db
HERE = "/api/v1/webhooks/"


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        yield publications.published(records.small_record())


def a_key(*scopes):
    now = timezone.now()
    return issued(now=now, expires=now + timedelta(days=9), scopes=scopes)


@pytest.fixture
def key():
    return a_key(KeyScope.WEBHOOKS)


class Partner:
    """Asks with a key."""

    def __init__(self, client, plain: str):
        self.client, self.headers = client, {"Authorization": f"Bearer {plain}"}

    def __call__(self, method: str, path: str = HERE, **sent):
        body = {"data": json.dumps(sent), "content_type": "application/json"} if sent else {}
        return getattr(self.client, method)(path, headers=self.headers, **body)


@pytest.fixture
def ask(client, key):
    return Partner(client, key[1])


@pytest.fixture
def described(client):
    return client.get("/api/v1/schema/").json()


@pytest.fixture
def webhook(key):
    return registered(key=key[0], now=timezone.now())[0]


def at(webhook, part: str = "") -> str:
    return f"{HERE}{webhook.pk}/{part}"


def said(described, name: str, response) -> dict:
    """The answer, which is what the description says of it."""
    content = operation(described, name)["responses"][str(response.status_code)]["content"]
    assert_is(described, next(iter(content.values())), response)
    return response.json()


def test_the_secret_is_told_when_it_is_registered_and_never_again(ask, described):
    response = ask("post", url=URL, kinds=["safety", "withdrawn"])
    made = said(described, "registerWebhook", response)

    assert response.status_code == 201
    assert response["Location"] == f"{HERE}{made['id']}/"
    assert response["Cache-Control"] == "no-store"
    assert made["secret"] == webhook_sending.opened_secret(Webhook.objects.get().secret)
    for answer in (said(described, "getWebhook", ask("get", response["Location"])), said(described, "listWebhooks", ask("get"))):
        assert made["secret"] not in json.dumps(answer)


def test_a_new_secret_is_told_with_how_long_the_former_counts(ask, webhook, described):
    answer = said(described, "makeWebhookSecret", ask("post", at(webhook, "secret/")))

    assert answer["secret"].startswith("whsec_")
    assert answer["former_secret_until"]


def test_it_is_changed_stopped_and_started(ask, webhook, described):
    changed = said(described, "changeWebhook", ask("patch", at(webhook), document_kinds=["medication"], active=False))
    assert (changed["document_kinds"], changed["active"], changed["url"]) == (["medication"], False, URL)
    assert "holder" in changed["stopped_because"]
    happened(now=timezone.now())
    assert not WebhookDelivery.objects.exists()

    assert ask("patch", at(webhook), active=True).json()["active"]
    happened(now=timezone.now())
    assert ask("get", at(webhook)).json()["waiting"] == 1


def test_removed_it_is_gone_from_the_list(ask, webhook):
    assert ask("delete", at(webhook)).status_code == 204

    assert ask("get").json()["results"] == []
    assert_problem(ask("get", at(webhook)), 404)


def test_tests_and_changes_sent_again_are_found_among_the_deliveries(ask, webhook, described):
    change = happened(now=timezone.now() - timedelta(days=1))
    said(described, "testWebhook", ask("post", at(webhook, "test/")))
    assert said(described, "replayWebhook", ask("post", at(webhook, "replay/"), sequence=change.sequence))["sent"] == 1

    found = said(described, "listWebhookDeliveries", ask("get", at(webhook, "deliveries/")))["results"]

    assert sorted(each["message"][:4] for each in found) == ["chg_", "test"]
    assert {each["sequence"] for each in found} == {None, change.sequence}


def test_managing_takes_as_many_statements_for_many_webhooks_messages_and_medicines_as_for_few(ask, webhook, key):
    asked = [
        ("get", HERE, {}),
        ("get", at(webhook), {}),
        ("get", at(webhook, "deliveries/"), {}),
        ("patch", at(webhook), {"kinds": ["safety"]}),
        ("patch", at(webhook), {"kinds": []}),
        ("post", at(webhook, "replay/"), {"after": 0}),
        ("post", at(webhook, "secret/"), {}),
        ("post", at(webhook, "test/"), {}),
    ]

    def statements() -> dict:
        counts = {}
        for method, path, sent in asked:
            with recorded_sql() as sql:
                assert ask(method, path, **sent).status_code < 300
            counts[method, path, str(sent)] = len(sql)
        return counts

    happened()
    statements()  # now every change is among the messages
    few = statements()
    for number in range(4):
        registered(key=key[0], url=f"{URL}/{number}", now=timezone.now())
        publications.published(records.small_record(f"medicine {number}"))
    WebhookAttempt.objects.bulk_create(
        WebhookAttempt(delivery=each, at=timezone.now(), problem="x", milliseconds=1) for each in WebhookDelivery.objects.all()
    )

    assert statements() == few


@pytest.mark.parametrize(
    ("method", "part", "sent", "field"),
    [
        ("post", "", {"kinds": []}, "url"),
        ("post", "", {"url": "http://partner.example/"}, "url"),
        ("post", "", {"url": "https://10.0.0.1/"}, "url"),
        ("post", "", {"url": 3}, "url"),
        ("post", "", {"url": URL, "kinds": ["everything"]}, "kinds"),
        ("post", "", {"url": URL, "document_kinds": "medication"}, "document_kinds"),
        ("post", "", {"url": URL, "events": []}, "events"),
        ("patch", "one", {"active": "no"}, "active"),
        ("post", "replay/", {"x": 1}, "x"),
        ("post", "replay/", {"after": 1, "sequence": 2}, "after"),
        ("post", "replay/", {"after": -1}, "after"),
        ("post", "replay/", {"sequence": 9_999}, "sequence"),
        ("post", "replay/", {"sequence": True}, "sequence"),
    ],
)
def test_what_is_wrong_is_said_by_its_name(ask, webhook, method, part, sent, field):
    path = at(webhook) if part == "one" else at(webhook, part) if part else HERE

    problem = assert_problem(ask(method, path, **sent), 400)

    assert field in problem["errors"]


@pytest.mark.parametrize("body", ["{", "[]", "null", '"x"', "[" * 5000])
def test_what_is_no_object_is_refused(client, key, body):
    response = client.post(HERE, body, content_type="application/json", headers={"Authorization": f"Bearer {key[1]}"})

    assert_problem(response, 400)


def test_a_stopped_webhook_is_not_tried(ask, webhook):
    ask("patch", at(webhook), active=False)

    assert "start it first" in assert_problem(ask("post", at(webhook, "test/")), 409)["detail"]


def test_what_staff_stopped_is_started_by_staff(ask, webhook):
    webhooks.stop(webhook=webhook, by=account("administrator"), now=timezone.now())

    assert_problem(ask("patch", at(webhook), active=True), 409)


def test_what_is_changed_in_one_request_is_changed_whole_or_not_at_all(ask, webhook):
    before = ask("get", at(webhook)).json()["url"]
    webhooks.stop(webhook=webhook, by=account("administrator"), now=timezone.now())

    assert_problem(ask("patch", at(webhook), url="https://new.example/", active=True), 409)

    assert ask("get", at(webhook)).json()["url"] == before


WAYS = [
    *(("get", ""), ("post", ""), ("get", "one"), ("patch", "one"), ("delete", "one"), ("get", "deliveries/")),
    *(("post", "secret/"), ("post", "test/"), ("post", "replay/")),
]


@pytest.mark.parametrize(("method", "part"), WAYS)
def test_nobody_comes_without_a_key_for_it(client, webhook, method, part):
    path = at(webhook) if part == "one" else at(webhook, part) if part else HERE

    response = getattr(client, method)(path)
    assert_problem(response, 401)
    assert response["WWW-Authenticate"].startswith("Bearer")
    assert_problem(Partner(client, a_key()[1])(method, path), 403)


@pytest.mark.parametrize(("method", "part"), [way for way in WAYS if way[1]])
def test_a_webhook_of_another_key_is_as_if_it_was_not_there(client, webhook, method, part):
    path = at(webhook) if part == "one" else at(webhook, part)

    assert_problem(Partner(client, a_key(KeyScope.WEBHOOKS)[1])(method, path), 404)
    webhook.refresh_from_db()
    assert not webhook.stopped_at
    assert not webhook.removed_at


def test_what_is_sent_is_what_the_description_says_a_receiver_gets(described, webhook):
    change = happened("safety")
    bodies = {"change": webhook_event.of_change(change), "test": webhook_event.of_test(webhook, timezone.now())}

    for name, body in bodies.items():
        schema = described["webhooks"][name]["post"]["requestBody"]["content"]["application/json"]["schema"]
        jsonschema.Draft202012Validator({**schema, "components": described["components"]}).validate(json.loads(body))


def test_the_list_asks_no_more_for_more_webhooks(ask, key, django_assert_max_num_queries):
    for _ in range(5):
        registered(key=key[0], now=timezone.now())

    with django_assert_max_num_queries(5):
        assert len(ask("get").json()["results"]) == 5
