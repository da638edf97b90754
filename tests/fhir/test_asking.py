"""What is asked of the FHIR facade: searches, headers, forms, and how it refuses."""

from datetime import timedelta

import pytest
from django.test import Client

from medications.api import throttling
from tests.factories import keys, publications, records
from tests.factories.site import LATER, ORBELAZINE, complete_site, kept
from tests.fhir.checking import assert_fhir
from tests.fhir.ids import A_USE

pytestmark = pytest.mark.django_db

MEDICINES, USES = "/fhir/MedicationKnowledge", "/fhir/ClinicalUseDefinition"
MEDICINE = f"{MEDICINES}/{ORBELAZINE}"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        yield complete_site()


def searched(client, asked: dict, address: str = MEDICINES, **headers) -> dict:
    answer = client.get(address, asked, headers=headers)
    assert answer.status_code == 200, answer.content
    assert_fhir(answer.json())
    return answer.json()


def names(bundle: dict) -> set[str]:
    return {entry["resource"]["code"]["text"] for entry in bundle.get("entry", ())}


def link(bundle: dict, relation: str) -> str | None:
    return next((each["url"] for each in bundle["link"] if each["relation"] == relation), None)


def outcome(answer, status: int) -> dict:
    assert answer.status_code == status
    assert answer["Content-Type"].startswith("application/fhir+json")
    assert_fhir(answer.json())
    return answer.json()["issue"][0]


# Searches


def test_a_search_for_nothing_finds_all(client):
    bundle = searched(client, {})

    assert bundle["total"] == 2
    assert names(bundle) == {"orbelazine", "sample drug"}
    assert bundle["entry"][0]["fullUrl"] == f"http://testserver{MEDICINES}/{bundle['entry'][0]['resource']['id']}"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"_id": ORBELAZINE}, "orbelazine"),
        ({"_id": f"never,{ORBELAZINE}"}, "orbelazine"),
        ({"_id": ORBELAZINE.upper()}, ""),
        ({"code": f"{RXNORM}|2598"}, "orbelazine"),
        ({"code": "2598"}, "orbelazine"),
        ({"code": "n03ae01"}, "orbelazine"),
        ({"code": f"{RXNORM}|"}, "orbelazine"),
        ({"code": f"{RXNORM}|N03AE01"}, ""),
        ({"code": "|2598"}, ""),
        ({"code": "http://elsewhere.example|2598"}, ""),
        ({"code": f"{RXNORM}|1,{RXNORM}|2598"}, "orbelazine"),
        ({"code": ["2598", "1"]}, ""),
        ({"code": ["2598", "N03AE01"]}, "orbelazine"),
        ({"code:text": "ORB"}, "orbelazine"),
        ({"code:text": "drug"}, "sample drug"),
        ({"code:text": "rug"}, ""),
        ({"code:text": "orb,samp"}, "orbelazine, sample drug"),
        ({"code:text": "%"}, ""),
        ({"status": "active"}, "orbelazine, sample drug"),
        ({"status": "inactive"}, ""),
        ({"status": "inactive,active"}, "orbelazine, sample drug"),
        ({"_lastUpdated": "gt2026-03-31"}, "orbelazine"),
        ({"_lastUpdated": "2026-03-02"}, "sample drug"),
        ({"_lastUpdated": "ne2026-03"}, "orbelazine"),
        ({"_lastUpdated": "le2026-03"}, "sample drug"),
        ({"_lastUpdated": "2026"}, "orbelazine, sample drug"),
        ({"_lastUpdated": "ge2026-04-01T12:00:00Z"}, "orbelazine"),
        ({"_lastUpdated": "gt2026-04-01T12:00:00.000000Z"}, ""),
        ({"_lastUpdated": "gt2026-04-01T14:00:00+02:00"}, ""),
        ({"_lastUpdated": ["ge2026-03-01", "lt2026-03-31"]}, "sample drug"),
        ({"_lastUpdated": "gt2026-12"}, ""),
        ({"_lastUpdated": "ge2026-12"}, ""),
    ],
    ids=str,
)
def test_medicines_are_found(client, asked, found):
    bundle = searched(client, asked)

    assert ", ".join(sorted(names(bundle))) == found
    assert bundle["total"] == len(names(bundle))


def test_medicines_are_gone_through_page_by_page(client):
    for number in range(3):
        publications.published(records.small_record(f"medicine {number}"))

    seen, address = [], f"{MEDICINES}?_count=2&status=active"
    while address:
        bundle = client.get(address).json()
        assert bundle["total"] == 5
        assert link(bundle, "self") == f"http://testserver{address}".replace("?_count=2&status=active", "?status=active&_count=2")
        seen += [entry["resource"]["id"] for entry in bundle["entry"]]
        address = (link(bundle, "next") or "").removeprefix("http://testserver")

    assert len(seen) == len(set(seen)) == 5


@pytest.mark.parametrize("size", [1, 3, 7, 8, 50])
def test_issues_are_gone_through_page_by_page(client, size):
    whole = [entry["resource"]["id"] for entry in client.get(USES, {"_count": 100}).json()["entry"]]

    seen, address = [], f"{USES}?_count={size}"
    while address:
        bundle = client.get(address).json()
        assert bundle["total"] == len(whole) == 9
        seen += [entry["resource"]["id"] for entry in bundle["entry"]]
        address = (link(bundle, "next") or "").removeprefix("http://testserver")

    assert seen == whole


def test_pages_go_on_where_they_were_when_something_is_published_in_between(client, site):
    first = client.get(MEDICINES, {"_count": 1}).json()
    publications.republished(site.document, now=LATER + timedelta(days=1), pronunciation="or")

    second = client.get(link(first, "next").removeprefix("http://testserver")).json()

    assert names(first) | names(second) == {"orbelazine", "sample drug"}


@pytest.mark.parametrize("asked", [{"_count": "0"}, {"_summary": "count"}])
@pytest.mark.parametrize("address", [MEDICINES, USES])
def test_only_the_number_can_be_asked_for(client, address, asked):
    bundle = searched(client, asked, address)

    assert bundle["total"] in (2, 9)
    assert "entry" not in bundle


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({"_id": A_USE}, 1),
        ({"_id": f"{A_USE},never,{ORBELAZINE}.u000000000000"}, 1),
        ({"_id": A_USE, "type": "warning"}, 0),
        ({"type": "undesirable-effect"}, 3),
        ({"type": "contraindication"}, 0),
        ({"type": "indication,warning"}, 6),
        ({"medication": ORBELAZINE}, 8),
        ({"medication": f"MedicationKnowledge/{ORBELAZINE}", "type": "indication"}, 2),
        ({"medication": "never"}, 0),
        ({"_lastUpdated": "lt2026-04-01"}, 1),
    ],
    ids=str,
)
def test_issues_are_found(client, asked, number):
    bundle = searched(client, asked, USES)

    assert bundle["total"] == len(bundle.get("entry", ())) == number


def test_more_than_the_most_is_the_most(client):
    assert "_count=100" in link(searched(client, {"_count": "5000"}), "self")


@pytest.mark.parametrize("address", [MEDICINES, USES])
def test_a_search_can_be_posted_as_a_form(client, address):
    here, sent = f"{address}/_search?_count=1", "_lastUpdated=ge2026-04-01"

    answer = Client(enforce_csrf_checks=True).post(here, sent, content_type="application/x-www-form-urlencoded")

    assert answer.json() == client.get(f"{address}?{sent}&_count=1").json()
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("sent", "kind", "status"),
    [
        ("nonsense=1", "application/x-www-form-urlencoded", 400),
        ("_format=xml", "application/x-www-form-urlencoded", 406),
        ('{"code": "1"}', "application/json", 415),
        ("x", "multipart/form-data; boundary=y", 415),
        ("code=1", "", 415),
    ],
)
def test_what_a_posted_search_cannot_be_is_told(client, sent, kind, status):
    outcome(client.post(f"{MEDICINES}/_search", sent, content_type=kind), status)


def test_a_posted_search_is_not_read(client):
    refused = client.get(f"{MEDICINES}/_search")

    outcome(refused, 405)
    assert refused["Allow"] == "POST, OPTIONS"


# What is refused


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (f"{MEDICINES}?nonsense=1", "nonsense"),
        (f"{MEDICINES}?_lastupdated=2026", "_lastUpdated"),
        (f"{MEDICINES}?code:exact=1", "code:exact"),
        (f"{MEDICINES}?_sort=code", "_sort"),
        (f"{MEDICINES}?_include=x", "_include"),
        (f"{MEDICINE}?code=1", "code"),
        (f"{MEDICINES}?_lastUpdated=soon", "_lastUpdated"),
        (f"{MEDICINES}?_lastUpdated=2026-02-30", "There is no such day"),
        (f"{MEDICINES}?_lastUpdated=ap2026", "_lastUpdated"),
        (f"{MEDICINES}?_lastUpdated=9999", "There is no such day"),
        (f"{MEDICINES}?_count=-1", "_count"),
        (f"{MEDICINES}?_count=many", "_count"),
        (f"{MEDICINES}?status=new", "entered-in-error"),
        (f"{MEDICINES}?_summary=text", "_summary"),
        (f"{MEDICINES}?after=soon", "after"),
        (f"{MEDICINES}?_id={','.join('x' * 101)}", "At most 100"),
        (f"{USES}?type=joke", "undesirable-effect"),
        (f"{USES}?after={ORBELAZINE}.x", "after"),
        (f"{USES}?code=1", "code"),
        ("/fhir/metadata?mode=terminology", "mode"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(client, address, words):
    assert words in outcome(client.get(address), 400)["diagnostics"]


def test_who_asks_for_leniency_is_told_what_was_ignored(client):
    bundle = searched(client, {"nonsense": "1", "code": "2598"}, prefer="handling=lenient")

    told = [entry for entry in bundle["entry"] if entry["search"]["mode"] == "outcome"]
    assert bundle["total"] == 1
    assert "nonsense" in told[0]["resource"]["issue"][0]["diagnostics"]
    assert "nonsense" not in link(bundle, "self")


def test_strictness_can_be_asked_for(client):
    outcome(client.get(f"{MEDICINES}?nonsense=1", headers={"Prefer": "return=minimal; handling=strict"}), 400)


@pytest.mark.parametrize(
    "address",
    [
        f"{MEDICINES}/never",
        f"{MEDICINES}/orbelazine",
        f"{MEDICINES}/{ORBELAZINE.upper()}",
        f"{MEDICINE}/_history/9",
        f"{MEDICINE}/_history/0",
        f"{MEDICINE}/_history/x",
        f"{MEDICINE}/_history",
        f"{USES}/{ORBELAZINE}",
        f"{USES}/{ORBELAZINE}.u000000000000",
        "/fhir/Patient",
        "/fhir/",
        "/fhir",
    ],
)
def test_what_is_not_there_is_told_so(client, address):
    assert outcome(client.get(address), 404)["code"] == "not-found"


@pytest.mark.parametrize("address", ["/fhir", "/fhir/", "/fhir/Patient"])
def test_an_address_that_nothing_answers_leads_to_what_may_be_asked(client, address):
    assert "http://testserver/fhir/metadata" in outcome(client.get(address), 404)["diagnostics"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client, method):
    answer = getattr(client, method)(MEDICINE, content_type="application/fhir+json")

    outcome(answer, 405)
    assert "GET" in answer["Allow"]


def test_a_key_that_is_not_valid_is_refused_and_a_valid_one_opens_the_same(client):
    _, secret = keys.issued()

    refused = client.get(MEDICINE, headers={"Authorization": "Bearer msp_never"})
    read = client.get(MEDICINE, headers={"Authorization": f"Bearer {secret}"})

    outcome(refused, 401)
    assert refused["WWW-Authenticate"].startswith("Bearer")
    assert read.content == client.get(MEDICINE).content
    assert read["Cache-Control"].startswith("private")


def test_a_key_that_asks_too_much_is_told_how_long_to_wait(client, monkeypatch):
    monkeypatch.setattr(throttling, "QUOTA", 1)
    headers = {"Authorization": f"Bearer {keys.issued()[1]}"}
    client.get(MEDICINE, headers=headers)

    refused = client.get(MEDICINE, headers=headers)

    assert outcome(refused, 429)["code"] == "throttled"
    assert 0 < int(refused["Retry-After"]) <= 60
    assert refused["RateLimit"].startswith('"key";r=0;t=')
    assert client.get(MEDICINE).status_code == 200


def test_a_condition_that_does_not_hold_is_told_as_fhir(client):
    outcome(client.get(MEDICINE, headers={"If-Match": '"another"'}), 412)


# Forms and headers


@pytest.mark.parametrize(
    "accept",
    [
        "",
        "*/*",
        "application/fhir+json",
        "application/json",
        "application/fhir+xml, application/fhir+json;q=0.5",
        "text/html,*/*;q=0.1",
        'application/fhir+json; fhirVersion="5.0", application/fhir+json; fhirVersion=4.0; q=0.5',
    ],
)
def test_json_is_given_to_who_can_take_it(client, accept):
    assert client.get(MEDICINE, headers={"Accept": accept}).status_code == 200


@pytest.mark.parametrize(
    "accept", ["application/fhir+xml", "application/fhir+json; fhirVersion=4.0", "text/turtle", "application/fhir+xml, */*;q=0.0"]
)
def test_another_form_or_version_is_refused(client, accept):
    outcome(client.get(MEDICINE, headers={"Accept": accept}), 406)


@pytest.mark.parametrize(("format", "status"), [("json", 200), ("application/fhir+json", 200), ("xml", 406), ("ttl", 406)])
def test_a_form_named_in_the_address_counts_before_what_is_accepted(client, format, status):
    assert client.get(MEDICINE, {"_format": format}, headers={"Accept": "text/turtle"}).status_code == status


def test_a_resource_carries_its_version_as_fhir_asks_for_it(client):
    answer = client.get(MEDICINE)

    assert answer["Content-Type"] == "application/fhir+json; charset=utf-8"
    assert answer["ETag"] == 'W/"2"'
    assert answer["Last-Modified"] == "Wed, 01 Apr 2026 12:00:00 GMT"
    assert {"Accept", "Authorization"} <= {each.strip() for each in answer["Vary"].split(",")}


@pytest.mark.parametrize("headers", [{"If-None-Match": 'W/"2"'}, {"If-Modified-Since": "Wed, 01 Apr 2026 12:00:00 GMT"}], ids=str)
@pytest.mark.parametrize("method", ["get", "head"])
def test_what_is_the_same_is_not_sent_again(client, method, headers):
    answer = getattr(client, method)(MEDICINE, headers=headers)

    assert (answer.status_code, answer.content) == (304, b"")
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("headers", [{"If-None-Match": 'W/"1"'}, {"If-Modified-Since": "Tue, 31 Mar 2026 12:00:00 GMT"}], ids=str)
def test_what_is_newer_is_sent(client, headers):
    assert client.get(MEDICINE, headers=headers).status_code == 200


def test_any_other_site_may_read(client):
    answer = client.options(MEDICINE, headers={"Origin": "https://partner.example", "Access-Control-Request-Method": "GET"})

    assert answer.status_code == 204
    assert "GET" in answer["Access-Control-Allow-Methods"]
    assert {"Authorization", "Prefer"} <= set(answer["Access-Control-Allow-Headers"].split(", "))
    assert "ETag" in client.get(MEDICINE)["Access-Control-Expose-Headers"]
    assert client.get(f"{MEDICINES}/never")["Access-Control-Allow-Origin"] == "*"


def test_it_can_be_laid_out_for_people(client):
    plain, pretty = client.get(MEDICINE), client.get(MEDICINE, {"_pretty": "true"})

    assert pretty.json() == plain.json()
    assert b"\n  " in pretty.content


# What it says of itself


def test_it_says_what_may_be_asked(client):
    told = client.get("/fhir/metadata").json()

    assert_fhir(told)
    assert told["fhirVersion"] == "5.0.0"
    assert told["implementation"]["url"] == "http://testserver/fhir"
    kinds = {each["type"]: each for each in told["rest"][0]["resource"]}
    assert set(kinds) == {"MedicationKnowledge", "ClinicalUseDefinition", "StructureDefinition", "CodeSystem"}
    assert {each["code"] for each in kinds["MedicationKnowledge"]["interaction"]} == {"read", "vread", "search-type"}


@pytest.mark.parametrize("kind", [MEDICINES, USES])
def test_every_parameter_that_it_names_is_known(client, kind):
    told = client.get("/fhir/metadata").json()["rest"][0]["resource"]
    parameters = next(each["searchParam"] for each in told if kind.endswith(each["type"]))

    values = {"_lastUpdated": "2026", "status": "active", "type": "warning"}
    for each in parameters:
        assert client.get(kind, {each["name"]: values.get(each["name"], ORBELAZINE)}).status_code == 200
