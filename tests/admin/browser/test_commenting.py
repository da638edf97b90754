"""A review round between two people, with a comment on a row; and a written approval with its file. In Chromium."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from medications.actions import comments
from medications.models import Review, ReviewComment, WrittenApproval
from tests.admin.desk import address
from tests.factories import accounts, drafts, letters, publications, records
from tests.factories.invitations import invited


@pytest.fixture
def revision(transactional_db):
    """A change to a page that is public: a dose, and the name of its sound."""
    record = records.medication_record()
    about, *others = record.sections
    live = publications.published(records.changed(record, sections=[about.model_copy(update={"body": "Take 5 mg."}), *others]))
    return drafts.edited(
        live.document, pronunciation="or-BEL", sections=[about.model_copy(update={"body": "Take 50 mg."}), *others]
    )


def say(revision, text: str, place: str, by) -> ReviewComment:
    return comments.comment(revision=revision, place=place, text=text, by=by, now=timezone.now())


def test_a_review_round_with_a_comment_between_two_people(window, revision, browser_problems):
    reviewer, writer = window(accounts.reviewer()), window(accounts.writer())

    reviewer.goto(address(revision.document, "approve"))
    expect(reviewer.locator("ins", has_text="50")).to_be_visible()
    reviewer.get_by_role("button", name="Comment on Side effect “ringing ears”").click()
    expect(reviewer.locator("#text-tell-clinician-any")).to_be_focused()
    reviewer.keyboard.type("Is it not more often?")
    reviewer.get_by_role("button", name="Send this comment").locator("visible=true").click()
    expect(reviewer.get_by_text("Your comment was sent.")).to_be_visible()
    reviewer.get_by_label("Comment", exact=True).fill("Look at the ears.")
    reviewer.get_by_role("button", name="Ask for changes").click()

    writer.goto(address(revision.document))
    expect(writer.get_by_role("heading", name="Open comments (1)")).to_be_visible()
    writer.get_by_role("link", name="Side effect “ringing ears”", exact=True).click()
    affected = writer.locator("#id_side_effects-1-affected")
    expect(affected).to_be_in_viewport()
    affected.fill("19")
    writer.get_by_role("button", name="Save", exact=True).click()
    expect(writer.locator(".messagelist .success")).to_be_visible()
    writer.goto(address(revision.document))
    expect(writer.get_by_text("made on version 2")).to_be_visible()
    writer.get_by_role("link", name="Answer the comment on").click()
    writer.get_by_label("Your answer").fill("It is: 19 of 100.")
    writer.get_by_role("button", name="Send the answer").click()
    writer.get_by_role("button", name="Settle: the comment of Reviewer on Side effect").click()
    expect(writer.get_by_text("Settled: the comment of Reviewer")).to_be_visible()

    reviewer.goto(address(revision.document, "approve"))
    expect(reviewer.get_by_role("heading", name="Open comments")).to_have_count(0)
    expect(reviewer.locator("ins", has_text="19")).to_be_visible()
    reviewer.get_by_role("button", name="Approve this version").click()
    expect(reviewer.get_by_text("you have approved version 3")).to_be_visible()

    assert [review.decision for review in Review.objects.order_by("-pk")[:2]] == ["approved", "changes_wanted"]
    assert browser_problems == []


def test_a_comment_is_made_by_keyboard_without_scripts(window, revision):
    page = window(accounts.reviewer(), width=360, java_script_enabled=False)
    page.goto(address(revision.document, "approve"))

    page.locator("#comment-on-tell-clinician-any summary").focus()
    page.keyboard.press("Enter")
    page.get_by_label("What it is about").locator("visible=true").select_option(label="Side effect “ringing ears”")
    page.get_by_label("Your comment").locator("visible=true").fill("How often?")
    page.get_by_role("button", name="Send this comment").locator("visible=true").press("Enter")

    expect(page.get_by_text("Your comment was sent.")).to_be_visible()
    assert ReviewComment.objects.get().place_label == "Side effect “ringing ears”"


def test_an_approval_by_mail_is_recorded_with_its_file(window, revision, tmp_path):
    mail = tmp_path / "mail.eml"
    mail.write_bytes(b"From: ada@example.org\r\nSubject: Approved\r\n\r\nI approve.")
    page = window(accounts.publisher(), width=360)
    page.goto(address(revision.document))

    page.get_by_role("link", name="Record a written approval").click()
    page.get_by_label("Name of the reviewer").fill("Dr. Ada Example")
    page.get_by_label("Credentials").fill("MD, neurologist")
    page.get_by_label("e-mail").check()
    page.get_by_label("Date on it").fill(timezone.localdate().isoformat())
    page.get_by_label("The mail or letter").set_input_files(mail)
    page.get_by_role("button", name="Record the approval").click()
    expect(page.get_by_text("readers could not be told who it was")).to_be_visible()
    expect(page.get_by_text("Choose the file again")).to_be_visible()
    page.get_by_label("that the society may name them").check()
    page.get_by_label("The mail or letter").set_input_files(mail)
    page.get_by_role("button", name="Record the approval").click()

    expect(page.get_by_text("Dr. Ada Example has approved version 2.")).to_be_visible()
    assert WrittenApproval.objects.get().content_type == "message/rfc822"
    page.goto(address(revision.document, "written_approval"))
    with page.expect_download() as saved:
        page.get_by_role("link", name="mail.eml").click()
    assert saved.value.path().read_bytes() == mail.read_bytes()


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark")])
def test_the_screens_are_fit_for_use(window, revision, assert_fit_for_use, width, scheme):
    first = say(revision, "Is it not more often?", "side_effects.1", accounts.reviewer())
    comments.comment(revision=revision, place="", text="No.", by=accounts.writer(), now=timezone.now(), reply_to=first)
    say(revision, "Is this needed? " * 40, "sections.1", accounts.writer())
    settled = say(revision, "Well said.", "", accounts.writer())
    comments.resolve(comment=settled, by=accounts.writer(), now=timezone.now())
    letters.recorded(revision, now=timezone.now())
    newest = drafts.edited(revision.document, side_effects=revision.record.side_effects[:1])
    page = window(accounts.account("writer", "reviewer", "publisher", name="all"), width=width, color_scheme=scheme)

    for screen in ("approve", "publish", "change", "comments", "written_approval"):
        page.goto(address(newest.document, screen))
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        assert_fit_for_use(page)
    page.get_by_role("button", name="Record the approval").click()
    expect(page.get_by_text("Not recorded yet.")).to_be_visible()
    assert_fit_for_use(page)
    page.goto(address(newest.document, "approve"))
    page.locator("#comment-on-rest summary").click()
    page.get_by_label("Your comment").locator("visible=true").fill("x" * 5_001)
    page.get_by_role("button", name="Send this comment").locator("visible=true").click()
    expect(page.get_by_text("At most 5,000 characters")).to_be_visible()
    assert_fit_for_use(page)


def test_boxes_are_within_a_narrow_window(window, revision):
    page = window(accounts.account("reviewer", "publisher", name="all"), width=320)
    page.goto(address(revision.document, "approve"))
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")

    ends = [box.bounding_box() for box in page.locator(".comment-box, .comment-box *, .word-differences *").all()]

    assert max(box["x"] + box["width"] for box in ends if box) <= 320


def test_outside_comments_are_read_and_settled_where_it_is_published_and_approved(window, revision):
    now = timezone.now()
    token = invited(revision, now=now, expires=now + comments.invitations.LONGEST)[1]
    comments.comment_by_link(token=token, remarks=[comments.Remark("side_effects.1", "How often?")], now=now)
    page = window(accounts.publisher())

    comments.comment_by_link(token=token, remarks=[comments.Remark("", "Well said.")], now=now)

    for screen, left in (("publish", 1), ("approve", 0)):
        page.goto(address(revision.document, screen))
        expect(page.get_by_text("Dr. Ada Example (outside, by a link that Writer made)").first).to_be_visible()
        page.get_by_role("button", name="Settle: the comment of Dr. Ada Example").first.click()
        page.get_by_text("Settled: the comment of Dr. Ada Example").wait_for()
        assert page.url.endswith(f"/{screen}/")
        assert ReviewComment.objects.filter(resolved_at=None).count() == left
