"""Comments on the desk: on the page that is approved, on the form, on the screen with all of them."""

import re

import pytest

from medications.actions import comments
from medications.content.commenting import LONGEST
from medications.models import Review, ReviewComment
from tests.admin.desk import address, said
from tests.factories import accounts, drafts, publications, records
from tests.factories.invitations import invited
from tests.factories.publications import NOW
from tests.factories.site import LATER
from tests.factories.withdrawals import suppressed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def revision():
    return drafts.draft()


def say(revision, text="Is this right?", place="side_effects.1", by=None, **more) -> ReviewComment:
    return comments.comment(revision=revision, place=place, text=text, by=by or accounts.reviewer(), now=NOW, **more)


def send(desk, revision, *, by=None, **values):
    client = desk(by or accounts.reviewer()).client
    return client.post(address(revision.document, "approve"), {"digest": revision.digest, "send": "comments", **values})


def page_of(response) -> str:
    return " ".join(response.content.decode().split())


# On the page that is read


def test_each_part_of_the_page_has_a_box_and_each_row_can_be_chosen(desk, revision):
    page = page_of(desk(accounts.reviewer()).open(revision.document, "approve"))

    assert "Comment on Section “Proper usage”" in page
    assert '<option value="side_effects.1" data-row>Side effect “ringing ears”</option>' in page
    assert "Comment on the page as a whole, or anything else" in page


def test_without_its_boxes_the_page_is_the_one_of_readers(desk, revision):
    page = desk(accounts.reviewer()).open(revision.document, "approve").content.decode()

    shown = page.split('<div class="desk-page">')[1].split('<form method="post" action="#decision"')[0]
    assert re.sub(r'<div class="comment-box".*?</details>\s*</div>', "", shown, flags=re.DOTALL).count("comment") == 0


@pytest.mark.parametrize("role", ["writer", "reviewer", "publisher", "administrator"])
def test_whoever_sees_the_page_can_comment_and_decides_nothing(desk, revision, role):
    values = {"text-tell-clinician-any": "How often?", "place-tell-clinician-any": "side_effects.1"}

    response = send(desk, revision, by=accounts.account(role), **values)

    comment = ReviewComment.objects.get()
    assert (comment.text, comment.place_label, comment.revision) == ("How often?", "Side effect “ringing ears”", revision)
    assert "Your comment was sent." in page_of(response)
    assert not Review.objects.exists()


def test_the_comment_stands_after_its_part_and_its_box_is_empty_again(desk, revision):
    response = send(desk, revision, **{"text-section-2": "Which page?", "place-section-2": "sections.2"})

    after = page_of(response).split("Swallow it whole.")[1]
    assert "Which page?" in after.split("Comment on Section “Proper usage”")[0]
    assert 'id="text-section-2" rows="3" form="decision-form">&#10;</textarea>' in after


def test_what_was_typed_for_the_decision_stays_when_only_a_comment_is_sent(desk, revision):
    values = {"text-rest": "Fine.", "place-rest": "", "comment": "Nearly there.", "whole_record": "on"}

    page = page_of(send(desk, revision, **values))

    assert "Nearly there.</textarea>" in page
    assert re.search(r'name="whole_record"[^>]*checked', page)


def test_comments_are_sent_with_the_decision(desk, revision):
    values = {"text-rest": "Fine.", "place-rest": "", "decision": "approved", "digest": revision.digest}

    desk(accounts.reviewer()).client.post(address(revision.document, "approve"), values)

    assert (ReviewComment.objects.get().text, Review.objects.get().decision) == ("Fine.", "approved")


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [("x" * (LONGEST + 1), "sections.2", "At most 5,000 characters"), ("Hm.", "uses.0", "Choose what your comment is about.")],
)
def test_a_comment_that_cannot_be_sent_stays_and_nothing_is_decided(desk, revision, text, place, message):
    values = {"text-section-2": text, "place-section-2": place, "text-rest": "Fine.", "place-rest": "", "comment": "All of it."}
    client = desk(accounts.reviewer()).client

    response = client.post(address(revision.document, "approve"), {"digest": revision.digest, "decision": "approved", **values})

    page = page_of(response)
    assert message in page
    assert f"{text}</textarea>" in page
    assert "Fine.</textarea>" in page
    assert "All of it.</textarea>" in page
    assert not ReviewComment.objects.exists()
    assert not Review.objects.exists()


def test_an_empty_box_that_is_sent_says_so(desk, revision):
    assert "Nothing was typed into a comment box" in page_of(send(desk, revision, **{"text-rest": " ", "place-rest": ""}))


def test_a_comment_on_a_version_that_was_replaced_meanwhile_is_kept_with_that_version(desk, revision):
    drafts.edited(revision.document, pronunciation="changed meanwhile")

    page = page_of(send(desk, revision, **{"text-section-2": "Which page?", "place-section-2": "sections.2"}))

    assert ReviewComment.objects.get().revision == revision
    assert "made on version 1" in page
    assert "changed meanwhile" in page


def test_what_could_not_be_sent_on_a_version_that_was_replaced_waits_with_the_name_of_its_place(desk, revision):
    drafts.edited(revision.document, sections=revision.record.sections[:1])
    long = "x" * (LONGEST + 1)

    page = page_of(send(desk, revision, **{"text-section-2": long, "place-section-2": "sections.2"}))

    assert f"Section “Proper usage”: {long}</textarea>" in page
    assert "The draft has changed since. At most 5,000 characters" in page
    assert not ReviewComment.objects.exists()


def test_a_comment_on_nothing_that_was_read_lands_on_the_newest_version(desk, revision):
    send(desk, revision, digest="0" * 64, **{"text-rest": "Hm.", "place-rest": ""})

    assert ReviewComment.objects.get().revision == revision


def test_what_somebody_typed_stays_text(desk, revision):
    say(revision, "<script>alert(1)</script>")

    for screen in ("approve", "change", "comments"):
        page = desk(accounts.reviewer()).open(revision.document, screen).content.decode()
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    "record", [records.symptom_record(), records.side_effect_record(), records.drug_class_record(), records.source_record()]
)
def test_every_kind_of_term_can_be_commented_on(desk, record):
    revision = drafts.draft(record)

    send(desk, revision, **{"text-rest": "Hm.", "place-rest": ""})

    assert ReviewComment.objects.get().revision == revision


@pytest.mark.parametrize("number", ["", "x", "9" * 30, "-1", "²"])
def test_an_answer_to_no_comment_is_not_found(desk, revision, number):
    response = desk(accounts.writer()).client.post(address(revision.document, "comments"), {"reply_to": number, "text": "Yes."})

    assert response.status_code == 404


def test_an_answer_to_a_comment_that_was_settled_meanwhile_stays(desk, revision):
    comment = say(revision)
    comments.resolve(comment=comment, by=accounts.writer(), now=NOW)

    response = desk(accounts.writer()).client.post(
        address(revision.document, "comments"), {"reply_to": comment.pk, "text": "Yes, see the label."}
    )

    assert "That comment is settled. Make a new one instead." in page_of(response)
    assert "Yes, see the label.</textarea>" in page_of(response)


# Where they warn


@pytest.mark.parametrize("screen", ["approve", "publish", "change"])
def test_open_comments_warn_and_block_nothing(desk, screen):
    revision = publications.approved()
    say(revision)
    publisher = desk(accounts.publisher())

    assert "Open comments (1)" in page_of(publisher.open(revision.document, screen))
    assert "What is missing" not in page_of(publisher.open(revision.document, "publish"))
    assert "Nothing. It can be published." in page_of(publisher.open(revision.document))


def test_on_the_form_a_comment_links_to_its_row_and_is_settled(desk, revision):
    comment = say(revision)
    writer = desk(accounts.writer())

    page = page_of(writer.open(revision.document))
    response = writer.client.post(address(revision.document, "resolve_comment", comment.pk))

    assert '<a href="#side_effects-1">Side effect “ringing ears”</a>' in page
    assert response["Location"] == address(revision.document)
    assert said(response) == ["Settled: the comment of Reviewer on Side effect “ringing ears”."]
    assert "Open comments" not in page_of(writer.open(revision.document))


@pytest.mark.parametrize(
    ("back", "screen"), [("approve", "approve"), ("comments", "comments"), ("https://example.org/", "change")]
)
def test_settling_leads_back_to_where_it_was_pressed_and_nowhere_else(desk, revision, back, screen):
    comment = say(revision)

    response = desk(accounts.writer()).client.post(address(revision.document, "resolve_comment", comment.pk), {"back": back})

    assert response["Location"] == address(revision.document, screen)


def test_a_comment_follows_its_row_on_the_form(desk, revision):
    say(revision)
    drafts.edited(revision.document, side_effects=revision.record.side_effects[::-1][:2])

    page = page_of(desk(accounts.writer()).open(revision.document))

    assert '<a href="#side_effects-1">Side effect “ringing ears”</a>, made on version 1: Is this right?' in page


def test_a_comment_on_a_row_that_is_gone_says_so(desk, revision):
    say(revision)
    drafts.edited(revision.document, side_effects=revision.record.side_effects[:1])

    page = page_of(desk(accounts.writer()).open(revision.document))

    assert "Side effect “ringing ears” (no longer there), made on version 1" in page


def test_settling_a_comment_on_a_removed_text_does_not_name_its_row(desk):
    first = publications.published(records.small_record(side_effects=[records.effect("ringing ears")]))
    comment = comments.comment(revision=first.revision, place="side_effects.0", text="?", by=accounts.reviewer(), now=NOW)
    publications.republished(first.document, now=LATER, side_effects=[records.effect("dry mouth")])
    suppressed(first.revision)

    response = desk(accounts.writer()).client.post(address(first.document, "resolve_comment", comment.pk))

    assert said(response) == ["Settled: the comment of Reviewer on a part of a text that was removed."]


def test_a_reviewer_settles_only_own_comments(desk, revision):
    mine, theirs = say(revision), say(revision, by=accounts.writer())
    reviewer = desk(accounts.reviewer())

    page = page_of(reviewer.open(revision.document))
    refused = reviewer.client.post(address(revision.document, "resolve_comment", theirs.pk))
    reviewer.client.post(address(revision.document, "resolve_comment", mine.pk))

    assert page.count('aria-label="Settle: the comment of ') == 1
    assert refused.status_code == 403
    assert [comment.resolved_at is None for comment in (theirs, mine) if comment.refresh_from_db() is None] == [True, False]


def test_a_comment_of_another_page_is_not_reached_through_this_one(desk, revision):
    comment = say(drafts.draft(records.small_record("another")), place="")
    writer = desk(accounts.writer()).client

    assert writer.post(address(revision.document, "resolve_comment", comment.pk)).status_code == 404
    answer = {"reply_to": comment.pk, "text": "Yes."}
    assert writer.post(address(revision.document, "comments"), answer).status_code == 404
    assert ReviewComment.objects.count() == 1


# The screen with all of them


def test_the_form_leads_to_all_comments_once_none_is_open(desk, revision):
    comments.resolve(comment=say(revision), by=accounts.writer(), now=NOW)

    page = page_of(desk(accounts.writer()).open(revision.document))

    assert f'<a href="{address(revision.document, "comments")}">All comments</a>' in page


def test_all_comments_are_shown_open_ones_first_and_can_be_answered(desk, revision):
    settled, comment = say(revision, "Done with."), say(revision)
    comments.resolve(comment=settled, by=accounts.writer(), now=NOW)
    writer = desk(accounts.writer())

    response = writer.client.post(address(revision.document, "comments"), {"reply_to": comment.pk, "text": "Yes, see the label."})

    assert response["Location"] == f"{address(revision.document, 'comments')}#comment-{comment.pk}"
    page = page_of(writer.open(revision.document, "comments"))
    assert page.index("Is this right?") < page.index("Yes, see the label.") < page.index("Done with.")
    assert "Settled by Writer" in page


def test_an_answer_that_is_refused_stays_at_its_comment(desk, revision):
    comment, long = say(revision), "x" * (LONGEST + 1)

    page = page_of(
        desk(accounts.writer()).client.post(address(revision.document, "comments"), {"reply_to": comment.pk, "text": long})
    )

    assert "at most 5000 characters" in page
    assert f"{long}</textarea>" in page
    assert ReviewComment.objects.count() == 1


def test_an_outside_reviewer_is_named_with_whoever_made_the_link(desk, revision):
    _, token = invited(revision)
    with_link = comments.comment_by_link(token=token, remarks=[comments.Remark("", "Clear.")], now=NOW)

    page = page_of(desk(accounts.publisher()).open(revision.document))

    assert with_link[0].by_name == "Dr. Ada Example"
    assert "Dr. Ada Example (outside, by a link that Writer made)" in page


def test_the_form_takes_as_many_queries_with_many_comments_as_with_two(desk, revision, django_assert_max_num_queries):
    writer = desk(accounts.writer())
    for text in ("One", "Two"):
        say(revision, text)
    writer.open(revision.document)
    with django_assert_max_num_queries(200) as before:
        writer.open(revision.document)
    for number in range(20):
        say(revision, f"Comment {number}")

    with django_assert_max_num_queries(len(before.captured_queries)):
        writer.open(revision.document)
