"""Rule 13: the text of a page that may not be passed on reaches no partner, by no address."""

from datetime import timedelta
from pathlib import Path

import orjson
import pytest

from medications.content.schema import Reuse
from tests.assertions import assert_problem, body
from tests.factories import drafts, publications, records
from tests.factories.publications import NOW
from tests.factories.site import kept
from tests.public.examples import EXAMPLES

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
PARTNERS = (ROOT / "docs/partners.md").read_text("utf-8")
DETAIL, LIST = "/api/v1/medications/reprinted/", "/api/v1/medications/?letter=R"
CANONICAL = "/api/v1/medications/reprinted/revisions/1/canonical"
REPRINT = "Reprinted with permission from B. Example (ed.), Steady days."

IDENTITY = {
    *("uuid", "kind", "slug", "url", "publication_number", "digest", "basis", "last_updated", "last_reviewed", "review_due"),
    *("display_until", "withheld"),
}
OF_A_RECORD = IDENTITY | {"safety_notices", "review_overdue", "licence", "attribution", "sources", "schema_version"}
NAMES = {"generic_name", "pronunciation", "brand_names", "drug_class", "uses"}
STUB = OF_A_RECORD | NAMES | {"codes"}
TEXT = {"at_a_glance", "sections", "lead_sentences", "side_effects", "look_alike_footnote"}
FULL = STUB | TEXT | {"dosage_forms", "routes", "availability", "controlled_schedule", "generic_available", "whole_page_sources"}
STUB_LINE = IDENTITY | NAMES | {"source_count", "main_source"}
FULL_LINE = STUB_LINE | {"availability", "generic_available"}


def reprint(**changes):
    """The book that the page is reprinted from, for this site only."""
    return records.source(records.BOOK, **{"title": "Steady days", "permission": REPRINT, "reuse": Reuse(), **changes})


def reprinted_record(**changes):
    sources = [records.source(records.LABEL, permission="", reuse=Reuse()), reprint()]
    return records.medication_record("reprinted", **{"sources": sources, **changes})


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    """Every kind of public page, and a page with everything a page can have that is reprinted from a book."""
    with kept(django_db_blocker):
        publications.published(reprinted_record())
        drafts.edited(
            drafts.find_document("symptom", "tremor"), summary=f"Shaking, in short. [@{records.BOOK}]", sources=[reprint()]
        )
        publications.published(records.small_record("tremor drug"))
        publications.publish(publications.approve(newest("symptom", "tremor")))
        yield


def newest(kind: str, code: str):
    return drafts.find_document(kind, code).revisions.order_by("-number").first()


def words_of(record) -> list[str]:
    """Everything in a record that is somebody's wording."""
    found = [record.look_alike_footnote]
    found += [part.text for part in [*record.at_a_glance, *record.lead_sentences]]
    found += [text for part in record.sections for text in (part.heading, part.body)]
    found += [text for row in record.side_effects for text in (row.wording, row.qualifier)]
    found += [text for use in record.uses for text in (use.qualifier, use.note)]
    return [text for text in found if text]


def api_addresses() -> list[str]:
    """Every address of the API, asked about this page, with every way to ask that the examples know."""
    of_routes = [route.replace("<slug:key>", "{}").replace("<int:number>", "1") for route in EXAMPLES if route.startswith("api/")]
    keys = {"symptoms": "tremor", "side-effects": "coma", "sources": records.BOOK}
    own = ["/" + route.format(keys.get(route.split("/")[2], "reprinted")) for route in of_routes if "oembed" not in route]
    own.append("/api/v1/oembed/?url=http://testserver/medications/reprinted/")
    # What was searched for, and what may worsen a symptom, are told in words of the text where they may be passed on.
    told = ["q=swallow", "q=sleepiness", "q=drowsiness", "may_worsen=tremor", "may_worsen=pain"]
    own += [f"/api/v1/medications/?{question}" for question in told]
    return sorted({*own, LIST, "/api/v1/medications/?symptom=tremor&side_effect=coma", "/api/v1/changes/?after=0"})


def permit(*, partners: bool) -> None:
    """The book's publisher says so, or not; the source is published by itself."""
    reuse = Reuse(partners=partners, print=True)
    revision = drafts.edited(drafts.find_document("source", records.BOOK), reuse=reuse)
    publications.publish(publications.approve(revision), now=NOW + timedelta(days=1))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("q=swallow", {"match": {"in": "text", "near": False}}),
        ("q=sleepiness", {"match": {"in": "text", "near": False}}),
        ("letter=R&may_worsen=pain", {"may_worsen": {"symptom": "pain", "listed": True}}),
    ],
)
def test_a_list_says_where_the_text_matched_and_no_word_of_it(client, question, told):
    (line,) = client.get(f"/api/v1/medications/?{question}").json()["results"]

    assert {name: line[name] for name in told} == told


@pytest.mark.parametrize("address", api_addresses())
def test_no_address_of_the_api_gives_away_the_text(client, address):
    answer = client.get(address)

    said = body(answer).decode()
    assert answer.status_code in (200, 403)
    # A side effect is printed by its own name there, which is nobody's wording.
    words = set(words_of(reprinted_record())) - ({"ringing ears"} if "side-effects" in address else set())
    assert [text for text in words if orjson.dumps(text).decode()[1:-1] in said] == []


def test_the_words_that_are_looked_for_would_be_found(client):
    """What the test above leans on."""
    permit(partners=True)
    publications.republished(drafts.find_document("medication", "reprinted"), now=NOW + timedelta(days=2))

    said = client.get(DETAIL).content.decode()

    assert len(words_of(reprinted_record())) > 15
    assert [text for text in words_of(reprinted_record()) if orjson.dumps(text).decode()[1:-1] not in said] == []


def test_a_stub_says_who_it_is_why_it_is_one_and_where_to_read_it(client):
    record = client.get(DETAIL).json()

    assert (record["generic_name"], record["basis"], record["publication_number"]) == ("reprinted", "reviewed", 1)
    assert record["url"].endswith("/medications/reprinted/")
    assert "not confirmed that they permit it" in record["withheld"]["reason"]
    assert record["withheld"]["sources"] == [
        {"code": records.BOOK, "title": "Steady days", "publisher": "Example agency", "permission": REPRINT}
    ]


def test_names_and_coded_facts_stay(client):
    record = client.get(DETAIL).json()

    assert [use["symptom"]["code"] for use in record["uses"]] == ["tremor", "pain"]
    assert set(record["uses"][0]) == {"symptom", "primary", "status"}
    assert record["drug_class"]["code"] == "calming-agent"
    assert [brand["name"] for brand in record["brand_names"]] == ["Quietrane", "Quietrane"]


def test_a_line_of_the_list_is_a_stub_as_well(client):
    (line,) = client.get(LIST).json()["results"]

    assert line["uuid"] == client.get(DETAIL).json()["uuid"]
    assert line["withheld"]["sources"][0]["code"] == records.BOOK
    assert [set(use) for use in line["uses"]] == [{"symptom", "primary", "status"}] * 2


@pytest.mark.parametrize(("permitted", "detail", "line"), [(False, STUB, STUB_LINE), (True, FULL, FULL_LINE)])
def test_each_shape_has_its_fixed_keys_and_the_documentation_names_them_all(client, permitted, detail, line):
    permit(partners=permitted)
    publications.republished(drafts.find_document("medication", "reprinted"), now=NOW + timedelta(days=2), pronunciation="re")

    found = client.get(DETAIL).json()
    (listed,) = client.get(LIST).json()["results"]

    assert set(found) == detail
    assert set(listed) == line
    assert [key for key in [*found, *listed] if f"`{key}`" not in PARTNERS] == []


def test_a_record_that_is_passed_on_says_so(client):
    assert client.get("/api/v1/medications/tremor-drug/").json()["withheld"] is None


def test_canonical_bytes_are_refused_with_the_reason_and_the_address(client):
    stub = client.get(DETAIL).json()

    found = assert_problem(client.get(CANONICAL), 403)

    assert found["detail"] == found["withheld"]["reason"]
    assert (found["withheld"], found["url"]) == (stub["withheld"], stub["url"])


def test_a_withheld_symptom_keeps_its_names(client):
    record = client.get("/api/v1/symptoms/tremor/").json()

    assert record["withheld"]["sources"][0]["code"] == records.BOOK
    assert (record["name"], record["link_phrase"], record["aliases"]) == ("tremor", "MS-related tremor", ["tremor alias"])
    assert not {"summary", "summary_html", "resources"} & set(record)


def test_readers_get_the_page(client):
    page = client.get("/medications/reprinted/").content.decode()

    assert "Swallow it whole." in page
    assert REPRINT in page
    assert "Another medication used to treat MS-related tremor" in page


# When permission changes


def test_the_version_of_a_time_without_permission_stays_refused(client):
    document = drafts.find_document("medication", "reprinted")
    permit(partners=True)
    publications.republished(document, now=NOW + timedelta(days=2))

    assert client.get(DETAIL).json()["withheld"] is None
    assert_problem(client.get(CANONICAL), 403)
    assert client.get(CANONICAL.replace("/1/", "/2/")).status_code == 200


def test_a_permission_that_is_taken_back_is_taken_back_for_older_versions_too(client):
    document = drafts.find_document("medication", "reprinted")
    permit(partners=True)
    publications.republished(document, now=NOW + timedelta(days=2))
    permit(partners=False)
    publications.republished(document, now=NOW + timedelta(days=3))

    assert client.get(DETAIL).json()["withheld"] is not None
    assert_problem(client.get(CANONICAL.replace("/1/", "/2/")), 403)


def test_older_versions_in_our_own_words_are_given_when_the_page_of_today_is_a_reprint(client):
    own = publications.published(records.small_record("rewritten"))
    sources = [*own.revision.record.sources, reprint()]
    publications.republished(
        own.document, now=NOW + timedelta(days=1), sources=sources, whole_page_sources=[records.LABEL, records.BOOK]
    )
    canonical = "/api/v1/medications/rewritten/revisions/{}/canonical"

    assert client.get(canonical.format(1)).status_code == 200
    assert_problem(client.get(canonical.format(2)), 403)
