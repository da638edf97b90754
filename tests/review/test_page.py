"""The page behind an outside reviewer's link: what it shows to whoever holds the link, and that it shows nobody anything else."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from medications.actions import invitations
from medications.models import WORKING_COPY, Event, PolicyViolation, Review, ReviewInvitation
from medications.review import guessing
from tests.assertions import recorded_sql, tables_named, tables_of
from tests.factories import accounts, drafts, publications, records
from tests.factories.invitations import IN_TWO_WEEKS, invited, link, path
from tests.factories.publications import NOW
from tests.factories.site import complete_site
from tests.logged import logged_lines

SOON = NOW + timedelta(days=1)
ANSWER = {"decision": "approved", "consent": "on", "comment": ""}
UNKNOWN = ["A" * 43, "x", "1", "thank-you2", "%C3%A9", "a%20b", "..%5C", "%00", "A" * 500]

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def _day_after_the_invitation():
    with time_machine.travel(SOON, tick=False):
        yield


@pytest.fixture
def revision():
    return drafts.draft(records.small_record())


@pytest.fixture
def complete():
    """With everything a page can have."""
    return drafts.draft(records.medication_record())


def text(response) -> str:
    return " ".join(response.content.decode().split())


def send(client, address: str, **changes):
    return client.post(address, {name: value for name, value in {**ANSWER, **changes}.items() if value is not None})


# What is shown


def test_the_page_is_shown_as_readers_would_see_it_and_says_who_is_asked(client, complete):
    page = text(client.get(link(complete)))

    assert '<h1 aria-level="2">Orbelazine</h1>' in page
    assert "Do not stop suddenly." in page
    assert "asks you, Dr. Ada Example, to review this text" in page
    assert "As: Dr. Ada Example, MD, neurologist." in page
    assert "until March 16, 2026" in page


def test_places_of_the_page_are_filled_as_on_the_site(client, complete):
    assert "<!--" not in text(client.get(link(complete)))


def test_of_a_page_that_is_public_it_says_what_has_changed(client):
    live = publications.published(records.small_record(pronunciation="or-BEL-a-zeen"))
    changed = drafts.edited(live.document, pronunciation="or-BEL")

    page = text(client.get(link(changed)))

    assert '<h2 id="changes">What has changed</h2>' in page
    assert "Pronunciation" in page
    assert "or-BEL-a-zeen" in page.split('id="text"')[0]


def test_of_a_page_that_is_to_be_reviewed_again_it_says_that_nothing_has_changed(client):
    live = publications.published(records.small_record())

    assert "Nothing. The text is the one that is public now" in text(client.get(link(live.revision)))


def test_of_a_page_that_was_never_public_it_shows_no_changes(client, revision):
    assert 'id="changes"' not in text(client.get(link(revision)))


def test_terms_that_come_along_can_be_read(client, revision):
    page = text(client.get(link(revision)))

    assert "Approved together with it" in page
    assert "tremor (symptom)" in page


@pytest.mark.parametrize(
    "record", [records.symptom_record(), records.side_effect_record(), records.drug_class_record(), records.source_record()]
)
def test_every_kind_of_term_can_be_read(client, record):
    assert client.get(link(drafts.draft(record))).status_code == 200


def test_a_source_is_called_as_it_was_printed(client):
    revision = drafts.draft(records.source_record(title="eMC leaflet"))

    assert "Please review: eMC leaflet" in text(client.get(link(revision)))


def test_what_was_typed_into_a_draft_is_shown_as_text(client):
    script = "<script>alert(1)</script>"
    revision = drafts.draft(records.medication_record(pronunciation=script))

    assert script not in text(client.get(link(revision, name=script)))


def test_the_page_reads_no_working_copy(client, revision):
    address = link(revision)

    with recorded_sql() as statements:
        client.get(address)
        send(client, address)

    assert Review.objects.exists()
    for sql in statements:
        assert not tables_named(sql) & tables_of(*WORKING_COPY), sql


# Deciding


def test_an_approval_is_sent(client, revision):
    response = send(client, link(revision), whole_record="on", comment="Fine.")

    review = Review.objects.get()
    assert (review.revision, review.decision, review.whole_record) == (revision, "approved", True)
    assert (review.by_name, review.comment) == ("Dr. Ada Example", "Fine.")
    assert (response.status_code, response["Location"]) == (302, "/review/thank-you/")
    assert "Your decision was sent." in text(client.get(response["Location"]))


def test_a_wish_for_changes_is_sent(client, revision):
    send(client, link(revision), decision="changes_wanted", consent=None, comment="The dose is missing.")

    assert (Review.objects.get().decision, Review.objects.get().comment) == ("changes_wanted", "The dose is missing.")


@pytest.mark.parametrize(
    ("answer", "field", "said"),
    [
        ({"decision": None}, "decision", "Choose one of the two."),
        ({"decision": "starter"}, "decision", "not one of the available choices"),
        ({"consent": None}, "consent", "To approve, agree to be named."),
        ({"decision": "changes_wanted"}, "comment", "Say what should change."),
        ({"comment": "x" * 10_001}, "comment", "at most 10000 characters"),
    ],
)
def test_what_is_missing_is_said_at_its_place_and_the_link_stays_open(client, revision, answer, field, said):
    address = link(revision)

    page = text(send(client, address, **answer))

    message = re.search(rf'id="id_{field}_error">(.*?)</p>', page)[1]
    assert said in message
    assert "<title>Error: Please review: Orbelazine" in page
    assert not Review.objects.exists()
    assert client.get(address).status_code == 200


def test_what_was_typed_stays_when_something_is_missing(client, revision):
    page = text(send(client, link(revision), consent=None, comment="Nearly there."))

    assert "Nearly there.</textarea>" in page
    assert re.search(r'value="approved"[^>]*checked', page)


# When the link is over


def used(revision, invitation, token):
    invitations.decide(token=token, decision="approved", comment="", consent=True, whole_record=False, now=NOW)


def taken_back(revision, invitation, token):
    invitations.revoke(invitation=invitation, by=accounts.writer(), now=NOW)


def edited(revision, invitation, token):
    drafts.edited(revision.document, pronunciation="changed since")


def nothing(revision, invitation, token):
    """It expires by itself."""


OVER = [
    (used, "This link has been used"),
    (taken_back, "This link was taken back"),
    (edited, "The text has changed"),
    (nothing, "This link has expired"),
]


@pytest.mark.parametrize(("end", "said"), OVER)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_is_over_says_why_and_shows_nothing_of_the_draft(client, revision, end, said, method):
    invitation, token = invited(revision)
    end(revision, invitation, token)
    decided = Review.objects.count()

    with time_machine.travel(IN_TWO_WEEKS if end is nothing else SOON, tick=False):
        response = getattr(client, method)(path(token), ANSWER)

    page = text(response)
    assert response.status_code == 410
    assert f"<h1>{said}</h1>" in page
    assert "rbelazine" not in page
    assert "Ada" not in page
    assert Review.objects.count() == decided


def test_a_link_that_ends_while_the_answer_is_sent_says_why(client, revision, monkeypatch):
    invitation, token = invited(revision)
    decide = invitations.decide

    def overtaken(**kwargs):
        edited(revision, invitation, token)
        return decide(**kwargs)

    monkeypatch.setattr(invitations, "decide", overtaken)

    response = send(client, path(token))

    assert response.status_code == 410
    assert "The text has changed" in text(response)


# Links that nobody made


def plain(response) -> tuple:
    return response.status_code, sorted(response.headers.items()), response.content


def test_all_unknown_links_get_the_same_answer_byte_for_byte(client, revision):
    invited(revision)

    answers = {str(plain(client.get(path(token)))) for token in UNKNOWN}

    assert len(answers) == 1
    assert "This link does not work" in answers.pop()


@pytest.mark.parametrize("token", UNKNOWN)
def test_an_unknown_link_decides_nothing(client, revision, token):
    invited(revision)

    assert send(client, path(token)).status_code == 404
    assert not Review.objects.exists()


def test_a_row_number_or_a_digest_opens_nothing(client, revision):
    invitation, _ = invited(revision)

    for guess in (invitation.pk, invitation.token_digest, revision.digest, revision.pk, revision.document_id):
        assert client.get(path(guess)).status_code == 404


def test_who_tries_many_links_is_stopped_even_from_a_right_one(client, revision, monkeypatch):
    address = link(revision)
    monkeypatch.setattr(guessing, "MOST", 3)
    for number in range(3):
        assert client.get(path(f"guess-{number}")).status_code == 404

    stopped = client.get(address)

    assert stopped.status_code == 429
    assert stopped["Retry-After"] == "600"
    assert client.get(address, REMOTE_ADDR="198.51.100.7").status_code == 200
    with time_machine.travel(SOON + timedelta(seconds=guessing.SECONDS), tick=False):
        assert client.get(address).status_code == 200


def test_whoever_uses_a_right_link_is_not_counted(client, revision, monkeypatch):
    address = link(revision)
    monkeypatch.setattr(guessing, "MOST", 2)

    assert [client.get(address).status_code for _ in range(4)] == [200] * 4


# The link stays with whoever has it


@pytest.fixture
def answers(client, revision):
    """One of each kind: open, over, unknown, thanked, not accepted, of another method."""
    open_address, over = link(revision), path(invited(drafts.draft(records.small_record("other")))[1])
    taken_back(None, ReviewInvitation.objects.first(), None)
    return {
        "open": client.get(open_address),
        "over": client.get(over),
        "unknown": client.get(path("unknown")),
        "thank you": client.get("/review/thank-you/"),
        "forged": Client(enforce_csrf_checks=True).post(open_address, ANSWER),
        "other method": client.put(open_address),
        "no such page": client.get("/review/"),
        "sent": send(client, open_address),
    }


def test_every_answer_is_kept_by_nobody_and_listed_nowhere(answers):
    for name, response in answers.items():
        assert response["Cache-Control"] == "no-store, private", name
        assert response["X-Robots-Tag"] == "noindex, nofollow", name
        assert response["Referrer-Policy"] == "strict-origin", name
        if response.status_code != 302 and response.content:
            assert '<meta name="robots" content="noindex' in response.content.decode(), name


def test_statuses(answers):
    assert {name: response.status_code for name, response in answers.items()} == {
        "open": 200,
        "over": 410,
        "unknown": 404,
        "thank you": 200,
        "forged": 403,
        "other method": 405,
        "no such page": 404,
        "sent": 302,
    }


def test_no_page_says_its_own_address(client, revision):
    _, token = invited(revision)
    pages = [client.get(path(token)), send(client, path(token), consent=None), send(client, path(token)), client.get(path(token))]

    for response in pages:
        assert token not in response.content.decode()
        assert token not in str(response.headers)


def test_no_log_line_holds_a_token(client, revision):
    _, token = invited(revision)
    with logged_lines() as lines:
        Client(enforce_csrf_checks=True).post(path(token), ANSWER)
        client.put(path(token))
        send(client, path(token))
        client.get(path(token))
        client.get(path(f"{token}x"))

    assert "/review/…" in str(lines)
    assert token not in str(lines)


def test_no_event_holds_a_token(client, revision):
    _, token = invited(revision)
    send(client, path(token))

    assert token not in str(list(Event.objects.values_list()))


def test_a_report_of_a_stopped_load_keeps_no_token(client, revision):
    _, token = invited(revision)
    load = {"document-uri": f"http://testserver{path(token)}", "effective-directive": "style-src-attr", "blocked-uri": "inline"}

    client.post("/csp-reports/", json.dumps({"csp-report": load}), content_type="application/csp-report")

    assert PolicyViolation.objects.get().path == "/review/<token>/"


def test_a_form_that_another_site_made_up_is_refused(revision):
    _, token = invited(revision)
    forger = Client(enforce_csrf_checks=True)
    forger.get(path(token))

    assert send(forger, path(token), csrfmiddlewaretoken="A" * 64).status_code == 403
    assert invitations.invitation_of(token, SOON).state == invitations.State.OPEN


def test_the_only_cookie_is_the_one_that_protects_the_form(revision):
    assert set(Client().get(link(revision)).cookies) == {"csrftoken"}


@pytest.mark.parametrize("address", [path("unknown"), "/review/thank-you/"])
def test_a_page_without_a_form_sets_no_cookie(client, address):
    assert not client.get(address).cookies


def test_whoever_came_by_a_link_is_a_stranger_elsewhere(client, revision):
    client.get(link(revision))

    assert client.get("/admin/").status_code == 302
    assert client.get("/admin/medications/medication/").status_code == 302


def test_an_account_makes_no_difference(client, revision):
    address, signed_in = link(revision), Client()
    accounts.sign_in(signed_in, accounts.reviewer())

    mine = send(signed_in, address)

    assert mine.status_code == 302
    assert (Review.objects.get().by_id, Review.objects.get().by_name) == (None, "Dr. Ada Example")


def test_no_public_page_links_to_it(client):
    complete_site()

    for address in ("/", "/medications/", "/medications/orbelazine/", "/symptoms/", "/about/privacy/"):
        assert "/review/" not in text(client.get(address))
