"""Rules 7 and 8: a page is taken down as an act, leaves every list at once, and comes back by an act alone."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from medications.actions import publishing, withdrawals
from medications.actions.blockers import publish_blockers
from medications.actions.catalogue_saves import find_document
from medications.actions.withdrawals import CannotWithdraw
from medications.errors import CannotPublish, NotAllowed
from medications.models import Change, IndexRow, IndexState, Origin, Publication, Withdrawal
from medications.projections import drift, index
from tests.factories import accounts, drafts, publications, records
from tests.factories.publications import NOW
from tests.factories.withdrawals import AFTERWARDS, WHY, reinstated, suppressed, withdrawn

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def live():
    return publications.published(records.small_record(), whole_record=True)


@pytest.fixture
def other():
    return publications.published(records.small_record("otherazine")).document


def codes(revision, **kwargs) -> list[str]:
    return [reason.code for reason in publish_blockers(revision, **kwargs)]


# Taking down


def test_withdraw_takes_the_page_out_of_what_is_live_and_of_the_index(live):
    generation = IndexState.objects.get().generation

    withdrawn(live.document)

    assert not Publication.objects.live().filter(document=live.document).exists()
    assert not IndexRow.objects.filter(document=live.document).exists()
    assert IndexState.objects.get().generation != generation
    assert drift.find() == []


def test_withdraw_writes_a_change_that_tells_what_partners_must_know(live, other):
    change = withdrawn(live.document, "moved", replacement=other)

    assert (change.kind, change.publication_number, change.revision, change.note) == ("withdrawn", 1, None, WHY)
    assert (change.withdrawal.kind, change.withdrawal.replacement) == ("moved", other)
    assert (change.slug, change.title, change.role, change.at) == ("orbelazine", "orbelazine", "publisher", AFTERWARDS)
    assert change.sequence == Change.objects.order_by("-sequence").first().sequence


def test_withdraw_leaves_the_open_draft_alone(live):
    draft = drafts.edited(live.document, pronunciation="new")

    withdrawn(live.document)

    assert live.document.revisions.first() == draft


def test_withdraw_refuses_who_may_not_publish(live):
    with pytest.raises(NotAllowed):
        withdrawals.withdraw(document=live.document, kind="gone", explanation=WHY, by=accounts.writer(), now=NOW)

    assert Publication.objects.live().filter(document=live.document).exists()


def test_withdraw_refuses_without_an_explanation(live):
    with pytest.raises(CannotWithdraw) as refused:
        withdrawn(live.document, explanation=" \n")

    assert refused.value.field == "explanation"


def test_withdraw_refuses_what_was_never_public():
    with pytest.raises(CannotWithdraw, match="never public"):
        withdrawn(drafts.draft(records.small_record()).document)


def test_withdraw_refuses_the_same_twice(live):
    withdrawn(live.document)

    with pytest.raises(CannotWithdraw, match="already"):
        withdrawn(live.document)

    assert Change.objects.filter(kind="withdrawn").count() == 1


def test_a_withdrawn_page_is_withdrawn_in_another_way_without_coming_back_between(live):
    first = withdrawn(live.document, "banner").withdrawal

    second = withdrawn(live.document, "gone", now=AFTERWARDS + timedelta(days=1)).withdrawal

    first.refresh_from_db()
    assert first.reinstated_at == second.at
    assert Publication.objects.get(document=live.document).withdrawal == second
    assert [each.kind for each in Change.objects.filter(document=live.document).order_by("pk")] == [
        "published",
        "withdrawn",
        "withdrawn",
    ]


# The page to read instead


@pytest.mark.parametrize("kind", ["banner", "gone"])
def test_a_page_to_read_instead_may_be_missing_unless_it_moved(live, kind):
    assert withdrawn(live.document, kind).withdrawal.replacement is None


def test_withdraw_refuses_a_move_to_nowhere(live):
    with pytest.raises(CannotWithdraw) as refused:
        withdrawn(live.document, "moved")

    assert refused.value.field == "replacement"


def test_withdraw_refuses_a_replacement_that_is_no_public_page_of_the_same_kind(live, other):
    draft = drafts.draft(records.small_record("draftol")).document
    symptom = find_document("symptom", "tremor")
    withdrawn(other)

    for wrong in (live.document, draft, symptom, other):
        with pytest.raises(CannotWithdraw) as refused:
            withdrawn(live.document, "moved", replacement=wrong)
        assert refused.value.field == "replacement"
    assert Publication.objects.live().filter(document=live.document).exists()


def test_two_pages_cannot_move_to_each_other(live, other):
    withdrawn(live.document, "moved", replacement=other)

    with pytest.raises(CannotWithdraw, match="public"):
        withdrawn(other, "moved", replacement=live.document)


# Terms


@pytest.mark.parametrize(("kind", "code"), [("symptom", "tremor"), ("source", records.LABEL)])
def test_withdraw_refuses_a_term_that_public_pages_name(live, other, kind, code):
    with pytest.raises(CannotWithdraw, match="Public pages name it: orbelazine, otherazine"):
        withdrawn(find_document(kind, code))


def test_a_term_that_only_a_withdrawn_page_names_is_withdrawn(live):
    withdrawn(live.document)

    assert withdrawn(find_document("symptom", "tremor")).kind == "withdrawn"


@pytest.mark.parametrize("kind", ["banner", "moved"])
def test_a_term_without_a_page_can_only_be_gone(kind):
    term = publications.published(records.drug_class_record()).document
    other = publications.published(records.drug_class_record("other-class")).document

    with pytest.raises(CannotWithdraw) as refused:
        withdrawn(term, kind, replacement=other)

    assert refused.value.field == "kind"


# It does not come back by itself


def test_publishing_does_not_bring_a_withdrawn_page_back(live):
    new = publications.approve(drafts.edited(live.document, pronunciation="new"))
    withdrawn(live.document)

    with pytest.raises(CannotPublish, match="withdrawn"):
        publications.publish(new)

    assert codes(new) == ["withdrawn"]
    assert Publication.objects.get(document=live.document).revision == live.revision


def test_publishing_the_very_text_again_says_it_is_withdrawn_not_that_it_is_public(live):
    withdrawn(live.document)

    assert codes(live.revision) == ["withdrawn"]


def test_publishing_refuses_a_page_that_names_a_withdrawn_term(live, other):
    """Otherazine names tremor, as a draft that waits."""
    for document in (live.document, other):
        withdrawn(document)
    withdrawn(find_document("symptom", "tremor"))
    third = publications.approved(records.small_record("thirdazine"))

    with pytest.raises(CannotPublish, match="It names what is withdrawn: tremor"):
        publications.publish(third)


def test_rebuilding_the_index_leaves_withdrawn_pages_out(live, other):
    withdrawn(live.document)

    call_command("rebuild_index")

    assert list(IndexRow.objects.filter(kind="medication").values_list("document", flat=True)) == [other.pk]


def test_the_index_takes_no_row_of_a_withdrawn_page_from_anybody(live):
    withdrawn(live.document)

    index.rebuild(Publication.objects.get(document=live.document))

    assert not IndexRow.objects.filter(document=live.document).exists()


def test_a_row_of_a_withdrawn_page_is_drift(live):
    row = IndexRow.objects.get(document=live.document)
    withdrawn(live.document)
    row.save(force_insert=True)

    assert drift.find() == ["medication orbelazine is in the index but not public"]


def test_a_starter_page_that_was_withdrawn_is_not_published_again_as_starter():
    revision = drafts.draft(records.small_record(), origin=Origin.CATALOGUE)
    publishing.publish_starter(revision=revision, now=NOW)
    withdrawn(revision.document)

    with pytest.raises(CannotPublish, match="withdrawn"):
        publishing.publish_starter(revision=revision, now=AFTERWARDS)


# Putting back


def test_reinstate_brings_the_last_text_back_with_its_basis_and_dates(live):
    before = Publication.objects.get(document=live.document)
    withdrawn(live.document)

    change = reinstated(live.document)

    after = Publication.objects.get(document=live.document)
    assert (change.kind, change.publication_number, change.revision, change.note) == (
        "reinstated",
        2,
        live.revision,
        "It is sold again.",
    )
    for name in (
        "revision",
        "basis",
        "role",
        "last_updated",
        "last_reviewed",
        "review_due",
        "first_published_at",
        "published_at",
    ):
        assert getattr(after, name) == getattr(before, name)
    assert (after.number, after.withdrawal) == (2, None)
    assert Withdrawal.objects.get().reinstated_at == AFTERWARDS
    assert IndexRow.objects.get(document=live.document).publication_number == 2
    assert drift.find() == []


def test_a_starter_page_comes_back_as_starter():
    revision = drafts.draft(records.small_record(), origin=Origin.CATALOGUE)
    publishing.publish_starter(revision=revision, now=NOW)
    withdrawn(revision.document)

    assert reinstated(revision.document).basis == "starter"


def test_reinstate_refuses_who_may_not_publish(live):
    withdrawn(live.document)

    with pytest.raises(NotAllowed):
        withdrawals.reinstate(document=live.document, by=accounts.reviewer(), now=AFTERWARDS, note="Back.")


def test_a_page_does_not_come_back_with_the_text_of_another(live, other):
    withdrawn(live.document)

    with pytest.raises(ValueError, match="version"):
        reinstated(live.document, revision=other.revisions.get())

    assert Publication.objects.get(document=live.document).withdrawal is not None


def test_reinstate_refuses_without_a_note(live):
    withdrawn(live.document)

    with pytest.raises(CannotWithdraw):
        reinstated(live.document, note=" ")


def test_reinstate_refuses_a_page_that_is_not_withdrawn(live):
    with pytest.raises(CannotWithdraw, match="not withdrawn"):
        reinstated(live.document)


def test_reinstate_refuses_a_text_that_was_removed(live):
    withdrawn(live.document)
    suppressed(live.revision)

    with pytest.raises(CannotWithdraw, match="was removed"):
        reinstated(live.document)

    assert Publication.objects.get(document=live.document).withdrawal is not None


def test_reinstate_refuses_a_page_whose_symptom_was_withdrawn_meanwhile(live):
    withdrawn(live.document)
    withdrawn(find_document("symptom", "tremor"))

    with pytest.raises(CannotWithdraw, match="tremor"):
        reinstated(live.document)


def test_a_withdrawn_page_comes_back_with_a_new_approved_text(live):
    new = publications.approve(drafts.edited(live.document, pronunciation="new", slug="orbelazine-new"))
    withdrawn(live.document)

    change = reinstated(live.document, revision=new)

    publication = Publication.objects.get(document=live.document)
    assert (change.kind, change.publication_number, change.revision) == ("reinstated", 2, new)
    assert (publication.revision, publication.withdrawal, publication.basis) == (new, None, "reviewed")
    assert Withdrawal.objects.get().reinstated_at == AFTERWARDS
    assert IndexRow.objects.get(document=live.document).slug == "orbelazine-new"


def test_a_new_text_without_its_approval_does_not_bring_the_page_back(live):
    new = drafts.edited(live.document, availability="prescription")
    withdrawn(live.document)

    with pytest.raises(CannotPublish, match="No clinical reviewer"):
        reinstated(live.document, revision=new)

    assert Withdrawal.objects.get().reinstated_at is None


def test_after_a_removal_the_new_text_is_weighed_as_all_new():
    """Else a corrected typo would bring the removed words back on one publisher's word."""
    live = publications.published(records.small_record(look_alike_footnote="Some look like symptms."))
    typo = drafts.edited(live.document, by=accounts.publisher(), look_alike_footnote="Some look like symptoms.")
    withdrawn(live.document)
    assert codes(typo, putting_back=True) == []
    suppressed(live.revision)

    with pytest.raises(CannotPublish, match="No clinical reviewer"):
        reinstated(live.document, revision=typo)


def test_second_approval_given_while_the_page_was_down_still_counts(live):
    new = drafts.edited(live.document, pronunciation="new")
    withdrawn(live.document)
    publications.approve(new)

    reinstated(live.document)

    assert codes(new) == []
