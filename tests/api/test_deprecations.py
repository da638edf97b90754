"""What is to go says so in every answer, and in the description; nothing is to go without a year's notice."""

from datetime import date, timedelta

import pytest

from medications.api import deprecations, schema
from medications.api.deprecations import Deprecation
from tests.factories.site import complete_site, kept

pytestmark = pytest.mark.django_db
SAID = Deprecation(since=date(2026, 1, 1), until=date(2027, 1, 1), instead="/api/v1/medications/")
INSTEAD = '<http://testserver/api/v1/medications/>; rel="successor-version"'


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        yield complete_site()


@pytest.fixture
def _symptoms_go(monkeypatch):
    monkeypatch.setitem(deprecations.DEPRECATED, "symptoms", SAID)


@pytest.mark.usefixtures("_symptoms_go")
@pytest.mark.parametrize(("query", "status"), [("", 200), ("?nonsense=1", 400)])
@pytest.mark.parametrize("method", ["get", "head"])
def test_each_answer_of_what_is_to_go_says_when_and_what_to_use_instead(client, method, query, status):
    answer = getattr(client, method)(f"/api/v1/symptoms/{query}")

    assert answer.status_code == status
    assert answer["Deprecation"] == "@1767225600"
    assert answer["Sunset"] == "Fri, 01 Jan 2027 00:00:00 GMT"
    assert INSTEAD in answer["Link"]
    assert '<http://testserver/api/v1/docs/>; rel="deprecation"' in answer["Link"]


@pytest.mark.usefixtures("_symptoms_go")
def test_a_copy_that_has_not_changed_is_told_so_too(client):
    etag = client.get("/api/v1/symptoms/")["ETag"]

    answer = client.get("/api/v1/symptoms/", headers={"If-None-Match": etag})

    assert (answer.status_code, answer["Deprecation"]) == (304, "@1767225600")


def test_the_links_of_a_list_stay_beside_it(client, monkeypatch):
    monkeypatch.setitem(deprecations.DEPRECATED, "medications", SAID)
    monkeypatch.setattr("medications.projections.listed_json.PAGE_SIZE", 1)

    links = client.get("/api/v1/medications/")["Link"]

    assert 'rel="next"' in links
    assert INSTEAD in links


@pytest.mark.usefixtures("_symptoms_go")
@pytest.mark.parametrize("path", ["/api/v1/symptoms/tremor/", "/api/v1/sources/", "/api/v1/nothing/", "/symptoms/"])
def test_nothing_else_says_so(client, path):
    assert "Deprecation" not in client.get(path)


@pytest.mark.usefixtures("_symptoms_go")
def test_the_description_says_so():
    schema.openapi.cache_clear()
    try:
        paths = schema.openapi()["paths"]
    finally:
        schema.openapi.cache_clear()

    assert [path for path, methods in paths.items() if any("deprecated" in each for each in methods.values())] == [
        "/api/v1/symptoms/"
    ]
    assert "2027-01-01" in paths["/api/v1/symptoms/"]["get"]["summary"]


def test_nothing_goes_without_a_year_s_notice():
    with pytest.raises(ValueError, match="a year"):
        Deprecation(since=SAID.since, until=SAID.since + timedelta(days=364), instead=SAID.instead)
