"""Lists of the API: by cursor, by code, some fields only, and whole as NDJSON or CSV."""

import csv
import io

import orjson
import pytest

from medications.content.schema import ExternalCode
from tests.assertions import assert_problem
from tests.factories import publications, records
from tests.factories.site import kept

pytestmark = pytest.mark.django_db

LIST = "/api/v1/medications/"
KEPT_TRUE = {"uuid", "kind", "publication_number", "digest", "withheld", "display_until"}


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        publications.published(records.medication_record("orbelazine", codes=[ExternalCode(system="rxnorm", code="2598")]))
        for number in range(44):
            publications.published(records.small_record(f"medicine {number:02}"))
        yield


def whole(response) -> str:
    return b"".join(response.streaming_content).decode()


def followed(client, url: str, way: str = "next") -> tuple[list[str], str]:
    """Names on all pages that follow, and the last page's address."""
    seen = []
    while True:
        answer = client.get(url).json()
        names = [each.get("generic_name") or each["name"] for each in answer["results"]]
        seen = seen + names if way == "next" else names + seen
        if not answer[way]:
            return seen, url
        url = answer[way].removeprefix("http://testserver")


@pytest.mark.parametrize(
    "query", ["", "?sort=-updated", "?q=medicine", "?may_worsen=tremor", "?symptom=tremor&fields=generic_name"]
)
def test_cursors_lead_through_the_whole_list_and_back(client, query):
    every = [orjson.loads(line)["generic_name"] for line in whole(client.get(f"{LIST}?format=ndjson&{query[1:]}")).splitlines()]

    seen, last = followed(client, LIST + query)

    assert len(every) > 40
    assert seen == every
    assert followed(client, last, "previous")[0] == every


def test_a_page_may_be_asked_for_by_number_but_not_together_with_a_cursor(client):
    second = client.get(f"{LIST}?page=2").json()

    assert len(second["results"]) == 20
    assert second["previous"].endswith("?page=1")
    assert "page" in assert_problem(client.get(f"{LIST}?page=2&cursor=x"), 400)["detail"]


@pytest.mark.parametrize("path", [LIST, "/api/v1/symptoms/", "/api/v1/side-effects/", "/api/v1/sources/"])
def test_a_cursor_that_is_none_is_refused(client, path):
    assert "cursor" in assert_problem(client.get(f"{path}?cursor=nonsense"), 400)["errors"]


@pytest.mark.parametrize("code", ["rxnorm:2598", "RxNorm:2598"])
def test_a_medicine_is_found_by_its_code_in_another_system(client, code):
    assert [each["slug"] for each in client.get(f"{LIST}?code={code}").json()["results"]] == ["orbelazine"]


def test_codes_that_are_repeated_find_the_medicines_of_any(client):
    found = client.get(f"{LIST}?code=rxnorm:1&code=rxnorm:2598").json()["results"]

    assert [each["slug"] for each in found] == ["orbelazine"]


def test_a_code_that_no_page_has_finds_nothing(client):
    assert client.get(f"{LIST}?code=rxnorm:1").json() == {"results": [], "next": None, "previous": None}


@pytest.mark.parametrize("path", [f"{LIST}?code=rxnorm:%00", "/api/v1/sources/?code=%00"])
def test_a_code_that_no_database_could_look_for_is_refused(client, path):
    assert "code" in assert_problem(client.get(path), 400)["errors"]


@pytest.mark.parametrize("code", ["2598", "icd:2598", "rxnorm:"])
def test_a_code_of_no_system_is_refused(client, code):
    assert "code" in assert_problem(client.get(f"{LIST}?code={code}"), 400)["errors"]


def test_terms_are_found_by_their_codes(client):
    found = client.get("/api/v1/side-effects/?code=coma&code=drowsiness").json()["results"]

    assert [each["code"] for each in found] == ["coma", "drowsiness"]
    assert client.get("/api/v1/sources/?code=never").json()["results"] == []


def test_a_side_effect_and_a_source_are_records_of_their_own(client):
    effect = client.get("/api/v1/side-effects/coma/").json()
    source = client.get(f"/api/v1/sources/{records.LABEL}/").json()

    assert effect["url"] == "http://testserver/side-effects/coma/"
    assert source["url"] == f"https://labels.example.org/{records.LABEL}"
    assert source["attribution"]["url"] == "http://testserver/"
    assert KEPT_TRUE < set(effect) & set(source)


@pytest.mark.parametrize("path", [f"{LIST}orbelazine/", "/api/v1/symptoms/tremor/"])
def test_a_record_may_be_cut_to_some_fields_and_keeps_what_keeps_it_true(client, path):
    record = client.get(f"{path}?fields=slug,sources").json()

    assert set(record) == {"slug", "sources", "safety_notices", *KEPT_TRUE}


def test_a_line_may_be_cut_to_some_fields(client):
    (line,) = client.get(f"{LIST}?code=rxnorm:2598&fields=uses&fields=slug").json()["results"]

    assert set(line) == {"slug", "uses", *KEPT_TRUE}


@pytest.mark.parametrize("path", [f"{LIST}orbelazine/", LIST])
def test_a_field_that_is_not_known_is_refused_with_the_nearest(client, path):
    assert "Did you mean “uses”?" in assert_problem(client.get(f"{path}?fields=slug,usess"), 400)["detail"]


@pytest.mark.parametrize("path", [LIST, f"{LIST}orbelazine/", "/api/v1/changes/"])
def test_a_parameter_that_is_not_known_is_named_with_the_nearest(client, path):
    name, near = ("afters", "after") if "changes" in path else ("field", "fields")

    problem = assert_problem(client.get(f"{path}?{name}=x"), 400)

    assert f"“{name}”" in problem["detail"]
    assert f"Did you mean “{near}”?" in problem["detail"]


# Whole lists


@pytest.mark.parametrize("headers", [{}, {"Accept": "text/csv"}, {"Accept": "application/json;q=0.5, text/csv"}])
def test_a_list_comes_whole_as_csv(client, headers):
    answer = client.get(LIST if headers else f"{LIST}?format=csv", headers=headers)
    rows = list(csv.DictReader(io.StringIO(whole(answer), newline="")))

    assert answer["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert "Accept" in answer["Vary"]
    assert len(rows) == 45
    (row,) = [row for row in rows if row["slug"] == "orbelazine"]
    assert row["brand_names"] == "Quietrane (CA); Quietrane (US)"
    assert (row["use_codes"], row["primary_use_codes"], row["withheld"]) == ("tremor; pain", "tremor", "")


@pytest.mark.parametrize("kind", ["symptoms", "side-effects", "sources"])
def test_lists_of_terms_come_as_csv_too(client, kind):
    rows = list(csv.DictReader(io.StringIO(whole(client.get(f"/api/v1/{kind}/?format=csv")), newline="")))

    assert all(row["code"] and row["uuid"] and len(row["digest"]) == 64 for row in rows)
    assert rows


def test_a_list_comes_whole_as_an_object_a_line(client):
    answer = client.get(f"{LIST}?symptom=tremor", headers={"Accept": "application/x-ndjson"})
    lines = [orjson.loads(line) for line in whole(answer).splitlines()]

    assert answer["Content-Type"] == "application/x-ndjson"
    assert lines[:20] == client.get(f"{LIST}?symptom=tremor").json()["results"]


@pytest.mark.parametrize("accept", ["*/*", "text/html", "application/xml", "nonsense"])
def test_what_cannot_be_made_is_answered_in_json(client, accept):
    assert client.get(LIST, headers={"Accept": accept})["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("query", "name"), [("format=xml", "format"), ("format=csv&page=2", "page"), ("format=csv&cursor=x", "cursor")]
)
def test_a_form_that_there_is_not_or_part_of_a_whole_is_refused(client, query, name):
    assert name in assert_problem(client.get(f"{LIST}?{query}"), 400)["errors"]


def test_a_formula_in_a_text_is_defused(client):
    publications.published(records.small_record("formula", pronunciation="=1+1"))

    assert ",'=1+1," in whole(client.get(f"{LIST}?format=csv&letter=F"))


def test_a_whole_list_has_an_etag_that_moves_with_every_publication(client):
    url = f"{LIST}?format=ndjson"
    first = client.get(url)
    again = client.get(url, headers={"If-None-Match": first["ETag"]})
    publications.published(records.small_record("another"))
    then = client.get(url, headers={"If-None-Match": first["ETag"]})

    assert not first["ETag"].startswith("W/")
    assert (again.status_code, then.status_code) == (304, 200)
    assert client.get(f"{LIST}?format=csv")["ETag"] != then["ETag"] != client.get(f"{url}&fields=slug")["ETag"]
