"""The privacy page says only what is true: every sentence on it has a check here, and every check its sentence."""

import json
import logging
import re
import time
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from medications.actions import partners
from medications.content.readability import grade, sentences
from medications.management.commands.serve import commands
from medications.models import ApiKey, Event, EventKind, PolicyViolation, ReviewInvitation, Revision, SocietyProfile
from medications.projections import index
from tests.assertions import recorded_sql
from tests.browser.signing_in import PASSWORD
from tests.factories import accounts, drafts, invitations, records
from tests.factories.site import complete_site, kept
from tests.logged import logged_lines
from tests.public.examples import ADDRESSES, REFUSED

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PRIVACY = "/about/privacy/"
OPERATORS = Path(__file__).resolve().parents[2] / "docs" / "operators.md"
CHECKED: list[str] = []


def says(*said: str):
    """Decorates the test that shows that these sentences are true."""
    CHECKED.extend(said)
    return lambda test: test


class Seen(HTMLParser):
    """What stands in a page: paragraphs and list entries of its main part, and every tag with its attributes."""

    def __init__(self, html: str):
        super().__init__()
        self.blocks: list[str] = []
        self.tags: list[tuple[str, dict]] = []
        self.in_main = self.in_block = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.in_main = self.in_main or tag == "main"
        if self.in_main and tag in {"p", "li"}:
            self.in_block = True
            self.blocks.append("")

    def handle_endtag(self, tag):
        self.in_main = self.in_main and tag != "main"
        self.in_block = self.in_block and tag not in {"p", "li"}

    def handle_data(self, data):
        if self.in_block:
            self.blocks[-1] += data


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        yield complete_site()


@pytest.fixture
def pages(client):
    """Every public page that is HTML, by address."""
    answers = {address: client.get(address) for address in [*ADDRESSES, *REFUSED]}
    return {address: answer for address, answer in answers.items() if answer["Content-Type"].startswith("text/html")}


@pytest.fixture
def tags(pages):
    return [tag for answer in pages.values() for tag in Seen(answer.content.decode()).tags]


def said_on_the_page(client) -> list[str]:
    return list(sentences("\n\n".join(Seen(client.get(PRIVACY).content.decode()).blocks)))


def test_every_sentence_has_a_check_and_every_check_its_sentence(client):
    assert sorted(said_on_the_page(client)) == sorted(CHECKED)


def test_a_sentence_without_a_check_would_be_noticed(client):
    SocietyProfile.objects.create(version=99, name="Example society. We know all about you")
    index.touch()

    assert "We know all about you." in set(said_on_the_page(client)) - set(CHECKED)


def test_the_page_is_easy_to_read(client):
    assert grade(said_on_the_page(client)) <= 8


def test_every_page_leads_to_it(pages):
    linked = [
        address
        for address, answer in pages.items()
        if answer.status_code == 200 and f'href="{PRIVACY}"'.encode() in answer.content
    ]

    assert linked == [address for address, answer in pages.items() if answer.status_code == 200]


# When you read this site


@says("You can read every page here without telling us who you are.", "You need no account.")
def test_every_page_is_shown_to_somebody_without_account_and_browser_name():
    assert {Client().get(address).status_code for address in ADDRESSES} == {200}


@says("We set no cookies.")
def test_no_answer_sets_a_cookie(client):
    assert [address for address in [*ADDRESSES, *REFUSED, "/nothing/"] if client.get(address).cookies] == []
    assert not client.post("/csp-reports/", b"{}", content_type="application/csp-report").cookies


@says("We use no ads, no counters and no tracking tools.")
def test_no_page_has_anything_that_counts_or_runs(tags):
    assert {tag for tag, _ in tags} & {
        "script",
        "iframe",
        "frame",
        "object",
        "embed",
        "img",
        "video",
        "audio",
        "portal",
        "base",
    } == set()
    assert [attributes for _, attributes in tags if "ping" in attributes or "http-equiv" in attributes] == []


@says("All parts of a page come from this site.")
def test_nothing_is_loaded_from_elsewhere(pages, tags):
    loaded = [attributes.get("href", "") for tag, attributes in tags if tag == "link" and attributes["rel"] != "canonical"]
    loaded += [
        attributes[name]
        for _, attributes in tags
        for name in ("src", "srcset", "poster", "data", "background")
        if name in attributes
    ]
    sent = [attributes["action"] for tag, attributes in tags if tag == "form"]

    assert loaded
    assert [address for address in loaded + sent if not re.match(r"/(?!/)", address)] == []
    assert [address for address, answer in pages.items() if re.search(r"https?:|\*", answer["Content-Security-Policy"])] == []


@says("Reading and searching add nothing to our database.")
def test_no_page_writes(client):
    with recorded_sql() as statements:
        for address in [*ADDRESSES, *REFUSED, "/medications/?q=tremor"]:
            client.get(address)

    assert statements
    assert [sql for sql in statements if not sql.startswith("SELECT")] == []


@says("When you follow a link to another site, your browser does not say which page you came from.")
def test_other_sites_are_not_told_the_page(pages, tags):
    assert {answer["Referrer-Policy"] for answer in pages.values()} == {"same-origin"}
    assert [attributes for _, attributes in tags if "referrerpolicy" in attributes or attributes.get("name") == "referrer"] == []


@says("Our pages cannot use your camera, your microphone or your location.")
def test_devices_are_switched_off(pages):
    for answer in pages.values():
        assert {"camera=()", "microphone=()", "geolocation=()"} <= set(answer["Permissions-Policy"].split(", "))


# What our server writes down


@says("Our server program keeps no list of who read which page.")
def test_no_page_that_is_read_is_logged(client):
    with logged_lines() as lines:
        for address in ADDRESSES:
            client.get(address)

    assert lines == []
    assert "--no-access-log" in commands("127.0.0.1", 8000)["web"]


@pytest.mark.urls("tests.wiring.framed_urls")
@says("When something goes wrong, it writes down the time, the page and the fault.")
def test_a_fault_is_logged(client):
    client.raise_request_exception = False
    with logged_lines() as lines:
        client.get("/broken/")

    assert re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d+ ERROR", lines[0])
    assert "/broken/" in lines[0]
    assert "ValueError" in lines[0]


@pytest.mark.urls("tests.wiring.framed_urls")
@says("It leaves out what you searched for and which filters you chose.")
def test_what_was_asked_for_is_not_logged(client):
    client.raise_request_exception = False
    with logged_lines() as lines:
        client.get("/broken/?q=bladder&symptom=urgency")
        client.get("/nothing/?q=bladder&symptom=urgency")

    assert len(lines) == 2
    assert [line for line in lines if "bladder" in line or "urgency" in line] == []


@says("It cuts off the end of any internet address, so that the address no longer points to one device.")
def test_addresses_are_logged_shortened():
    with logged_lines() as lines:
        logging.getLogger("any.library").warning("refused %s and %s", "203.0.113.77", "2001:db8:1:2::3")

    assert lines[0].endswith("refused 203.0.113.0 and 2001:db8:1::")


@says("Our guide for the people who run the server tells them to keep no such list in other places, either.")
def test_operators_are_told_to_switch_off_other_logs():
    nginx = re.search(r"(?ms)^    server \{.*?^    \}", OPERATORS.read_text())[0]

    assert re.search(r"^\s+access_log off;", nginx, re.MULTILINE)
    assert re.search(r"^\s+error_log \S+ crit;", nginx, re.MULTILINE)


# When your browser stops something


@says(
    "Each page tells your browser what it may load.",
    "If the page tries to load something else, your browser stops it and sends us a report.",
)
def test_every_page_has_a_policy_with_an_address_for_reports(pages):
    """That browsers do so: tests/browser/test_policy.py."""
    for answer in pages.values():
        assert answer["Content-Security-Policy"].startswith("default-src 'none'; ")
        assert "; report-uri /csp-reports/" in answer["Content-Security-Policy"]


def reported(client, **more) -> list[dict]:
    """What is kept of a report that says a lot."""
    report = {
        "document-uri": "http://testserver/medications/?q=secret#secret",
        "referrer": "http://testserver/?q=secret",
        "blocked-uri": "https://ads.example/secret",
        "effective-directive": "img-src",
        "script-sample": "secret",
    }
    content = json.dumps({"csp-report": {**report, **more}})
    sender = {"REMOTE_ADDR": "203.0.113.77", "HTTP_USER_AGENT": "secret", "HTTP_COOKIE": "a=secret"}
    client.post("/csp-reports/", content, content_type="application/csp-report", **sender)
    return list(PolicyViolation.objects.values())


@says(
    "From the report we keep three things: which rule stopped it, where it came from and on which page.",
    "We count how often this happens, with the first and last time.",
)
def test_of_a_report_this_is_kept(client):
    (row,) = reported(client)

    assert (row.pop("directive"), row.pop("blocked"), row.pop("path")) == ("img-src", "https://ads.example", "/medications/")
    assert set(row) == {"id", "count", "first_seen", "last_seen"}


@says("We do not keep who sent the report.")
def test_of_the_sender_nothing_is_kept(client):
    with logged_lines() as lines:
        (row,) = reported(client)

    assert [value for value in row.values() if "secret" in str(value) or "203.0.113" in str(value)] == []
    assert lines == []


@says("We ignore what your own browser add-ons do.")
def test_reports_about_extensions_are_ignored(client):
    assert reported(client, **{"source-file": "moz-extension"}) == []


# If you work on this site


def signed_in(client, password: str = PASSWORD):
    account = accounts.writer()
    if not account.password:
        account.set_password(PASSWORD)
        account.save()
    sender = {"REMOTE_ADDR": "203.0.113.77", "HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}
    client.get("/accounts/login/", **sender)
    client.post("/accounts/login/", {"login": account.username, "password": password}, **sender)
    return account


@says(
    "Staff sign in, and this needs two cookies.",
    "One keeps you signed in, and the other protects forms.",
    "Scripts cannot read them.",
)
def test_staff_get_two_cookies(client):
    signed_in(client)

    assert {name: bool(cookie["httponly"]) for name, cookie in client.cookies.items()} == {"sessionid": True, "csrftoken": True}


@says("Your account holds your name and your e-mail address.")
def test_an_account_is_about_name_and_address():
    told = {
        field.name for field in get_user_model()._meta.concrete_fields if field.get_internal_type() in {"CharField", "EmailField"}
    }

    assert told == {"username", "password", "first_name", "last_name", "email"}


@says("We note when you sign in, and when someone fails to sign in with your user name.")
def test_sign_ins_are_noted(client):
    signed_in(Client(), password="wrong")
    signed_in(client)

    assert {EventKind.SIGNED_IN, EventKind.SIGN_IN_FAILED} <= set(Event.objects.values_list("kind", flat=True))


@says("To slow down those who guess passwords, we count tries to sign in for a short time.")
def test_tries_are_counted_under_no_address_and_forgotten(client):
    signed_in(client, password="wrong")

    assert cache._expire_info
    assert [key for key in cache._expire_info if "203.0" in key or "allauth" in key] == []
    assert max(cache._expire_info.values()) <= time.time() + 60 * 60


@says("For each device where you are signed in, we keep the name of its browser, the time and a shortened internet address.")
def test_of_a_device_this_is_kept(client):
    account = signed_in(client)

    session = UserSession.objects.get(user=account)
    assert session.ip == "203.0.113.0"
    assert session.user_agent == "Firefox on Linux"
    assert session.created_at


@says("You can see these devices and sign them out.")
def test_devices_are_listed_and_can_be_signed_out(client):
    signed_in(client)
    signed_in(elsewhere := Client())
    page = client.get("/accounts/sessions/").content.decode()
    client.post("/accounts/sessions/")

    assert "Firefox on Linux" in page
    assert elsewhere.get("/accounts/sessions/").status_code == 302


@says("What you write, approve or publish is kept with your name, even after your account is deleted.")
def test_the_name_stays_with_what_was_done():
    author = accounts.writer(name="leaving")
    revision = drafts.draft(records.small_record("something new"), by=author)
    author.delete()

    assert Revision.objects.get(pk=revision.pk).by_name == "Leaving"


@says("If you review a text through a link we sent you, we keep your name and your credentials.")
def test_an_outside_reviewer_is_kept_by_name_and_credentials():
    own = {"reviewer_name", "credentials"}
    others = {"id", "revision", "by_id", "by_name", "token_digest", "invited_at", "expires_at", "used_at", "revoked_at"}

    assert {field.name for field in ReviewInvitation._meta.concrete_fields} == own | others


@says("For that we set one cookie, which protects the form.")
def test_an_outside_reviewer_gets_one_cookie():
    now = timezone.now()
    address = invitations.link(drafts.draft(records.small_record("to review")), now=now, expires=now + timedelta(days=9))

    assert set(Client().get(address).cookies) == {"csrftoken"}


@says("To slow down those who guess such links, we count wrong ones for a short time.")
def test_wrong_links_are_counted_and_forgotten():
    """By the part of an internet address that many share, under a name that nobody can read."""
    Client().get("/review/guessed/", REMOTE_ADDR="203.0.113.77")
    Client().get("/review/guessed/", REMOTE_ADDR="203.0.113.78")

    assert cache.get("review-links:203.0.113.0") == 2
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert cache.get("review-links:203.0.113.0") is None


# If your own site uses our texts


@says("Your site needs no key to read our data.")
def test_the_api_is_open():
    assert Client().get("/api/v1/medications/").status_code == 200


@says(
    "If you ask for a key, we keep your site's name, a contact address and the last day the key was used.",
    "We do not keep the key itself.",
)
def test_of_a_key_this_is_kept():
    administrator, now = accounts.account("administrator"), timezone.now()

    key, text = partners.issue_key(
        holder="Partner", contact="web@partner.example", expires=now + timedelta(days=9), by=administrator, now=now
    )

    row = ApiKey.objects.filter(pk=key.pk).values().get()
    assert (row.pop("holder"), row.pop("contact"), row.pop("last_used_on")) == ("Partner", "web@partner.example", None)
    assert set(row) == {"id", "prefix", "digest", "issued_at", "expires_at", "revoked_at", "by_id", "by_name"}
    assert text not in str(row)


# Questions


@says(
    "This site is run by Example society.",
    "You can call our helpline at 0800 2.",
    "If you found a security problem, please report it to security@example.org.",
)
def test_whom_to_ask_is_what_the_profile_says(tags, client):
    links = [attributes.get("href") for _, attributes in Seen(client.get(PRIVACY).content.decode()).tags]

    assert {"tel:08002", "mailto:security@example.org"} <= set(links)
