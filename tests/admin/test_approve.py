"""The screen on which a clinical reviewer reads and decides."""

import re

import pytest

from medications.models import Review
from tests.admin.desk import address, said
from tests.factories import accounts, drafts, publications, records

pytestmark = pytest.mark.slow


@pytest.fixture
def revision(db):
    return drafts.draft()


def decide(desk, revision, *, by=None, decision="approved", digest=None, **values):
    client = desk(by or accounts.reviewer()).client
    values = {"digest": digest or revision.digest, "decision": decision, "comment": "", **values}
    return client.post(address(revision.document, "approve"), values)


def test_the_page_is_shown_as_readers_would_see_it(desk, revision):
    page = desk(accounts.reviewer()).open(revision.document, "approve").content.decode()

    assert '<h1 aria-level="2">Orbelazine</h1>' in page
    assert "Do not stop suddenly." in page
    assert "Possible side effects" in page
    assert f'value="{revision.digest}"' in page


@pytest.mark.parametrize(
    "record", [records.symptom_record(), records.side_effect_record(), records.drug_class_record(), records.source_record()]
)
def test_every_kind_of_term_can_be_read_and_approved(desk, record):
    revision = drafts.draft(record)
    assert desk(accounts.reviewer()).open(revision.document, "approve").status_code == 200

    decide(desk, revision)

    assert revision.reviews.count() == 1


def test_approving_records_the_decision_on_what_was_read(desk, revision):
    response = decide(desk, revision, whole_record="on", comment="Fine.")

    review = Review.objects.get()
    assert (review.revision, review.digest, review.decision) == (revision, revision.digest, "approved")
    assert (review.whole_record, review.comment, review.by_name) == (True, "Fine.", "Reviewer")
    assert response["Location"] == address(revision.document)
    assert said(response) == ["orbelazine: you have approved version 1. A publisher can publish it now."]


def test_an_approval_does_not_promise_what_something_else_stops(desk, revision):
    without = drafts.edited(revision.document, uses=())

    response = decide(desk, without)

    assert without.reviews.count() == 1
    assert said(response)[0].endswith("It cannot be published yet; 1 other thing is missing, see below.")


def test_asking_for_changes_needs_a_comment(desk, revision):
    response = decide(desk, revision, decision="changes_wanted")

    assert "Say what should change." in response.content.decode()
    assert not Review.objects.exists()


def test_asking_for_changes(desk, revision):
    response = decide(desk, revision, decision="changes_wanted", comment="The dose is missing.")

    assert (Review.objects.get().decision, Review.objects.get().comment) == ("changes_wanted", "The dose is missing.")
    assert said(response) == ["orbelazine: you have asked for changes to version 1."]


def test_own_work_is_not_approved_and_the_comment_stays(desk):
    both = accounts.account("writer", "reviewer", name="vera")
    revision = drafts.draft(by=both)
    notice = "You wrote part of this version yourself"
    assert notice in desk(both).open(revision.document, "approve").content.decode()

    response = decide(desk, revision, by=both, comment="Looks good to me.")

    assert "A second person must approve it." in response.content.decode()
    assert "Looks good to me." in response.content.decode()
    assert not Review.objects.exists()


def test_a_draft_that_changed_meanwhile_is_not_approved(desk, revision):
    drafts.edited(revision.document, pronunciation="changed meanwhile")

    response = decide(desk, revision)

    assert "The draft has changed since you opened it." in response.content.decode()
    assert not Review.objects.exists()


def test_a_digest_of_something_else_is_not_approved(desk, revision):
    response = decide(desk, revision, digest="0" * 64)

    assert "The draft has changed since you opened it." in response.content.decode()
    assert not Review.objects.exists()


@pytest.mark.parametrize("role", ["writer", "publisher", "administrator"])
def test_others_can_read_it_but_not_decide(desk, revision, role):
    user = accounts.account(role)
    page = desk(user).open(revision.document, "approve").content.decode()
    assert 'name="decision"' not in page

    assert decide(desk, revision, by=user).status_code == 403
    assert not Review.objects.exists()


def test_what_cannot_be_published_anyway_is_said_before_the_decision(desk):
    revision = drafts.draft(records.medication_record(uses=[]))

    page = desk(accounts.reviewer()).open(revision.document, "approve").content.decode()

    assert "No use in MS is given." in page
    assert "No clinical reviewer has approved" not in page


def test_a_live_page_can_be_reviewed_again(desk):
    change = publications.published()

    decide(desk, change.revision, whole_record="on")

    assert change.revision.reviews.count() == 2


# What changes, and who must approve it


@pytest.fixture
def wording(db):
    """A draft of a public page in which only the pronunciation is new."""
    return drafts.edited(publications.published(records.small_record()).document, pronunciation="or-BEL")


def test_what_changes_is_shown_with_its_weight_and_who_must_approve(desk, wording):
    page = " ".join(desk(accounts.reviewer()).open(wording.document, "approve").content.decode().split())

    assert "this is weighed as <strong>wording</strong>." in page
    assert "A second person, who did not write it, must approve exactly this version." in page
    assert "It touches: wording." in page
    assert '<span class="visually-hidden"> added: </span>or-BEL<' in page
    assert "Wording: how the name is said" in page


@pytest.mark.parametrize("role", ["publisher", "administrator"])
def test_a_second_person_approves_wording(desk, wording, role):
    user = accounts.account(role, name="sam")
    page = desk(user).open(wording.document, "approve").content.decode()
    assert "Your decision as a second person" in page
    assert "I have read the whole page" not in page

    decide(desk, wording, by=user)

    assert [(review.role, review.by_name) for review in wording.reviews.all()] == [(role, "Sam")]
    assert "Sam, as " in desk(user).open(wording.document, "approve").content.decode()


def test_a_second_person_cannot_say_they_read_the_whole_page(desk, wording):
    decide(desk, wording, by=accounts.publisher(), whole_record="on")

    assert [review.whole_record for review in wording.reviews.all()] == [False]


def test_the_author_of_the_words_is_told_so(desk, wording):
    page = desk(accounts.writer()).open(wording.document, "approve").content.decode()

    assert "You wrote part of this version yourself" in page


def test_a_long_text_is_shortened_to_where_it_differs_and_there_in_full(desk):
    body = "It calms the nerves in many ways. " * 40
    about = records.Section(kind="about", heading="About", body=body)
    live = publications.published(records.small_record(sections=[about]))
    changed = about.model_copy(update={"body": body.replace("many ways", "many days", 1)})
    revision = drafts.edited(live.document, sections=[changed])

    page = desk(accounts.reviewer()).open(revision.document, "approve").content.decode()

    assert page.count("The whole text") == 1
    shortened = page.split('<div class="word-differences">')[1].split("</div>")[0]
    assert "many " in shortened
    assert "days" in shortened
    assert len(shortened) < 900


def test_words_that_changed_are_marked_and_said_and_named(desk):
    about = records.Section(kind="about", heading="About", body="Take 5 mg with food.")
    live = publications.published(records.small_record(sections=[about]))
    revision = drafts.edited(live.document, sections=[about.model_copy(update={"body": "Take 50 mg without food."})])

    page = desk(accounts.reviewer()).open(revision.document, "approve").content.decode()

    marked = re.sub(r"<(?!/?(?:ins|del)\b)[^>]*>", "", page.split('<div class="word-differences">')[1].split("</div>")[0])
    assert re.sub(r" class=\"[^\"]*\"", "", marked) == (
        "Take <del> taken out: 5 (end) </del><ins> added: 50 (end) </ins> mg "
        "<del> taken out: with (end) </del><ins> added: without (end) </ins> food."
    )
    assert "Touches: <strong>dose or how to take it, number, negation</strong>" in page


def test_what_somebody_typed_stays_text(desk):
    live = publications.published(records.small_record())
    revision = drafts.edited(live.document, pronunciation="<script>alert(1)</script>")

    page = desk(accounts.reviewer()).open(revision.document, "approve").content.decode()

    assert "<script>alert(1)" not in page


def test_a_draft_does_not_say_that_it_was_approved(desk):
    page = desk(accounts.reviewer()).open(drafts.draft(records.small_record()).document, "approve").content.decode()

    assert "None yet: this is a draft." in page
    assert "Approved by a clinical reviewer" not in page


def test_who_may_not_decide_is_told_whom_to_ask(desk):
    revision = drafts.draft(records.small_record())

    page = desk(accounts.publisher()).open(revision.document, "approve").content.decode()

    assert "Only a clinical reviewer can approve this version." in page
    assert f'href="{address(revision.document, "invite")}"' in page
