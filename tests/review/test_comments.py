"""Comments of an outside reviewer: by the link, before the decision or with it, without script or account."""

import re
from datetime import timedelta

import pytest
import time_machine

from medications.actions import comments
from medications.content.commenting import LONGEST
from medications.models import WORKING_COPY, Review, ReviewComment
from tests.assertions import recorded_sql, tables_named, tables_of
from tests.factories import accounts, drafts, records
from tests.factories.invitations import invited, link, path
from tests.factories.publications import NOW

SOON = NOW + timedelta(days=1)
COMMENT = {"send": "comments", "text-tell-clinician-any": "How often?", "place-tell-clinician-any": "side_effects.1"}
DECISION = {"decision": "approved", "consent": "on", "whole_record": "on", "comment": "Nearly there."}

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def _day_after_the_invitation():
    with time_machine.travel(SOON, tick=False):
        yield


@pytest.fixture
def revision():
    return drafts.draft(records.medication_record())


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_below_each_part_of_the_page_there_is_a_box(client, revision):
    page = text(client.get(link(revision)))

    assert (
        page.index("Swallow it whole.")
        < page.index("Comment on Section “Proper usage”")
        < page.index("Comment on “Usually settle”")
    )


def test_a_comment_is_sent_and_the_link_still_works(client, revision):
    invitation, token = invited(revision)

    page = text(client.post(path(token), COMMENT))

    comment = ReviewComment.objects.get()
    assert (comment.invitation, comment.by_name, comment.by_id) == (invitation, "Dr. Ada Example", None)
    assert (comment.place_label, comment.text) == ("Side effect “ringing ears”", "How often?")
    assert "Your comment was sent. The link still works" in page
    assert "You commented on Side effect “ringing ears”" in page
    assert "You have sent 1 comment so far." in page
    assert client.post(path(token), DECISION).status_code == 302


def test_what_was_typed_for_the_decision_stays_when_only_a_comment_is_sent(client, revision):
    page = text(client.post(link(revision), {**COMMENT, **DECISION}))

    assert not Review.objects.exists()
    assert "Nearly there.</textarea>" in page
    assert re.search(r'value="approved"[^>]*checked', page)
    assert re.search(r'name="consent"[^>]*checked', page)
    assert re.search(r'name="whole_record"[^>]*checked', page)
    assert 'class="form__error"' not in page


def test_comments_are_sent_with_the_decision(client, revision):
    values = {name: value for name, value in COMMENT.items() if name != "send"}

    response = client.post(link(revision), {**values, **DECISION})

    assert response.status_code == 302
    assert (ReviewComment.objects.get().text, Review.objects.get().decision) == ("How often?", "approved")


def test_a_decision_that_lacks_something_says_that_the_comments_were_sent(client, revision):
    values = {name: value for name, value in COMMENT.items() if name != "send"}

    page = text(client.post(link(revision), {**values, "decision": "approved"}))

    assert "Your comments were sent. Your decision was not." in page
    assert ReviewComment.objects.count() == 1
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"text-tell-clinician-any": "x" * (LONGEST + 1)}, "At most 5,000 characters; this has 5,001."),
        ({"place-tell-clinician-any": "uses.0"}, "Choose what your comment is about."),
    ],
)
def test_a_comment_that_cannot_be_sent_stays_with_everything_else_and_nothing_is_decided(client, revision, changes, message):
    typed = {**COMMENT, **DECISION, **changes, "text-rest": "Fine.", "place-rest": ""}
    typed.pop("send")

    page = text(client.post(link(revision), typed))

    assert message in page
    assert f"{typed['text-tell-clinician-any']}</textarea>" in page
    assert "Fine.</textarea>" in page
    assert "Nearly there.</textarea>" in page
    assert "<title>Error: " in page
    assert not ReviewComment.objects.exists()
    assert not Review.objects.exists()


def test_more_than_one_link_takes_is_said_and_nothing_lost(client, revision, monkeypatch):
    monkeypatch.setattr(comments, "MOST_BY_LINK", 1)
    address = link(revision)
    client.post(address, COMMENT)

    page = text(client.post(address, {**COMMENT, "text-tell-clinician-any": "And when?"}))

    assert "A link takes 1 comments at most." in page
    assert "And when?</textarea>" in page
    assert ReviewComment.objects.count() == 1


def test_an_empty_box_that_is_sent_says_so(client, revision):
    page = text(client.post(link(revision), {"send": "comments", "text-rest": "  ", "place-rest": ""}))

    assert "Nothing was sent: first write your comment into the box." in page


def test_sending_the_same_again_as_by_the_reload_button_makes_no_second_comment(client, revision):
    address = link(revision)

    for _ in range(2):
        client.post(address, COMMENT)

    assert ReviewComment.objects.count() == 1


def test_nothing_that_others_said_is_shown(client, revision):
    other = invited(revision, name="Dr. Bo Example")[1]
    client.post(path(other), COMMENT)
    comments.comment(revision=revision, place="", text="Between us.", by=accounts.writer(), now=NOW)

    page = text(client.get(link(revision)))

    assert "How often?" not in page
    assert "Between us." not in page


@pytest.mark.parametrize("token", ["A" * 43, "x"])
def test_an_unknown_link_comments_nothing(client, revision, token):
    assert client.post(path(token), COMMENT).status_code == 404
    assert not ReviewComment.objects.exists()


def test_a_link_that_ended_meanwhile_comments_nothing_and_says_why(client, revision, monkeypatch):
    _, token = invited(revision)
    by_link = comments.comment_by_link

    def overtaken(**kwargs):
        drafts.edited(revision.document, pronunciation="changed since")
        return by_link(**kwargs)

    monkeypatch.setattr(comments, "comment_by_link", overtaken)
    response = client.post(path(token), COMMENT)

    assert (response.status_code, ReviewComment.objects.count()) == (410, 0)
    assert "The text has changed" in text(response)


def test_commenting_reads_no_working_copy(client, revision):
    address = link(revision)

    with recorded_sql() as statements:
        client.post(address, COMMENT)

    for sql in statements:
        assert not tables_named(sql) & tables_of(*WORKING_COPY), sql


def test_commenting_starts_no_session_and_names_no_address(client, revision):
    _, token = invited(revision)

    response = client.post(path(token), COMMENT)

    assert "sessionid" not in response.cookies
    assert token not in response.content.decode()


def test_what_was_typed_is_shown_as_text(client, revision):
    page = client.post(link(revision), {**COMMENT, "text-tell-clinician-any": "<script>alert(1)</script>"}).content.decode()

    assert "<script>alert(1)" not in page


@pytest.mark.parametrize("record", [records.symptom_record(), records.source_record()])
def test_every_kind_of_term_can_be_commented_on(client, record):
    client.post(link(drafts.draft(record)), {"send": "comments", "text-rest": "Hm.", "place-rest": ""})

    assert ReviewComment.objects.get().text == "Hm."
