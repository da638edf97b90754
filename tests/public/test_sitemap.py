"""Sitemap and robots.txt: what search engines ask for by themselves."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import pytest
import time_machine

from medications.models import WORKING_COPY
from tests.assertions import recorded_sql, tables_named, tables_of
from tests.factories import drafts, publications, records
from tests.factories.publications import NOW
from tests.factories.site import complete_site, kept
from tests.factories.withdrawals import reinstated, withdrawn
from tests.public.sitemap_format import faults, moments

pytestmark = pytest.mark.django_db

PAGE = "http://testserver/medications/orbelazine/"
TESTAMINE = "http://testserver/medications/testamine/"  # what a test publishes besides the site


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        yield complete_site()


def listed(client) -> dict[str, str | None]:
    """Last modification by address, of a file without a fault."""
    answer = client.get("/sitemap.xml")
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    assert faults(answer.content) == []
    found = moments(answer.content)
    assert {urlsplit(address).netloc for address in found} == {"testserver"}
    return found


def test_every_address_in_it_is_a_page_that_may_be_listed(client):
    for address in listed(client):
        answer = client.get(address.removeprefix("http://testserver"))
        assert answer.status_code == 200, address
        assert b'content="noindex"' not in answer.content
        assert f'<link rel="canonical" href="{address}">'.encode() in answer.content


def test_page_is_listed_with_the_moment_it_was_published(client):
    first = publications.published(records.small_record("testamine"))
    assert listed(client)[TESTAMINE] == "2026-03-02T12:00:00Z"

    publications.republished(first.document, now=NOW + timedelta(hours=1), pronunciation="new")

    assert listed(client)[TESTAMINE] == "2026-03-02T13:00:00Z"


def test_page_that_moved_is_listed_where_it_is(client):
    assert "http://testserver/medications/orbelazine-old/" not in listed(client)
    assert PAGE in listed(client)


@pytest.mark.parametrize("kind", ["banner", "gone"])
def test_withdrawn_page_is_not_listed_until_it_is_back(client, kind):
    document = publications.published(records.small_record("testamine")).document
    withdrawn(document, kind)
    assert TESTAMINE not in listed(client)

    reinstated(document)

    assert TESTAMINE in listed(client)


def test_draft_and_terms_without_a_page_are_not_listed(client):
    drafts.draft(records.small_record("secretol"))

    assert [address for address in listed(client) if "secretol" in address or "label" in address] == []


def test_sitemap_is_one_statement_more_than_any_page(client):
    client.get("/sitemap.xml")

    with recorded_sql() as statements:
        client.get("/sitemap.xml")

    assert len(statements) == 2
    assert {table for sql in statements for table in tables_named(sql) & tables_of(*WORKING_COPY)} == set()


@time_machine.travel(datetime(2026, 6, 1, 9, tzinfo=UTC), tick=False)
def test_copy_is_asked_about_and_found_good(client):
    first = client.get("/sitemap.xml")

    assert client.get("/sitemap.xml", headers={"if-none-match": first["ETag"]}).status_code == 304


# robots.txt


@pytest.fixture
def robots(client) -> RobotFileParser:
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    parser = RobotFileParser()
    parser.parse(answer.content.decode().splitlines())
    return parser


def test_robots_leads_to_the_sitemap(robots):
    assert robots.site_maps() == ["http://testserver/sitemap.xml"]


LISTS = ["/changes/?before=5", "/changes/?since=2026-03", "/could-it-be-my-ms/?symptom=tremor", "/suggestions/?q=a"]


@pytest.mark.parametrize("path", ["/admin/", "/accounts/login/", "/review/x/", "/preview/x/", *LISTS])
def test_robots_keeps_search_engines_from_what_is_not_for_them(robots, path):
    assert not robots.can_fetch("anybody", path)


@pytest.mark.parametrize(
    "path",
    ["/", "/medications/orbelazine/", "/symptoms/tremor/", "/site/SPageServer/?pagename=old", "/changes/", "/could-it-be-my-ms/"],
)
def test_robots_lets_them_read_pages_and_follow_old_addresses(robots, path):
    assert robots.can_fetch("anybody", path)
