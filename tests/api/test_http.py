"""What holds of every answer of the API, as HTTP has it: copies, other sites' scripts, HEAD and OPTIONS."""

import pytest
import time_machine
from django.urls import resolve
from django.utils import timezone

from medications.api import urls
from medications.api.formats import TYPES
from tests.assertions import assert_problem
from tests.factories.site import complete_site, kept

pytestmark = pytest.mark.django_db

DETAIL = "/api/v1/medications/orbelazine/"
READS = [
    DETAIL,
    "/api/v1/medications/",
    "/api/v1/medications/?format=csv",
    "/api/v1/changes/",
    "/api/v1/schema/",
    f"{DETAIL}revisions/",
    f"{DETAIL}revisions/2/",
    f"{DETAIL}revisions/1/canonical",
    "/api/v1/symptoms/",
    "/api/v1/symptoms/tremor/",
    "/api/v1/side-effects/",
    "/api/v1/side-effects/coma/",
    "/api/v1/sources/",
    "/api/v1/sources/example-label-2024/",
    "/api/v1/oembed/?url=http://testserver/medications/orbelazine/",
    "/api/v1/export/",
    "/api/v1/export/medications.ndjson",
    "/api/v1/export/medications.csv",
]


@pytest.fixture(autouse=True)
def _export_of_its_own(settings, tmp_path_factory):
    settings.VAR_DIR = tmp_path_factory.getbasetemp() / "export"


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        yield complete_site()


@pytest.fixture(autouse=True)
def same_second():
    """Within a second after this process first saw the site, Last-Modified moves on with the clock."""
    with time_machine.travel(timezone.now(), tick=False):
        yield


@pytest.mark.parametrize("path", READS)
def test_head_says_what_get_says(client, path):
    got, head = client.get(path), client.head(path)

    names = ("ETag", "Last-Modified", "Content-Type", "Vary", "Cache-Control", "Link")
    assert {name: head.get(name) for name in names} == {name: got.get(name) for name in names}
    assert client.head(path, headers={"If-None-Match": got["ETag"]}).status_code == 304


def test_no_address_that_is_read_is_left_out():
    read = {resolve(path.partition("?")[0]).url_name for path in READS}

    assert {each.name for each in urls.urlpatterns if not each.name.startswith("webhook")} - read == {"freshness", "docs"}


def test_each_form_at_the_same_address_has_an_etag_of_its_own(client):
    tags = {client.get("/api/v1/medications/", headers={"Accept": form})["ETag"] for form in TYPES}

    assert len(tags) == len(TYPES) == 3


@pytest.mark.parametrize("path", [each for each in READS if each != "/api/v1/schema/"])
def test_what_was_published_says_when_it_changed(client, path):
    answer = client.get(path)

    assert client.get(path, headers={"If-Modified-Since": answer["Last-Modified"]}).status_code == 304


@pytest.mark.parametrize("path", READS)
def test_a_copy_is_asked_about_again_each_time(client, path):
    answer = client.get(path)

    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not answer["ETag"].startswith("W/")
    assert "Authorization" in answer["Vary"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        *((path, 200) for path in READS),
        ("/api/v1/medications/orbelazine-old/", 301),
        ("/api/v1/medications", 301),
        ("/api/v1/nothing/", 404),
        ("/api/v1/medications/?nonsense=1", 400),
        ("/api/v1/changes/?stream=other&after=1", 410),
        ("/api/v1/docs/", 200),
    ],
)
def test_scripts_of_other_sites_may_read_every_answer_and_its_headers(client, path, status):
    answer = client.get(path)

    assert answer.status_code == status
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert {"ETag", "Link", "Last-Modified", "Retry-After"} <= set(answer["Access-Control-Expose-Headers"].split(", "))


def test_what_has_not_changed_may_be_read_by_them_too(client):
    answer = client.get(DETAIL, headers={"If-None-Match": client.get(DETAIL)["ETag"]})

    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (304, "*")


@pytest.mark.parametrize("path", READS)
def test_a_browser_that_asks_first_learns_what_it_may_send(client, path):
    asked = {"Origin": "https://partner.example", "Access-Control-Request-Method": "GET"}

    answer = client.options(path, headers=asked)

    assert (answer.status_code, answer.content) == (204, b"")
    assert "GET" in answer["Access-Control-Allow-Methods"]
    assert {"Authorization", "If-None-Match"} <= set(answer["Access-Control-Allow-Headers"].split(", "))
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "GET" in answer["Allow"]


@pytest.mark.parametrize("path", ["/api/v1/docs/", "/api/v1/webhooks/"])
def test_it_learns_so_without_a_key(client, path):
    asked = {"Origin": "https://partner.example", "Access-Control-Request-Method": "GET"}

    answer = client.options(path, headers=asked)

    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (204, "*")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/api/v1/changes/?after=1&after=0", "after"),
        ("/api/v1/medications/?sort=name&sort=-updated", "sort"),
        ("/api/v1/symptoms/?format=csv&format=json", "format"),
        (f"{DETAIL}?{'&'.join(['fields=uses'] * 51)}", "fields"),
        ("/api/v1/docs/?nonsense=1", "nonsense"),
    ],
)
def test_what_would_be_passed_over_is_refused_by_name(client, path, name):
    assert list(assert_problem(client.get(path), 400)["errors"]) == [name]


def test_what_may_be_repeated_is(client):
    assert client.get("/api/v1/symptoms/?code=tremor&code=pain&fields=name&fields=code").status_code == 200


def test_no_shared_cache_keeps_the_page_as_one_reader_chose_to_have_it(client):
    assert client.get("/api/v1/docs/")["Cache-Control"].startswith("public")
    client.cookies["display"] = "dark.large.wide"

    answer = client.get("/api/v1/docs/")

    assert b"dark" in answer.content.partition(b"<head>")[0]
    assert "Cookie" in answer["Vary"]
    assert answer["Cache-Control"].startswith("private")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_other_methods_are_refused_with_those_that_there_are(client, method):
    answer = getattr(client, method)(DETAIL)

    assert_problem(answer, 405)
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_other_pages_may_not_be_read_by_scripts_of_other_sites(client):
    assert "Access-Control-Allow-Origin" not in client.get("/medications/orbelazine/")


def test_an_unknown_stream_is_told_where_to_start_again(client):
    problem = assert_problem(client.get("/api/v1/changes/?stream=other&after=1"), 410)

    assert problem["export"] == "http://testserver/api/v1/export/"
