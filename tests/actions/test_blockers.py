"""What stands against a publication besides the content's own faults."""

from datetime import timedelta

import pytest

from medications.actions import drafts as actions
from medications.actions import publishing, reviews
from medications.actions.blockers import publish_blockers
from medications.actions.states import State, state_of
from medications.errors import CannotPublish, PortalError
from medications.models import Origin, Publication
from tests.factories import accounts, drafts, publications, records
from tests.factories.emergencies import published_in_emergency
from tests.factories.publications import NOW

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=30)
WRONG = [records.Statement(text=f"Take 80 mg at once. [@{records.LABEL}]")]
RIGHT = [records.Statement(text=f"Never take 80 mg. [@{records.LABEL}]")]


def codes(revision, **kwargs) -> list[str]:
    return [reason.code for reason in publish_blockers(revision, **kwargs)]


@pytest.fixture
def corrected():
    """A page that said something wrong, was approved so, and was corrected."""
    wrong = publications.published(records.small_record(at_a_glance=WRONG))
    publications.republished(wrong.document, now=LATER, kind="safety", at_a_glance=RIGHT)
    return wrong


def test_words_that_were_corrected_do_not_come_back_on_their_old_approval(corrected):
    restored = drafts.edited(corrected.document, at_a_glance=WRONG)

    assert restored.digest == corrected.revision.digest
    assert codes(restored) == ["no_approval"]
    assert state_of(restored.document) == State.LIVE_WITH_DRAFT


def test_the_old_version_itself_is_not_published_again(corrected):
    assert codes(corrected.revision) == ["no_approval", "superseded"]


def test_an_older_version_of_what_is_public_is_not_published_again():
    """Else what was decided on versions in between, and is spent, would count anew."""
    first = publications.published(records.small_record(at_a_glance=RIGHT))
    publications.approve(drafts.edited(first.document, at_a_glance=WRONG))
    back = publications.approve(drafts.edited(first.document, at_a_glance=RIGHT), now=LATER, whole_record=True)
    publications.publish(back, now=LATER)
    reviews.approve(revision=first.revision, by=accounts.reviewer(), now=LATER + timedelta(hours=1), whole_record=True)

    assert codes(first.revision) == ["superseded"]


def test_words_that_were_corrected_come_back_with_a_new_approval(corrected):
    restored = publications.approve(drafts.edited(corrected.document, at_a_glance=WRONG), now=LATER)

    assert codes(restored) == []


def test_the_last_decision_counts_whatever_the_clocks_said():
    revision = drafts.draft(records.small_record())
    publications.approve(revision, now=NOW + timedelta(seconds=30))
    reviews.want_changes(revision=revision, by=accounts.reviewer(), now=NOW, comment="Wrong dose.")

    assert codes(revision) == ["no_approval"]


def test_last_reviewed_never_runs_backwards():
    first = publications.published(records.small_record(), now=LATER, whole_record=True)

    second = publications.republished(first.document, now=NOW, whole_record=True, pronunciation="other")

    assert second.last_reviewed == LATER.date()


def test_a_term_published_along_is_not_called_reviewed_as_a_whole():
    publications.published(records.small_record(), whole_record=True)

    term = Publication.objects.get(document__symptom__code="tremor")
    assert term.last_reviewed is None


def test_what_was_edited_here_is_never_a_starter_page():
    revision = drafts.draft(records.small_record(), origin=Origin.CATALOGUE)
    drafts.edited(drafts.find_document("symptom", "tremor"), summary="Not reviewed by anybody.")
    again = actions.save_record(
        record=records.changed(revision.record, pronunciation="x"), by=None, origin=Origin.CATALOGUE, document=revision.document
    )

    with pytest.raises(CannotPublish, match="edited here"):
        publishing.publish_starter(revision=again, now=NOW)


def test_a_starter_page_never_replaces_one_that_is_public():
    change = publications.published(records.small_record())
    record = records.changed(change.revision.record, pronunciation="x")
    newer = actions.save_record(record=record, by=None, origin=Origin.CATALOGUE, document=change.document)

    assert "already_public" in codes(newer, basis="starter")


def test_what_is_archived_is_not_published():
    revision = publications.approved(records.small_record())
    actions.archive(document=revision.document, by=accounts.writer(), now=NOW)

    assert codes(revision) == ["archived"]


def test_a_version_that_embeds_words_which_are_no_longer_the_public_ones_is_saved_again_first():
    waiting = publications.approved(records.small_record("first drug"))
    source = drafts.find_document("source", records.LABEL)
    drafts.edited(source, title="Another title")
    publications.published(records.small_record("second drug", sources=[records.source(title="Another title")]))

    assert codes(waiting) == ["term_changed"]
    assert "Another title" in publish_blockers(waiting)[0].message


def test_the_code_of_a_term_never_changes():
    document = drafts.draft(records.symptom_record("tremor")).document

    with pytest.raises(PortalError, match="never changes"):
        actions.save_record(record=records.symptom_record("shaking"), by=None, origin=Origin.FORM, document=document)


def test_an_approval_that_was_spent_does_not_count_anew_once_its_words_are_public_in_an_emergency(corrected):
    restored = drafts.edited(corrected.document, at_a_glance=WRONG)
    published_in_emergency(restored, now=LATER + timedelta(days=1))

    assert codes(restored) == ["no_approval", "already_public"]


def test_an_approval_after_the_emergency_counts(corrected):
    restored = drafts.edited(corrected.document, at_a_glance=WRONG)
    published_in_emergency(restored, now=LATER + timedelta(days=1))

    publications.approve(restored, now=LATER + timedelta(days=2))

    assert codes(restored) == []
