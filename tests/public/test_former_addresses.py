"""Links to the old site lead on: an address that nothing here answers is looked up among those the old pages had."""

from datetime import timedelta

import pytest

from medications.actions.former_addresses import keep_address
from medications.models import IndexRow
from tests.assertions import assert_problem, recorded_sql, tables_named
from tests.factories import drafts, publications, records
from tests.factories.publications import NOW
from tests.factories.site import kept

pytestmark = pytest.mark.django_db

OLD = "/site/SPageServer/?pagename=HOM_LIVE_meds_orbelazine"
PLAIN = "/meds/Orbelazine.asp"
PAGE = "/medications/orbelazine/"


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    """A medicine with two former addresses, one that is a draft, a symptom, and a source, which has no page."""
    with kept(django_db_blocker):
        document = publications.published(records.small_record()).document
        keep(document, f"https://old.example.org{OLD}")
        keep(document, PLAIN)
        keep(drafts.draft(records.small_record("unpublished")).document, "/meds/unpublished.asp")
        keep(drafts.find_document("symptom", "tremor"), "/symptoms/shaking.asp")
        keep(drafts.find_document("source", records.LABEL), "/books/label.asp")
        yield


def keep(document, address: str) -> None:
    assert keep_address(document=document, address=address, by=None, now=NOW)


@pytest.mark.parametrize(
    ("address", "page"),
    [(OLD, PAGE), (PLAIN, PAGE), ("/symptoms/shaking.asp", "/symptoms/tremor/")],
    ids=["query", "path", "symptom"],
)
def test_address_of_an_old_page_leads_to_the_page_for_good(client, address, page):
    answer = client.get(address)

    assert (answer.status_code, answer["Location"]) == (301, page)
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/site/SPageServer?pagename=HOM_LIVE_meds_orbelazine",
        "/site/SPageServer/;jsessionid=12AB?pagename=HOM_LIVE_meds_orbelazine&utm_source=letter",
        f"{PLAIN}?from=letter",
        f"{PLAIN}/",
    ],
)
def test_spelling_of_the_link_does_not_matter(client, address):
    assert client.get(address)["Location"] == PAGE


def test_slug_of_today_is_where_it_leads(client):
    publications.republished(drafts.find_document("medication", "orbelazine"), now=NOW + timedelta(days=1), slug="renamed")

    assert client.get(OLD)["Location"] == "/medications/renamed/"


def test_address_kept_with_a_query_is_found_before_the_same_without(client):
    other = publications.published(records.small_record("other")).document
    keep(other, f"{PLAIN}?drug=other")

    assert client.get(f"{PLAIN}?drug=other")["Location"] == "/medications/other/"
    assert client.get(f"{PLAIN}?drug=none")["Location"] == PAGE


UNKNOWN = ["/meds/never.asp", "/site/SPageServer/?pagename=never", "/site/SPageServer/", f"{OLD}&more=1", "/%00", "/%ff?%ff=%00"]
WITHOUT_A_PAGE = ["/meds/unpublished.asp", "/books/label.asp"]


@pytest.mark.parametrize("address", [*UNKNOWN, *WITHOUT_A_PAGE])
def test_any_other_address_gets_the_page_that_says_so(client, address):
    answer = client.get(address)

    assert answer.status_code == 404
    assert b"Page not found" in answer.content


def test_page_that_is_public_no_more_is_not_led_to(client):
    IndexRow.objects.filter(slug="orbelazine").delete()

    assert client.get(OLD).status_code == 404


def test_whoever_asks_for_the_head_is_led_on_too(client):
    answer = client.head(OLD)

    assert (answer.status_code, answer["Location"], answer.content) == (301, PAGE, b"")


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_what_is_sent_is_not_led_on(client, method):
    assert getattr(client, method)(OLD).status_code == 404


@pytest.mark.parametrize("host", ["evil.example.org", "localhost", "testserver:8443"])
def test_host_that_the_request_names_has_no_say(client, host):
    answer = client.get(OLD, headers={"host": host})

    assert (answer.status_code, answer.get("Location")) in [(400, None), (301, PAGE)]


@pytest.mark.parametrize(
    "address", [f"//evil.example.org{PLAIN}", f"/\\evil.example.org{PLAIN}", f"/{PLAIN}?next=//evil.example.org"]
)
def test_only_our_own_pages_are_led_to(client, address):
    answer = client.get(address)

    assert answer.get("Location") in (None, PAGE)


@pytest.mark.parametrize("part", ["/admin/old.asp", "/static/old.asp"])
def test_parts_that_were_never_the_old_site_are_not_looked_up(client, part):
    keep(drafts.find_document("medication", "orbelazine"), part)

    with recorded_sql() as sql:
        answer = client.get(part)

    assert answer.get("Location") != PAGE
    assert not [statement for statement in sql if "former" in statement]


def test_api_says_in_its_own_words_that_there_is_nothing(client):
    keep(drafts.find_document("medication", "orbelazine"), "/api/v1/old")

    assert_problem(client.get("/api/v1/old"), 404)


def test_redirect_may_be_asked_for_again(client):
    """A browser would keep a 301 for ever, and the page may move again."""
    assert "must-revalidate" in client.get(OLD)["Cache-Control"]


@pytest.mark.parametrize("address", [OLD, "/meds/never.asp"])
def test_look_up_is_one_statement_that_reads_no_working_copy(client, address):
    with recorded_sql() as sql:
        client.get(address)

    (statement,) = sql
    read = {"formeraddress", "document", "indexrow", "change", "publication"}  # the last two for pages that are withdrawn
    assert tables_named(statement) == {f"medications_{name}" for name in read}


def test_page_that_answers_costs_no_look_up(client):
    with recorded_sql() as sql:
        client.get(PAGE)

    assert not [statement for statement in sql if "former" in statement]
