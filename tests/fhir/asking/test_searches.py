"""Searches of the FHIR facade: parameters, pages, and parameters posted as a form."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.factories import publications, records
from tests.factories.site import LATER, ORBELAZINE
from tests.fhir.asking.answers import MEDICINES, RXNORM, USES, link, names, outcome, searched
from tests.fhir.ids import A_USE

pytestmark = pytest.mark.django_db


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
