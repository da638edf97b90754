"""oEmbed 1.0, held against its text: what a program gets for the address of a page, and how it finds out where to ask."""

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from medications.models import SocietyProfile
from tests.assertions import assert_problem
from tests.factories import drafts, publications, records, withdrawals
from tests.factories.site import complete_site, kept

pytestmark = pytest.mark.django_db

PAGE = "http://testserver/medications/orbelazine/"


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        yield complete_site()


def asked(client, address: str = PAGE, more: str = ""):
    return client.get(f"/api/v1/oembed/?url={quote(address, safe='')}{more}")


class Parts(HTMLParser):
    def __init__(self, html: str):
        super().__init__()
        self.found: dict[str, dict] = {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found[tag] = dict(attrs)


def test_a_medicine_s_page_can_be_shown_as_rich_content(client):
    answer = asked(client)

    told = answer.json()
    assert answer["Content-Type"] == "application/json"
    assert (told["version"], told["type"], told["title"]) == ("1.0", "rich", "Orbelazine")
    assert (told["author_name"], told["provider_name"]) == ("Example society", "Medications used in MS")
    assert told["provider_url"] == told["author_url"] == "http://testserver/"
    assert told["cache_age"] == 86400


def test_its_html_is_a_named_frame_and_a_link_and_no_script(client):
    parts = Parts(asked(client).json()["html"]).found

    assert parts["iframe"]["src"] == "http://testserver/embed/medications/orbelazine/"
    assert parts["iframe"]["title"] == "Orbelazine – Medications used in MS"
    assert parts["a"]["href"] == PAGE
    assert set(parts) == {"iframe", "p", "a"}


def test_names_with_signs_of_html_stay_text(client):
    profile = SocietyProfile.objects.latest()
    SocietyProfile.objects.create(version=profile.version + 1, name='"><script>x</script>', site_title="a & b")

    told = asked(client).json()

    assert "<script" not in told["html"]
    assert told["author_name"] == '"><script>x</script>'


@pytest.mark.parametrize(
    "address",
    [
        "https://testserver/medications/orbelazine/",
        "http://testserver/medications/orbelazine",
        "http://testserver/medications/orbelazine/?from=here#sources",
        "http://testserver/medications/orbelazine-old/",
        "http://testserver/embed/medications/orbelazine/",
        "http://TESTSERVER/medications/orbelazine/",
    ],
)
def test_a_page_is_known_by_each_of_its_addresses(client, address):
    assert "/embed/medications/orbelazine/" in asked(client, address).json()["html"]


@pytest.mark.parametrize(
    ("more", "size"), [("", (600, 600)), ("&maxwidth=300&maxheight=200", (300, 200)), ("&maxwidth=2000", (600, 600))]
)
def test_it_is_no_larger_than_asked(client, more, size):
    told = asked(client, more=more).json()
    frame = Parts(told["html"]).found["iframe"]

    assert (told["width"], told["height"]) == size
    assert (int(frame["width"]), int(frame["height"])) == size


def test_what_wordpress_sends_along_is_understood(client):
    assert asked(client, more="&format=json&maxwidth=500&maxheight=750&dnt=1").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "http://testserver/medications/never/",
        "http://testserver/medications/compare/",
        "http://testserver/symptoms/tremor/",
        "http://testserver/",
        "http://elsewhere.example/medications/orbelazine/",
        "ftp://testserver/medications/orbelazine/",
        "http://[::1/medications/orbelazine/",
        "orbelazine",
    ],
)
def test_no_other_address_is_answered(client, address):
    assert_problem(asked(client, address), 404)


@pytest.mark.parametrize("path", ["/admin/", "/preview/never-given/", "/review/never-given/", "/accounts/login/"])
def test_a_part_that_is_not_public_is_refused_whether_it_is_there_or_not(client, path):
    answer = asked(client, f"http://testserver{path}")

    assert_problem(answer, 401)
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_draft_is_as_if_it_were_not(client):
    drafts.draft(records.small_record("secretol"))

    drafted, never = (
        asked(client, "http://testserver/medications/secretol/"),
        asked(client, "http://testserver/medications/never/"),
    )

    assert (drafted.status_code, drafted.content) == (never.status_code, never.content)


@pytest.mark.parametrize("format", ["xml", "yaml"])
def test_a_format_that_is_not_offered_is_told_as_oembed_asks(client, format):
    assert_problem(asked(client, more=f"&format={format}"), 501)


@pytest.mark.parametrize(
    "more", ["&maxwidth=wide", "&maxwidth=0", "&maxheight=-5", "&maxwidth=1e3", "&maxwidth=99999999", "&nonsense=1"]
)
def test_what_makes_no_sense_is_refused_by_name(client, more):
    answer = asked(client, more=more)

    assert_problem(answer, 400)
    assert more[1:].partition("=")[0] in answer.json()["errors"]


def test_without_an_address_it_says_what_is_missing(client):
    assert "url" in client.get("/api/v1/oembed/").json()["errors"]


@pytest.mark.parametrize("slug", ["orbelazine", "orbelazine-old"])
def test_a_withdrawn_page_is_told_as_such(client, site, slug):
    withdrawals.withdrawn(site.document)

    answer = asked(client, f"http://testserver/medications/{slug}/")

    assert_problem(answer, 410)
    assert answer.json()["reason"] == withdrawals.WHY


# How programs and people find it


def discovered(html: str) -> str:
    return unescape(re.search(r'<link rel="alternate" type="application/json\+oembed" href="([^"]+)">', html)[1])


def test_a_medicine_s_page_says_where_to_ask(client):
    address = discovered(client.get("/medications/orbelazine/").content.decode())

    assert client.get(address.removeprefix("http://testserver")).json()["title"] == "Orbelazine"


def test_the_page_for_citing_has_what_to_copy(client):
    html = client.get("/medications/orbelazine/cite/").content.decode()

    copied = [unescape(each) for each in re.findall(r"<pre[^>]*><code>(.*?)</code></pre>", html, re.DOTALL)]
    assert copied == [asked(client).json()["html"], '<script src="http://testserver/embed.js" async></script>']


def test_a_page_that_is_taken_down_offers_no_frame(client, site):
    withdrawals.withdrawn(site.document, "banner")

    assert "oembed" not in client.get("/medications/orbelazine/").content.decode()


def test_a_reprint_can_be_shown_since_its_frame_is_a_stub(client):
    book = records.source("reprinted-book", permission="Reprinted with permission.", reuse={"partners": False})
    sources = [records.source(records.LABEL), records.source(records.BOOK), book]
    publications.published(records.medication_record("reprinted", sources=sources, whole_page_sources=[book.code]))

    assert asked(client, "http://testserver/medications/reprinted/").status_code == 200
