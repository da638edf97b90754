"""The API's own description: valid, complete, and true of what is answered."""

import html
import re
from datetime import timedelta

import jsonschema
import orjson
import pytest
from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.validation import validate_schema

from medications.actions.partners import webhooks
from medications.api import schema
from medications.content.choices import KeyScope
from medications.content.schema import Reuse
from tests.api.described import PATHS, assert_is, judge, operation, operations, validator
from tests.assertions import body
from tests.factories import publications, records
from tests.factories.keys import issued
from tests.factories.site import ORBELAZINE, complete_site, kept
from tests.factories.webhooks import registered

pytestmark = pytest.mark.django_db
ANSWERS = {
    "/api/v1/medications/": "listMedications",
    "/api/v1/medications/?symptom=tremor&page=1": "listMedications",
    "/api/v1/medications/orbelazine/": "getMedication",
    "/api/v1/medications/sample-drug/": "getMedication",
    "/api/v1/medications/orbelazine/revisions/": "listRevisions",
    "/api/v1/medications/orbelazine/revisions/1/": "getRevision",
    "/api/v1/symptoms/": "listSymptoms",
    "/api/v1/symptoms/tremor/": "getSymptom",
    "/api/v1/side-effects/": "listSideEffects",
    "/api/v1/side-effects/coma/": "getSideEffect",
    "/api/v1/sources/": "listSources",
    "/api/v1/sources/example-label-2024/": "getSource",
    "/api/v1/changes/": "listChanges",
}
MEDICINE, HOOKS = "/api/v1/medications/orbelazine/", "/api/v1/webhooks/"
OLD_COPY = {"uuid": ORBELAZINE, "digest": "0" * 64, "publication_number": 1}
EVERY = {  # one question for each operation: method, address, what is sent
    **{name: ("get", address, None) for address, name in ANSWERS.items()},
    "getCanonicalBytes": ("get", f"{MEDICINE}revisions/1/canonical", None),
    "postFreshness": (
        "post",
        "/api/v1/freshness/",
        {"records": [{"uuid": ORBELAZINE, "digest": "0" * 64, "publication_number": 1}]},
    ),
    "getOEmbed": ("get", "/api/v1/oembed/?url=http://testserver/medications/orbelazine/", None),
    "getExport": ("get", "/api/v1/export/", None),
    "getExportedLines": ("get", "/api/v1/export/medications.ndjson", None),
    "getExportedTable": ("get", "/api/v1/export/medications.csv", None),
    "getSchema": ("get", "/api/v1/schema/", None),
    "listWebhooks": ("get", HOOKS, None),
    "registerWebhook": ("post", HOOKS, {"url": "https://partner.example/other"}),
    "getWebhook": ("get", f"{HOOKS}{{webhook}}/", None),
    "changeWebhook": ("patch", f"{HOOKS}{{webhook}}/", {"kinds": ["safety"]}),
    "makeWebhookSecret": ("post", f"{HOOKS}{{webhook}}/secret/", {}),
    "testWebhook": ("post", f"{HOOKS}{{webhook}}/test/", {}),
    "replayWebhook": ("post", f"{HOOKS}{{webhook}}/replay/", {"sequence": 1}),
    "listWebhookDeliveries": ("get", f"{HOOKS}{{webhook}}/deliveries/", None),
    "removeWebhook": ("delete", f"{HOOKS}{{webhook}}/", None),
}
REFUSALS = {
    "/api/v1/medications/?nonsense=1": ("listMedications", 400),
    "/api/v1/medications/never/": ("getMedication", 404),
    "/api/v1/medications/orbelazine-old/": ("getMedication", 301),
    "/api/v1/changes/?after=3": ("listChanges", 400),
    "/api/v1/changes/?stream=other&after=3": ("listChanges", 410),
    "/api/v1/symptoms/?q=x": ("listSymptoms", 400),
}


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        yield complete_site()


@pytest.fixture
def described(client):
    return client.get("/api/v1/schema/").json()


def test_it_is_openapi_3_1_and_names_this_site(described):
    assert described["openapi"].startswith("3.1")
    assert described["servers"] == [{"url": "http://testserver"}]


def test_it_keeps_to_the_specification(described):
    """The JSON Schema that the OpenAPI Initiative gives for 3.1, as drf-spectacular has it."""
    validate_schema(described)


def test_every_endpoint_is_in_it(described):
    assert set(described["paths"]) == set(PATHS.values()) - {"/api/v1/docs/"}


@pytest.mark.parametrize(("address", "name"), ANSWERS.items())
def test_an_answer_is_what_is_said_of_it(client, described, address, name):
    content = operation(described, name)["responses"]["200"]["content"]["application/json"]

    assert_is(described, content, client.get(address))


def test_what_each_operation_answers_is_said_of_it(client, described, settings, tmp_path):
    """The fixture of this folder holds all other answers in it to the description; here none of the operations is left out."""
    settings.VAR_DIR = tmp_path
    now = timezone.now()
    key, plain = issued(now=now, expires=now + timedelta(days=9), scopes=[KeyScope.WEBHOOKS])
    webhook, _ = registered(key=key, now=now)
    webhooks.send_test(webhook=webhook, by=key, now=now)

    for method, address, sent in EVERY.values():
        given = {} if sent is None else {"data": sent, "content_type": "application/json"}
        answer = getattr(client, method)(
            address.format(webhook=webhook.pk), headers={"Authorization": f"Bearer {plain}"}, **given
        )
        assert 200 <= answer.status_code < 300, (address, answer.content)

    assert set(EVERY) == {each["operationId"] for _, _, each in operations(described)}


@pytest.mark.parametrize(
    ("status", "form", "content"),
    [
        (418, "application/problem+json", b"{}"),
        (200, "text/html", b""),
        (200, "application/json", b'{"results": [], "next": null}'),
        (200, "application/json", b'{"results": [], "next": null, "previous": null, "more": 1}'),
    ],
)
def test_what_is_not_said_is_found(client, status, form, content):
    request = {"REQUEST_METHOD": "GET", "PATH_INFO": "/api/v1/symptoms/", "QUERY_STRING": ""}
    answer = HttpResponse(content, status=status, content_type=form)
    answer.json = lambda: orjson.loads(answer.content)

    with pytest.raises((AssertionError, jsonschema.ValidationError)):
        judge(request, answer)


def test_a_part_of_a_record_is_said_of_who_asked_with_fields_alone(client):
    answer = client.get("/api/v1/symptoms/tremor/?fields=name")

    with pytest.raises(jsonschema.ValidationError):
        judge({**answer.request, "QUERY_STRING": ""}, answer)


@pytest.mark.parametrize(("address", "expected"), REFUSALS.items())
def test_a_refusal_is_what_is_said_of_it(client, described, address, expected):
    name, status = expected
    answer = client.get(address)

    assert answer.status_code == status
    assert_is(described, operation(described, name)["responses"][str(status)]["content"]["application/problem+json"], answer)


def said_in_json(described) -> list[tuple[str, dict]]:
    """What is told or sent as JSON, each with a name."""
    every = [*operations(described), *(("", "", each["post"]) for each in described["webhooks"].values())]
    parts = [
        (f"{each['operationId']} {status}", part)
        for _, _, each in every
        for status, part in [*each["responses"].items(), ("sent", each.get("requestBody", {}))]
    ]
    told = [(name, form, content) for name, part in parts for form, content in part.get("content", {}).items()]
    return [(name, content) for name, form, content in told if form.endswith(("/json", "+json"))]


def test_every_answer_every_error_and_whatever_is_sent_has_an_example(described):
    without = [name for name, told in said_in_json(described) if not told.get("example")]

    assert without == ["getSchema 200"]


def test_an_example_is_what_is_said_of_it(described):
    shapes = {str(told["schema"]): told for _, told in said_in_json(described)}
    validators = {shape: validator(told, described["components"]) for shape, told in shapes.items()}

    wrong = [
        f"{name}: {error.message}"
        for name, told in said_in_json(described)
        if "example" in told
        for error in validators[str(told["schema"])].iter_errors(told["example"])
    ]

    assert wrong == []


def test_the_example_of_an_error_has_the_members_that_are_named(described):
    members = set(described["components"]["schemas"]["Problem"]["properties"])
    missing = {
        f"{each['operationId']} {status}": lacking
        for _, _, each in operations(described)
        for status, answer in each["responses"].items()
        for form, told in answer.get("content", {}).items()
        if form == "application/problem+json"
        and (lacking := members & set(re.findall(r"`(\w+)`", answer["description"])) - set(told["example"]))
    }

    assert missing == {}


@pytest.mark.parametrize(("address", "name"), [("medications/reprinted/", "getMedication"), ("medications/", "listMedications")])
def test_a_text_that_may_not_be_passed_on_is_the_stub_that_is_said(client, described, address, name):
    book = records.source("reprinted-book", permission="Reprinted with permission.", reuse=Reuse())
    sources = [records.source(records.LABEL), records.source(records.BOOK), book]
    publications.published(records.medication_record("reprinted", sources=sources, whole_page_sources=[book.code]))
    content = operation(described, name)["responses"]["200"]["content"]["application/json"]

    answer = client.get(f"/api/v1/{address}")

    assert '"reason"' in answer.content.decode()
    assert_is(described, content, answer)


@pytest.mark.parametrize(
    ("address", "shape"),
    [
        ("medications/?format=ndjson", "MedicationInList"),
        ("symptoms/?format=ndjson", "SymptomInList"),
        ("export/medications.ndjson", "Medication"),
    ],
)
def test_each_line_is_a_record_as_it_is_said(client, described, settings, tmp_path, address, shape):
    settings.VAR_DIR = tmp_path
    lines = body(client.get(f"/api/v1/{address}")).splitlines()
    a_record = validator({"schema": {"$ref": f"#/components/schemas/{shape}"}}, described["components"])

    assert [error.message for line in lines for error in a_record.iter_errors(orjson.loads(line))] == []
    assert lines


def test_it_is_made_once_a_process(client):
    assert schema.as_json() is schema.as_json()


def test_drf_spectacular_has_nothing_to_complain_of(capsys):
    schema.openapi.__wrapped__()

    assert capsys.readouterr().err == ""


def test_the_page_says_each_endpoint_with_its_parameters_and_answers(client, described):
    page = client.get("/api/v1/docs/").content.decode()

    for path, method, each in operations(described):
        assert f"{method.upper()} {path}" in page
        for parameter in each.get("parameters", ()):
            assert f"<code>{parameter['name']}</code>" in page
        for answer in each["responses"].values():
            assert html.escape(answer["description"].replace("`", "")) in page


def test_the_page_keeps_to_the_policy_of_every_page(client):
    assert client.get("/api/v1/docs/")["Content-Security-Policy"] == client.get("/")["Content-Security-Policy"]
