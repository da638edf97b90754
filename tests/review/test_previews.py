"""What a preview link shows to whoever holds it, what it says of itself, and that it shows nobody anything else."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from medications.actions import preview_links, reviews
from medications.actions.preview_links import token_of
from medications.models import WORKING_COPY, Event, PolicyViolation, Suppression
from tests.assertions import recorded_sql, tables_named, tables_of
from tests.factories import accounts, drafts, publications, records
from tests.factories.preview_links import IN_A_WEEK, given, path
from tests.factories.publications import NOW
from tests.factories.site import complete_site
from tests.factories.withdrawals import withdrawn
from tests.logged import logged_lines

SOON = NOW + timedelta(days=1)
UNKNOWN = ["x", "1", "1-0f.x", "A" * 43, "%C3%A9", "a%20b", "..%5C", "%00", "A" * 500]

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def _day_after_the_link_was_made():
    with time_machine.travel(SOON, tick=False):
        yield


@pytest.fixture
def revision():
    return drafts.draft(records.small_record())


def text(response) -> str:
    return " ".join(response.content.decode().split())


def banner(response) -> str:
    return re.sub(r"<[^>]+>|\s+", " ", re.search(r"<aside.*?</aside>", response.content.decode(), re.DOTALL)[0])


# What is shown


def test_the_draft_is_shown_as_a_whole_page(client):
    page = text(client.get(path(given(drafts.draft(records.medication_record())))))

    assert "<h1>Orbelazine</h1>" in page
    assert "Do not stop suddenly." in page
    assert '<header class="header">' in page
    assert '<footer class="footer">' in page
    assert "<!--" not in page


@pytest.mark.parametrize(
    "record", [records.symptom_record(), records.side_effect_record(), records.drug_class_record(), records.source_record()]
)
def test_every_kind_is_shown(client, record):
    response = client.get(path(given(drafts.draft(record))))

    assert response.status_code == 200
    assert "<main" in text(response)


def test_it_says_for_whom_it_is_and_that_nobody_should_act_on_it(client, revision):
    said = banner(client.get(path(given(revision, purpose="the <board>"))))

    assert "Draft for the &lt;board&gt;. Not approved, not public. Do not act on it." in said
    assert "This link ends on March 9, 2026." in said


def test_an_approved_draft_is_not_called_unapproved(client, revision):
    publications.approve(revision)

    assert "Draft for Dr. Ada Example. Not public. Do not act on it." in banner(client.get(path(given(revision))))


def test_a_newer_draft_neither_ends_it_nor_is_spoken_of(client, revision):
    address = path(given(revision))
    before = client.get(address).content

    drafts.edited(revision.document, pronunciation="newer")

    assert client.get(address).content == before


def test_of_a_page_that_is_public_it_leads_to_what_readers_see(client):
    live = publications.published(records.small_record())
    response = client.get(path(given(drafts.edited(live.document, pronunciation="or-BEL", slug="new-slug"))))

    assert "Say it: or-BEL" in text(response)
    assert 'href="/medications/orbelazine/">The page as it is public now</a>' in text(response)


def test_once_it_is_public_it_says_so(client, revision):
    link = given(revision)
    publications.publish(publications.approve(revision))

    assert "Preview for Dr. Ada Example. This text is public now." in banner(client.get(path(link)))


def test_once_it_was_withdrawn_it_says_so_and_leads_nowhere(client, revision):
    link = given(revision)
    publications.publish(publications.approve(revision))
    withdrawn(revision.document)

    response = client.get(path(link))

    assert "This text was withdrawn. Do not act on it." in banner(response)
    assert "The page as it is public now" not in text(response)


def test_once_another_text_is_public_it_says_so(client, revision):
    link = given(revision)
    publications.publish(publications.approve(drafts.edited(revision.document, pronunciation="newer")))

    said = banner(client.get(path(link)))

    assert "Old draft for Dr. Ada Example. Another text has become public since. Do not act on it." in said


def test_what_was_typed_into_a_draft_is_shown_as_text(client):
    script = "<script>alert(1)</script>"
    revision = drafts.draft(records.medication_record(pronunciation=script))

    assert script not in text(client.get(path(given(revision, purpose=script))))


def test_no_link_on_it_leads_to_a_page_that_is_not_public(client):
    complete_site()
    secret = records.medication_record("secretol", uses=[records.use("tremor"), records.use("numbness")])
    page = client.get(path(given(drafts.draft(secret)))).content.decode()

    links = set(re.findall(r'<a [^>]*href="(/[^"]*)"', page))

    assert "/symptoms/tremor/" in links
    assert {link for link in links if client.get(link).status_code != 200} == set()


def test_the_page_reads_no_working_copy(client, revision):
    address = path(given(revision))

    with recorded_sql() as statements:
        client.get(address)

    assert [sql for sql in statements if tables_named(sql) & tables_of(*WORKING_COPY)] == []


# When it is over


def ended_by_hand(link):
    preview_links.revoke(link=link, by=accounts.writer(), now=NOW)


def removed(link):
    Suppression.objects.create(
        document=link.revision.document, revision=link.revision, digest=link.revision.digest, reason="Harm.", at=NOW
    )


def nothing(link):
    """It is over by itself."""


@pytest.mark.parametrize("end", [ended_by_hand, removed, nothing])
def test_a_link_that_is_over_shows_nothing_of_the_draft(client, revision, end):
    link = given(revision)
    end(link)

    with time_machine.travel(IN_A_WEEK if end is nothing else SOON, tick=False):
        response = client.get(path(link))

    assert response.status_code == 410
    assert "<h1>This preview is over</h1>" in text(response)
    assert "rbelazine" not in text(response)
    assert "Ada" not in text(response)


def test_all_links_that_are_over_get_the_same_answer(client, revision):
    answers = set()
    for end in (ended_by_hand, removed):
        link = given(drafts.edited(revision.document, pronunciation=end.__name__))
        end(link)
        response = client.get(path(link))
        answers.add((response.content, str(sorted(response.headers.items()))))

    assert len(answers) == 1


def test_all_unknown_links_get_the_same_answer_without_a_look_into_the_database(client, revision):
    given(revision)

    with recorded_sql() as statements:
        answers = [client.get(f"/preview/{token}/") for token in UNKNOWN]

    assert {response.status_code for response in answers} == {404}
    assert len({str((response.content, sorted(response.headers.items()))) for response in answers}) == 1
    assert "This link does not work" in text(answers[0])
    assert statements == []


# It stays with whoever has it


@pytest.fixture
def answers(client, revision):
    """One of each kind: open, over, unknown, of another method, nothing there."""
    over = given(revision)
    ended_by_hand(over)
    return {
        "open": client.get(path(given(revision))),
        "over": client.get(path(over)),
        "unknown": client.get("/preview/unknown/"),
        "other method": client.post(path(given(revision))),
        "no such page": client.get("/preview/"),
    }


def test_statuses(answers):
    statuses = {name: response.status_code for name, response in answers.items()}

    assert statuses == {"open": 200, "over": 410, "unknown": 404, "other method": 405, "no such page": 404}


def test_every_answer_is_kept_by_nobody_listed_nowhere_framed_nowhere(answers):
    for name, response in answers.items():
        assert response["Cache-Control"] == "no-store, private", name
        assert response["X-Robots-Tag"] == "noindex, nofollow", name
        assert response["Referrer-Policy"] == "no-referrer", name
        assert response["X-Frame-Options"] == "DENY", name
        if response.content:
            assert '<meta name="robots" content="noindex' in response.content.decode(), name


def test_no_page_says_its_own_address(client, revision):
    link = given(revision)
    opened = client.get(path(link))
    ended_by_hand(link)

    for response in (opened, client.get(path(link))):
        assert token_of(link) not in response.content.decode() + str(response.headers)


def test_no_log_line_and_no_event_holds_a_token(client, revision):
    link = given(revision)
    ended_by_hand(link)
    with logged_lines() as lines:
        client.get(path(link))
        client.post(path(link))
        client.get(f"{path(link)[:-1]}x/")

    assert "/preview/…" in str(lines)
    assert token_of(link) not in str(lines)
    assert token_of(link) not in str(list(Event.objects.values_list()))


def test_a_report_of_a_stopped_load_keeps_no_token(client, revision):
    page = f"http://testserver{path(given(revision))}"
    load = {"document-uri": page, "effective-directive": "style-src-attr", "blocked-uri": "inline"}

    client.post("/csp-reports/", json.dumps({"csp-report": load}), content_type="application/csp-report")

    assert PolicyViolation.objects.get().path == "/preview/<token>/"


def test_it_sets_no_cookie_and_asks_for_no_session(revision):
    client = Client()

    response = client.get(path(given(revision)))

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_an_account_makes_no_difference(client, revision):
    address, signed_in = path(given(revision)), Client()
    accounts.sign_in(signed_in, accounts.writer())

    assert signed_in.get(address).content == client.get(address).content


def test_no_public_page_links_to_it(client):
    site = complete_site()
    given(site.revision)

    for address in ("/", "/medications/", "/medications/orbelazine/", "/symptoms/", "/about/privacy/", "/changes/"):
        assert "/preview/" not in text(client.get(address))


def test_a_link_decides_nothing(client, revision):
    client.post(path(given(revision)), {"decision": "approved", "consent": "on"})

    assert reviews.valid_approval(revision) is None
