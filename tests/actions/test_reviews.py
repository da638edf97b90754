"""Rule 5: an approval is bound to a digest, and nobody's own counts."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group

from medications.actions import reviews
from medications.actions.publishing import publish_blockers
from medications.errors import CannotApprove, NotAllowed
from medications.models import Review
from medications.permissions import Role
from tests.factories import accounts, drafts, publications, records
from tests.factories.publications import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision():
    return drafts.draft(records.small_record())


def approve(revision, by=None):
    return reviews.approve(revision=revision, by=by or accounts.reviewer(), now=NOW)


def codes(revision) -> list[str]:
    return [reason.code for reason in publish_blockers(revision)]


def newest(revision):
    return revision.document.revisions.order_by("-number").first()


def test_approval_stands_behind_exactly_this_content(revision):
    review = approve(revision)

    assert reviews.valid_approval(revision) == review
    assert (review.digest, review.role, review.by_name) == (revision.digest, Role.REVIEWER, "Reviewer")


def test_edit_after_approval_voids_it(revision):
    approve(revision)

    after = drafts.edited(revision.document, pronunciation="new")

    assert reviews.valid_approval(after) is None
    assert codes(after) == ["no_approval"]


def test_reverting_to_approved_content_restores_the_approval(revision):
    review = approve(revision)
    drafts.edited(revision.document, pronunciation="new")

    reverted = drafts.edited(revision.document, pronunciation="")

    assert reverted != revision
    assert reviews.valid_approval(reverted) == review
    assert codes(reverted) == []


def test_return_to_approved_content_with_another_draft_of_a_term_is_not_approved(revision):
    """The page says the same, but the symptom's own text, which would become public along with it, is new."""
    approve(revision)
    symptom = drafts.find_document("symptom", "tremor")
    drafts.edited(symptom, summary="Never read by a reviewer.")
    drafts.edited(revision.document, pronunciation="new")

    reverted = drafts.edited(revision.document, pronunciation="")

    assert reverted.digest == revision.digest
    assert codes(reverted) == ["no_approval"]


def test_approval_of_another_document_with_the_same_content_does_not_count():
    first = drafts.draft(records.symptom_record("tremor"))
    approve(first)
    other = drafts.draft(records.symptom_record("pain"))

    assert reviews.valid_approval(other) is None


def test_wish_for_changes_after_the_approval_takes_it_back(revision):
    approve(revision)

    reviews.want_changes(revision=revision, by=accounts.reviewer(), now=NOW + timedelta(hours=1), comment="The dose.")

    assert reviews.valid_approval(revision) is None


def test_wish_for_changes_says_which(revision):
    with pytest.raises(CannotApprove):
        reviews.want_changes(revision=revision, by=accounts.reviewer(), now=NOW, comment="  ")


def test_what_is_no_longer_the_draft_is_not_approved(revision):
    drafts.edited(revision.document, pronunciation="new")

    with pytest.raises(CannotApprove, match="changed since"):
        approve(revision)


@pytest.mark.parametrize("role", [Role.WRITER, Role.PUBLISHER, Role.ADMINISTRATOR])
def test_role_that_may_not_approve(role, revision):
    with pytest.raises(NotAllowed):
        approve(revision, accounts.account(role, name="other"))

    assert not Review.objects.exists()


def test_superuser_without_the_role_does_not_approve(revision):
    with pytest.raises(NotAllowed):
        approve(revision, accounts.account(name="root", superuser=True))


def both_roles(name: str, *, superuser: bool = False):
    return accounts.account(Role.WRITER, Role.REVIEWER, name=name, superuser=superuser)


@pytest.mark.parametrize("superuser", [False, True])
def test_nobody_approves_own_work(superuser):
    author = both_roles("author", superuser=superuser)
    revision = drafts.draft(records.small_record(), by=author)

    with pytest.raises(CannotApprove, match="yourself"):
        approve(revision, author)


def test_earlier_edit_since_the_live_version_makes_an_author():
    live = publications.published(records.small_record())
    author = both_roles("author")
    drafts.edited(live.document, by=author, pronunciation="mine")
    latest = drafts.edited(live.document, by=accounts.writer(), look_alike_footnote="theirs")

    with pytest.raises(CannotApprove, match="yourself"):
        approve(latest, author)


def test_edit_that_is_live_already_makes_no_author():
    author = both_roles("author")
    live = publications.published(records.small_record(), by=author)
    latest = drafts.edited(live.document, by=accounts.writer(), pronunciation="theirs")

    assert approve(latest, author).by_name == "Author"


def test_own_return_to_an_older_text_is_own_work_however_it_is_asked_for():
    """The older version has the same digest: approving that one must not stand behind one's own return to it."""
    author = both_roles("author")
    older = drafts.draft(records.small_record(), by=author)
    live = publications.publish(publications.approve(drafts.edited(older.document, by=accounts.writer(), pronunciation="new")))
    returned = drafts.edited(live.document, by=author, pronunciation="")
    assert returned.digest == older.digest

    for version in (returned, older):
        with pytest.raises(CannotApprove, match="yourself"):
            approve(version, author)

    assert reviews.valid_approval(returned) is None


def test_role_that_was_taken_away_counts_no_longer(revision):
    reviewer = accounts.reviewer("former")
    reviewer.groups.remove(Group.objects.get(name=Role.REVIEWER))

    with pytest.raises(NotAllowed):
        approve(revision, type(reviewer).objects.get(pk=reviewer.pk))


def test_approval_by_the_author_of_a_term_published_along_does_not_count():
    author = both_roles("author")
    drafts.draft(records.source_record(), by=author)
    revision = drafts.draft(records.small_record(), by=accounts.writer())

    with pytest.raises(CannotApprove, match="yourself"):
        approve(revision, author)


def test_authorship_of_a_term_that_is_live_does_not_matter():
    author = both_roles("author")
    drafts.draft(records.source_record(), by=author)
    publications.published(records.small_record("first"))
    revision = drafts.draft(records.small_record("second"))

    assert approve(revision, author).revision == revision


def test_words_that_were_public_once_keep_their_author_whoever_types_them_again():
    vera = accounts.account("writer", "reviewer", name="vera")
    first = publications.published(records.small_record(look_alike_footnote="By Vera."), by=vera)
    publications.republished(first.document, now=NOW + timedelta(days=1), look_alike_footnote="Corrected.")

    again = drafts.edited(first.document, by=accounts.writer("otto"), look_alike_footnote="By Vera.")

    with pytest.raises(CannotApprove):
        reviews.approve(revision=again, by=vera, now=NOW + timedelta(days=2))


def test_who_wrote_what_is_public_can_approve_the_difference_to_it():
    vera = accounts.account("writer", "reviewer", name="vera")
    first = publications.published(records.small_record(look_alike_footnote="By Vera."), by=vera)
    drafts.edited(first.document, by=accounts.writer("otto"), look_alike_footnote="Other.")
    drafts.edited(first.document, by=accounts.writer("otto"), look_alike_footnote="By Vera.")  # as it was

    revision = drafts.edited(first.document, by=accounts.writer("otto"), look_alike_footnote="By Vera. And more.")

    assert vera.pk not in reviews.authors_since_live(revision)
