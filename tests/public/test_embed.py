"""A medicine in a frame on another site: what nobody may miss, on what basis, and what is left of a page that was taken down."""

import gzip
import re
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from msportal.static import joined, source
from tests.factories import drafts, emergencies, publications, records, safety_notices, withdrawals
from tests.factories.site import LATER, complete_site, kept

pytestmark = pytest.mark.django_db

EMBED = "/embed/medications/orbelazine/"
HEAVIEST = 10_000  # bytes of page, styles and script, compressed


@pytest.fixture(autouse=True, scope="module")
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        yield complete_site()


def shown(client, address: str = EMBED) -> str:
    return client.get(address).content.decode()


def test_the_frame_says_what_nobody_may_miss(client):
    html = shown(client)

    for words in ["Orbelazine", "or-BEL", "Quietrane", "Tremor (at night), off-label", "Not for cats.", "Do not stop suddenly."]:
        assert words in html
    for words in ["Skip a missed dose.", "Calms the nerves.", "Last updated April 1, 2026."]:
        assert words in html


def test_the_frame_says_what_it_leaves_out_and_leads_to_the_full_page(client):
    html = shown(client)

    assert "leaves out side effects" in html
    assert 'href="http://testserver/medications/orbelazine/"' in html


def test_the_frame_names_who_answers_for_it(client):
    html = shown(client)

    assert "Published by Example society." in html
    assert "does not replace advice" in html
    assert "names its 2 sources" in html


def test_a_safety_notice_comes_before_everything_else(client, site):
    today = timezone.localdate()
    safety_notices.posted(site.document, begins_on=today, ends_on=today)

    html = shown(client)

    assert html.index(safety_notices.TEXT) < html.index("<h1")


@pytest.mark.parametrize("overdue", [True, False])
def test_an_overdue_review_is_told_before_the_text(client, overdue):
    record = records.small_record("testamine")
    publications.published(record, whole_record=True)

    with time_machine.travel("2027-09-01T12:00:00Z" if overdue else "2026-09-01T12:00:00Z", tick=False):
        html = shown(client, "/embed/medications/testamine/")

    assert ("was due on" in html[: html.index("<h1")]) == overdue


def test_the_basis_is_told(client):
    emergencies.published_in_emergency(drafts.draft(records.small_record("testamine")))

    assert "Published in an emergency." in shown(client, "/embed/medications/testamine/")


# What may not be passed on


def test_a_reprint_that_partners_may_not_have_is_a_stub_with_the_reason(client):
    book = records.source("old-book", reuse={"site": True, "print": True, "partners": False})
    sources = [records.source(), records.source(records.BOOK), book]
    publications.published(records.medication_record("testamine", sources=sources, whole_page_sources=["old-book"]))

    html = shown(client, "/embed/medications/testamine/")

    assert "may be read on our site only" in html
    assert "Testamine" in html
    assert "Tremor, off-label" in html
    for words in ["Not for cats.", "Do not stop suddenly.", "Calms the nerves.", "at night"]:
        assert words not in html


# Taken down, moved, never there


def test_a_former_address_leads_to_the_present_one_with_what_was_asked(client):
    answer = client.get("/embed/medications/orbelazine-old/?theme=dark")

    assert (answer.status_code, answer["Location"]) == (301, f"{EMBED}?theme=dark")


@pytest.mark.parametrize("kind", ["gone", "banner", "moved"])
@pytest.mark.parametrize("slug", ["orbelazine", "orbelazine-old"])
def test_a_withdrawn_page_says_so_in_the_frame_and_shows_no_text(client, site, kind, slug):
    other = drafts.find_document("medication", "sample-drug")
    withdrawals.withdrawn(site.document, kind, replacement=other if kind == "moved" else None)

    answer = client.get(f"/embed/medications/{slug}/")

    html = answer.content.decode()
    assert answer.status_code == 410
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert withdrawals.WHY in html
    assert "was withdrawn" in html
    assert "Do not stop suddenly." not in html


@pytest.mark.parametrize(
    ("kind", "address"), [("moved", "/medications/sample-drug/"), ("banner", "/medications/orbelazine/"), ("gone", None)]
)
def test_a_withdrawn_page_s_frame_points_to_what_can_be_read(client, site, kind, address):
    other = drafts.find_document("medication", "sample-drug")
    withdrawals.withdrawn(site.document, kind, replacement=other if kind == "moved" else None)

    links = re.findall(r'<a [^>]*href="([^"]+)"', shown(client).partition("<footer")[0])

    assert links == ([f"http://testserver{address}"] if address else [])


def test_an_address_at_which_there_never_was_a_medicine_says_so_in_the_frame(client):
    answer = client.get("/embed/medications/never/")

    assert answer.status_code == 404
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "There is no medicine at this address" in answer.content.decode()


@pytest.mark.parametrize("slug", ["never", "orbelazine"])
def test_what_is_not_there_is_kept_nowhere(client, site, slug):
    if slug != "never":
        withdrawals.withdrawn(site.document)

    assert client.get(f"/embed/medications/{slug}/")["Cache-Control"] == "no-store"


# In a frame of somebody else's


def test_the_frame_is_for_any_site_and_runs_our_script_only(client):
    policy = client.get(EMBED)["Content-Security-Policy"]

    assert "frame-ancestors *" in policy
    assert "script-src 'self'" in policy
    assert "connect-src" not in policy
    assert "X-Frame-Options" not in client.get(EMBED)


def test_the_frame_reads_and_sets_no_cookie(client):
    client.cookies["display"] = "dark.large.wide"

    answer = client.get(EMBED)

    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert answer.content == Client().get(EMBED).content


@pytest.mark.parametrize(("theme", "attribute"), [("dark", ' data-theme="dark"'), ("light", ' data-theme="light"'), ("pink", "")])
def test_a_partner_chooses_light_or_dark_or_leaves_it_to_the_device(client, theme, attribute):
    assert f'<html lang="en"{attribute}>' in shown(client, f"{EMBED}?theme={theme}")


def test_the_frame_is_left_out_of_search_engines_in_favor_of_the_page(client):
    html = shown(client)

    assert '<meta name="robots" content="noindex">' in html
    assert '<link rel="canonical" href="http://testserver/medications/orbelazine/">' in html


def test_an_unchanged_frame_is_not_sent_again(client):
    first = client.get(EMBED)

    assert client.get(EMBED, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_a_new_version_is_in_the_frame_at_once(client, site):
    publications.republished(site.document, now=LATER, pronunciation="or-BELL")

    assert "or-BELL" in shown(client)


@pytest.mark.slow
@pytest.mark.parametrize("slug", ["natalizumab", "carbamazepine", "mitoxantrone"])  # long boxed warnings
def test_the_frame_is_light(client, slug):
    call_command("load_catalogue", publish_starter=True, only=[slug], stdout=StringIO())
    parts = [client.get(f"/embed/medications/{slug}/").content, joined("css/embed.css", source).encode()]
    parts.append(source("js/embed_height.js").encode())

    assert sum(len(gzip.compress(part, 9)) for part in parts) < HEAVIEST


def test_the_script_that_partners_load_has_a_fixed_address_and_may_be_loaded_by_them(client):
    answer = client.get("/embed.js")
    content = b"".join(answer.streaming_content).decode()

    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "origin !== site" in content
