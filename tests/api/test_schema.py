"""The API's own description: valid, complete, and true of what is answered."""

import html
import re

import jsonschema
import pytest
from drf_spectacular.validation import validate_schema

from medications.api import examples, schema, urls
from medications.content.schema import Reuse
from tests.factories import publications, records
from tests.factories.site import complete_site, kept

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


def operation(described, name: str) -> dict:
    return next(each for _, _, each in operations(described) if each["operationId"] == name)


def operations(described) -> list[tuple[str, str, dict]]:
    return [(path, method, each) for path, methods in described["paths"].items() for method, each in methods.items()]


def closed(part):
    """The same schema, but with no field besides those described, so that none is forgotten."""
    if isinstance(part, list):
        return [closed(each) for each in part]
    if not isinstance(part, dict):
        return part
    more = {} if "properties" not in part else {"additionalProperties": False}
    return {**more, **{name: closed(each) for name, each in part.items()}}


def assert_is(described, content: dict, answer) -> None:
    """The answer is what the description says. Definitions are the same in OpenAPI 3.1 and JSON Schema 2020-12."""
    whole = closed({**content["schema"], "components": described["components"]})
    jsonschema.Draft202012Validator(whole).validate(answer.json())


def test_it_is_openapi_3_1_and_names_this_site(described):
    assert described["openapi"].startswith("3.1")
    assert described["servers"] == [{"url": "http://testserver"}]


def test_it_keeps_to_the_specification(described):
    """The JSON Schema that the OpenAPI Initiative gives for 3.1, as drf-spectacular has it."""
    validate_schema(described)


def test_every_endpoint_is_in_it(described):
    routes = {"/api/v1/" + re.sub(r"<\w+:(\w+)>", r"{\1}", str(each.pattern)) for each in urls.urlpatterns}

    assert set(described["paths"]) == routes - {"/api/v1/docs/"}


@pytest.mark.parametrize(("address", "name"), ANSWERS.items())
def test_an_answer_is_what_is_said_of_it(client, described, address, name):
    content = operation(described, name)["responses"]["200"]["content"]["application/json"]

    assert_is(described, content, client.get(address))


@pytest.mark.parametrize(("address", "expected"), REFUSALS.items())
def test_a_refusal_is_what_is_said_of_it(client, described, address, expected):
    name, status = expected
    answer = client.get(address)

    assert answer.status_code == status
    assert_is(described, operation(described, name)["responses"][str(status)]["content"]["application/problem+json"], answer)


@pytest.mark.parametrize("name", examples.OF)
def test_an_example_is_what_is_said_of_the_answer(described, name):
    content = operation(described, name)["responses"]["200"]["content"]["application/json"]
    whole = closed({**content["schema"], "components": described["components"]})

    jsonschema.Draft202012Validator(whole, format_checker=jsonschema.FormatChecker()).validate(content["example"])


def test_every_answer_about_what_is_public_and_every_error_has_an_example(described):
    without = [
        f"{each['operationId']} {status} {form}"
        for _, _, each in operations(described)
        for status, answer in each["responses"].items()
        for form, told in answer.get("content", {}).items()
        if form == "application/problem+json" and "example" not in told
    ]
    told = {each["operationId"] for _, _, each in operations(described) if "Reading" in each["tags"]}

    assert without == []
    assert told - set(examples.OF) == {"getExportedLines", "getExportedTable", "getOEmbed", "getSchema"}


@pytest.mark.parametrize(("address", "name"), [("medications/reprinted/", "getMedication"), ("medications/", "listMedications")])
def test_a_text_that_may_not_be_passed_on_is_the_stub_that_is_said(client, described, address, name):
    book = records.source("reprinted-book", permission="Reprinted with permission.", reuse=Reuse())
    sources = [records.source(records.LABEL), records.source(records.BOOK), book]
    publications.published(records.medication_record("reprinted", sources=sources, whole_page_sources=[book.code]))
    content = operation(described, name)["responses"]["200"]["content"]["application/json"]

    answer = client.get(f"/api/v1/{address}")

    assert '"reason"' in answer.content.decode()
    assert_is(described, content, answer)


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
