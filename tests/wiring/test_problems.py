"""Under /api/ every error is a problem (RFC 9457), wherever on the way it arises."""

import pytest
from django.test import Client

from tests.assertions import assert_problem
from tests.factories import publications

pytestmark = pytest.mark.django_db
LIST = "/api/v1/medications/"


@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/v1/", "/api/v2/medications/", "/api/v1/medications/a/b/c", "/api/v1/%00/"]
)
def test_an_address_that_nothing_answers(client, path):
    answer = client.get(path)
    problem = assert_problem(answer, 404)

    assert (problem["docs"], problem["schema"]) == ("http://testserver/api/v1/docs/", "http://testserver/api/v1/schema/")
    assert problem["docs"] in problem["detail"]
    assert f'<{problem["docs"]}>; rel="service-doc"' in answer["Link"]


def test_a_condition_that_does_not_hold(client):
    publications.published()
    answer = client.get(LIST, headers={"if-unmodified-since": "Mon, 06 Nov 2000 08:49:37 GMT"})

    assert_problem(answer, 412)


@pytest.mark.parametrize("path", [LIST, "/api/v1/docs/", "/api/v1/schema/"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_a_method_that_is_not_offered(client, path, method):
    answer = getattr(client, method)(path)

    assert_problem(answer, 405)
    assert "GET" in answer["Allow"]


@pytest.mark.parametrize("method", ["POST", "FOO"])
def test_no_form_of_ours_need_be_open_to_be_told_so(method):
    answer = Client(enforce_csrf_checks=True).generic(method, "/api/v1/docs/")

    assert_problem(answer, 405)


def test_what_is_posted_without_the_last_slash_is_sent_on_as_it_is(client):
    sent = {"records": []}

    answer = client.post("/api/v1/freshness", sent, content_type="application/json", follow=True)

    assert answer.redirect_chain == [("/api/v1/freshness/", 308)]
    assert answer.json()["results"] == []


def test_a_body_of_an_unknown_type_changes_nothing(client):
    assert client.generic("GET", LIST, b"\xff{", content_type="application/x-nonsense").status_code == 200


def test_other_sites_may_read_the_error(client):
    assert client.get("/api/v1/nothing")["Access-Control-Allow-Origin"] == "*"


def test_elsewhere_an_error_is_a_page(client):
    assert client.get("/nothing/")["Content-Type"].startswith("text/html")
