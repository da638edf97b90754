"""What is kept, and what is loaded, when somebody reads: nothing but what the privacy page says."""

import re

import pytest
from django.test import Client

from medications.projections.memory import Memory
from tests.assertions import recorded_sql
from tests.logged import logged_lines
from tests.public.examples import ADDRESSES, REFUSED
from tests.public.privacy.page import says

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@says("You can read every page here without telling us who you are.", "You need no account.")
def test_every_page_is_shown_to_somebody_without_account_and_browser_name():
    assert {Client().get(address).status_code for address in ADDRESSES} == {200}


@says("We set no cookie, unless you choose how our pages look.")
def test_no_answer_sets_a_cookie(client):
    assert [address for address in [*ADDRESSES, *REFUSED, "/nothing/"] if client.get(address).cookies] == []
    assert not client.post("/csp-reports/", b"{}", content_type="application/csp-report").cookies


def choose(client, **choice):
    return client.post("/about/display/", {"theme": "dark", "text": "large", "spacing": "normal", **choice})


@says("Then one cookie holds your choice of colors, text size and spacing, and nothing else.")
def test_the_cookie_of_a_choice_is_the_choice(client):
    answer = choose(client)

    assert {name: cookie.value for name, cookie in answer.cookies.items()} == {"display": "dark.large.normal"}


@says("It stays on your device for a year, or until you choose the usual look again.")
def test_the_cookie_of_a_choice_goes_away(client):
    kept = choose(client).cookies["display"]["max-age"]
    choose(client, theme="system", text="normal")

    assert kept == 365 * 24 * 60 * 60
    assert [name for name, cookie in client.cookies.items() if cookie.value] == []


@says("We do not keep your choice in any other place.")
def test_a_choice_is_written_down_nowhere(client):
    with logged_lines() as lines, recorded_sql() as statements:
        choose(client)
        client.get("/")

    assert lines == []
    assert [sql for sql in statements if not sql.startswith("SELECT")] == []


OURS = ("suggestions", "results", "embed_height")


@says("We use no ads, no counters and no tracking tools.")
def test_no_page_has_anything_that_counts_or_runs(tags):
    assert {tag for tag, _ in tags} & {"iframe", "frame", "object", "embed", "img", "video", "audio", "portal"} == set()
    scripts = [attributes for tag, attributes in tags if tag == "script" and attributes.get("type") != "application/ld+json"]
    assert {attributes.get("src") for attributes in scripts} == {f"/static/js/{name}.js" for name in OURS}
    assert [attributes for _, attributes in tags if "ping" in attributes or "http-equiv" in attributes] == []


SAID_ONLY = {"canonical", "alternate"}  # links for programs, which no browser loads


@says("All parts of a page come from this site.")
def test_nothing_is_loaded_from_elsewhere(pages, tags):
    links = [attributes for tag, attributes in tags if tag == "link" and attributes["rel"] not in SAID_ONLY]
    loaded = [attributes.get("href", "") for attributes in links]
    loaded += [
        attributes[name]
        for _, attributes in tags
        for name in ("src", "srcset", "poster", "data", "background")
        if name in attributes
    ]
    sent = [attributes["action"] for tag, attributes in tags if tag == "form"]

    assert loaded
    assert [attributes for tag, attributes in tags if tag == "base" and "href" in attributes] == []
    assert [address for address in loaded + sent if not re.match(r"/(?!/)", address)] == []
    rules = {
        address: answer["Content-Security-Policy"].replace("frame-ancestors *", "")  # which says who may show it
        for address, answer in pages.items()
    }
    assert [address for address, rule in rules.items() if re.search(r"https?:|\*", rule)] == []


@says("Reading and searching add nothing to our database.")
def test_no_page_writes(client):
    with recorded_sql() as statements:
        for address in [*ADDRESSES, *REFUSED, "/medications/?q=tremor"]:
            client.get(address)

    assert statements
    assert [sql for sql in statements if not sql.startswith("SELECT")] == []


@says("While you type in a search box, your browser asks this site for names that fit.", "We do not keep what you type there.")
def test_what_is_typed_is_written_down_nowhere(client):
    with logged_lines() as lines, recorded_sql() as statements:
        answer = client.get("/suggestions/?q=secretol")

    assert "secretol" in answer.content.decode()
    assert lines == []
    assert [sql for sql in statements if not sql.startswith("SELECT")] == []
    assert "secretol" not in str(Memory.kept)


@says("When you follow a link to another site, your browser does not say which page you came from.")
def test_other_sites_are_not_told_the_page(pages, tags):
    assert {answer["Referrer-Policy"] for answer in pages.values()} == {"same-origin"}
    assert [attributes for _, attributes in tags if "referrerpolicy" in attributes or attributes.get("name") == "referrer"] == []


@says("Our pages cannot use your camera, your microphone or your location.")
def test_devices_are_switched_off(pages):
    for answer in pages.values():
        assert {"camera=()", "microphone=()", "geolocation=()"} <= set(answer["Permissions-Policy"].split(", "))
