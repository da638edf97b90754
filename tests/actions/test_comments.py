"""Comments: who may make and settle them, what they are bound to, and where they are on later versions."""

from datetime import timedelta

import pytest

from medications.actions import comment_threads, comments, invitations
from medications.actions.comments import CannotComment, Remark
from medications.actions.invitations import LinkIsOver
from medications.errors import NotAllowed
from medications.models import Event, EventKind, ReviewComment, Suppression
from medications.permissions import Role
from tests.factories import accounts, drafts, publications, records
from tests.factories.invitations import invited
from tests.factories.publications import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SOON = NOW + timedelta(days=1)


@pytest.fixture
def revision():
    return drafts.draft(records.medication_record())


def say(revision, text: str = "Is this right?", place: str = "side_effects.1", by=None, **more) -> ReviewComment:
    return comments.comment(revision=revision, place=place, text=text, by=by or accounts.reviewer(), now=NOW, **more)


def by_link(token: str, *said: tuple[str, str], now=SOON) -> list[ReviewComment]:
    return comments.comment_by_link(token=token, remarks=[Remark(*each) for each in said], now=now)


def threads(revision, by=None):
    return comment_threads.open_threads(revision, by or accounts.writer())


def events(kind=EventKind.COMMENTED) -> int:
    return Event.objects.filter(kind=kind).count()


# Commenting


@pytest.mark.parametrize("role", Role)
def test_whoever_sees_drafts_may_comment(revision, role):
    comment = say(revision, by=accounts.account(role, name="somebody"))

    assert (comment.revision, comment.by_name, comment.text) == (revision, "Somebody", "Is this right?")
    assert (comment.place, comment.place_label) == ("side_effects.1", "Side effect “ringing ears”")
    assert comment.quote == "ringing ears"


def test_whoever_has_no_role_may_not_comment(revision):
    with pytest.raises(NotAllowed):
        say(revision, by=accounts.account(name="nobody"))

    assert not ReviewComment.objects.exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"text": " \n "}, "Write your comment first."),
        ({"text": "x" * (comments.LONGEST + 1)}, "5,000 characters at most"),
        ({"place": "side_effects.9"}, "no such place"),
    ],
)
def test_what_says_nothing_or_too_much_or_of_nowhere_is_refused(revision, changes, message):
    with pytest.raises(CannotComment, match=message):
        say(revision, **changes)

    assert not ReviewComment.objects.exists()


def test_the_same_sent_again_is_the_same_comment(revision):
    assert say(revision) == say(revision)
    assert events() == 1


def test_the_same_words_of_somebody_else_are_another_comment(revision):
    assert say(revision) != say(revision, by=accounts.writer())


def test_several_at_once_are_one_event(revision):
    remarks = [Remark("", "Well written."), Remark("side_effects.0", "Too long.")]

    made = comments.comment_each(revision=revision, remarks=remarks, by=accounts.reviewer(), now=NOW)

    assert [each.place_label for each in made] == ["The whole page", "Side effect “sleepiness or tiredness”"]
    event = Event.objects.get(kind=EventKind.COMMENTED)
    assert [each["new"] for each in event.differences] == ["Well written.", "Too long."]


def test_of_several_one_that_is_refused_keeps_all_from_being_written(revision):
    with pytest.raises(CannotComment):
        comments.comment_each(
            revision=revision, remarks=[Remark("", "Fine."), Remark("x", "Nowhere.")], by=accounts.reviewer(), now=NOW
        )

    assert (ReviewComment.objects.count(), events()) == (0, 0)


def test_a_text_that_was_removed_is_not_commented_on_nor_quoted(revision):
    say(revision)
    newer = drafts.edited(revision.document, pronunciation="new")
    Suppression.objects.create(document=revision.document, revision=revision, digest=revision.digest, reason="It did harm.")

    with pytest.raises(NotAllowed):
        say(revision, "And this?")
    (of_writer,) = threads(newer)
    (of_administrator,) = threads(newer, accounts.account(Role.ADMINISTRATOR))

    assert (of_writer.label, of_writer.quote) == (comment_threads.REMOVED, "")
    assert of_administrator.quote == "ringing ears"


# Answering


def test_an_answer_stands_at_the_place_of_what_it_answers(revision):
    first = say(revision)

    answer = say(revision, "Yes, see the label.", place="", by=accounts.writer(), reply_to=first)

    assert (answer.reply_to, answer.place, answer.quote) == (first, first.place, first.quote)
    assert [each.text for each in threads(revision)[0].replies] == ["Yes, see the label."]


def test_an_answer_to_an_answer_stands_under_the_first(revision):
    first = say(revision)
    second = say(revision, "Yes.", by=accounts.writer(), reply_to=first)

    third = say(revision, "Thank you.", reply_to=second)

    assert third.reply_to == first


def test_an_answer_on_a_later_version_stays_with_its_comment(revision):
    first = say(revision)
    later = drafts.edited(revision.document, pronunciation="new")

    answer = say(later, "Changed.", by=accounts.writer(), reply_to=first)

    assert answer.revision == revision


def test_a_settled_comment_is_not_answered(revision):
    first = say(revision)
    comments.resolve(comment=first, by=accounts.writer(), now=NOW)

    with pytest.raises(CannotComment, match="settled"):
        say(revision, "But.", reply_to=first)


def test_a_comment_of_another_page_is_not_answered_here(revision):
    first = say(revision)
    other = drafts.draft(records.small_record("another"))

    with pytest.raises(CannotComment, match="another page"):
        say(other, "Yes.", reply_to=first)


# Settling


@pytest.mark.parametrize(
    ("role", "may"), [(Role.WRITER, True), (Role.PUBLISHER, True), (Role.ADMINISTRATOR, True), (Role.REVIEWER, False)]
)
def test_who_edits_settles_the_comment_of_somebody_else(revision, role, may):
    comment = say(revision)
    by = accounts.account(role, name="another")

    if may:
        comments.resolve(comment=comment, by=by, now=SOON)
    else:
        with pytest.raises(NotAllowed):
            comments.resolve(comment=comment, by=by, now=SOON)

    comment.refresh_from_db()
    assert (comment.resolved_at, comment.resolved_by_name) == ((SOON, "Another") if may else (None, ""))


def test_everybody_settles_an_own_comment(revision):
    comment = say(revision)

    comments.resolve(comment=comment, by=accounts.reviewer(), now=SOON)

    assert threads(revision) == []


def test_nobody_is_the_owner_of_a_comment_by_link(revision):
    (comment,) = by_link(invited(revision)[1], ("", "Hm."))
    assert comment.by_id is None

    with pytest.raises(NotAllowed):
        comments.resolve(comment=comment, by=accounts.reviewer(), now=SOON)


def test_settling_again_keeps_the_first_time_and_leaves_one_event(revision):
    comment = say(revision)
    for now in (NOW, SOON):
        comments.resolve(comment=comment, by=accounts.writer(), now=now)

    comment.refresh_from_db()
    assert (comment.resolved_at, events(EventKind.COMMENT_RESOLVED)) == (NOW, 1)


def test_an_answer_is_not_settled_by_itself(revision):
    answer = say(revision, "Yes.", by=accounts.writer(), reply_to=say(revision))

    with pytest.raises(NotAllowed):
        comments.resolve(comment=answer, by=accounts.writer(), now=SOON)


# On later versions


def test_a_comment_stays_on_later_versions_until_it_is_settled(revision):
    comment = say(revision)
    drafts.edited(revision.document, pronunciation="new")
    newest = drafts.edited(revision.document, side_effects=revision.record.side_effects[::-1])

    (thread,) = threads(newest)

    assert (thread.comment, thread.version, thread.is_older) == (comment, 1, True)
    assert (thread.place.key, thread.place.label) == ("side_effects.1", "Side effect “ringing ears”")
    comments.resolve(comment=comment, by=accounts.writer(), now=SOON)
    assert threads(newest) == []
    assert [each.comment for each in comment_threads.all_threads(newest, accounts.writer())] == [comment]


def test_a_comment_whose_place_is_gone_stays_with_the_words_of_then(revision):
    say(revision)
    newest = drafts.edited(revision.document, side_effects=revision.record.side_effects[:1])

    (thread,) = threads(newest)

    assert thread.place is None
    assert (thread.label, thread.quote) == ("Side effect “ringing ears”", "ringing ears")


def test_comments_of_other_pages_are_not_here(revision):
    say(drafts.draft(records.small_record("another")), place="")

    assert threads(revision) == []


def test_reading_many_comments_takes_as_many_queries_as_reading_two(revision, django_assert_max_num_queries):
    for number in range(12):
        first = say(revision, f"Comment {number}")
        say(revision, f"Answer {number}", by=accounts.writer(), reply_to=first)
        if number == 5:
            drafts.edited(revision.document, pronunciation="new")
    newest = revision.document.revisions.order_by("-number").first()
    writer = accounts.writer()
    threads(newest, writer)  # the groups of an account are read once

    with django_assert_max_num_queries(4):
        assert len(threads(newest, writer)) == 12


# By an outside reviewer


def test_comments_by_link_name_the_reviewer_and_leave_the_link_open(revision):
    invitation, token = invited(revision)

    made = by_link(token, ("side_effects.1", "How often?"), ("", "Clear."))

    assert [(each.by_id, each.by_name, each.invitation, each.revision) for each in made] == [
        (None, "Dr. Ada Example", invitation, revision)
    ] * 2
    assert invitations.invitation_of(token, SOON).state == invitations.State.OPEN
    assert threads(revision)[0].by == "Dr. Ada Example (outside, by a link that Writer made)"
    event = Event.objects.get(kind=EventKind.COMMENTED)
    assert (event.by_id, event.by_name, len(event.differences)) == (None, "Dr. Ada Example", 2)


def test_the_same_by_link_sent_again_is_the_same_comment(revision):
    _, token = invited(revision)

    assert by_link(token, ("", "Clear.")) == by_link(token, ("", "Clear."))
    assert events() == 1


def test_a_link_takes_so_many_comments_and_no_more(revision, monkeypatch):
    monkeypatch.setattr(comments, "MOST_BY_LINK", 2)
    _, token = invited(revision)
    by_link(token, ("", "One."), ("", "Two."))

    with pytest.raises(CannotComment, match="2 comments at most"):
        by_link(token, ("", "Three."))

    by_link(token, ("", "Two."))  # it is there already
    assert ReviewComment.objects.count() == 2


def use(revision, invitation, token):
    invitations.decide(token=token, decision="approved", comment="", consent=True, whole_record=False, now=NOW)


def take_back(revision, invitation, token):
    invitations.revoke(invitation=invitation, by=accounts.writer(), now=NOW)


def edit(revision, invitation, token):
    drafts.edited(revision.document, pronunciation="new")


@pytest.mark.parametrize("end", [use, take_back, edit])
def test_a_link_that_is_over_comments_nothing(revision, end):
    invitation, token = invited(revision)
    end(revision, invitation, token)

    with pytest.raises(LinkIsOver):
        by_link(token, ("", "Late."))

    assert not ReviewComment.objects.exists()


def test_a_link_that_nobody_made_comments_nothing(revision):
    with pytest.raises(LinkIsOver):
        by_link("A" * 43, ("", "Hello."))


def test_through_a_link_only_its_own_comments_are_read(revision):
    invitation, token = invited(revision)
    other = invited(revision, name="Dr. Bo Example")[1]
    say(revision)
    by_link(other, ("", "Mine."))
    (mine,) = by_link(token, ("", "Clear."))

    assert comment_threads.sent_by_link(invitation) == [mine]


def test_a_comment_is_no_decision(revision):
    say(revision, by=accounts.reviewer())
    by_link(invited(revision)[1], ("", "Fine."))

    assert not revision.reviews.exists()


def test_commenting_does_not_make_an_author(revision):
    """Who only remarked on words may still approve them."""
    say(revision, by=accounts.reviewer())

    publications.approve(revision)

    assert revision.reviews.count() == 1
