"""Saving drafts: one door, which locks, refuses stale forms and freezes what was saved. Archiving what never was public."""

import pytest

from medications.actions import drafts as actions
from medications.errors import CannotArchive, NotAllowed, StaleEdit
from medications.models import Document, Medication, Revision
from medications.permissions import Role
from tests.factories import accounts, drafts, publications, records
from tests.factories.publications import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision():
    return drafts.draft(records.small_record())


def save(document, *, token, pronunciation="new", by=None):
    with actions.editing(document=document, by=by or accounts.writer(), token=token) as edit:
        Medication.objects.filter(document=document).update(pronunciation=pronunciation)
        edit.saved = True
    return edit.revision


def token_of(document) -> int:
    return Document.objects.get(pk=document.pk).lock_version


def test_save_freezes_a_new_version_that_knows_where_it_came_from(revision):
    after = save(revision.document, token=token_of(revision.document))

    assert (after.number, after.derived_from) == (2, revision)
    assert after.record.pronunciation == "new"
    assert (after.by_id, after.by_name) == (accounts.writer().pk, "Writer")


def test_save_moves_the_token(revision):
    before = token_of(revision.document)

    save(revision.document, token=before)

    assert token_of(revision.document) == before + 1


def test_saving_the_same_content_makes_no_new_version(revision):
    again = save(revision.document, token=token_of(revision.document), pronunciation=revision.record.pronunciation)

    assert again == revision
    assert revision.document.revisions.count() == 1


def test_form_opened_before_another_save_is_refused(revision):
    opened = token_of(revision.document)
    save(revision.document, token=opened, pronunciation="theirs", by=accounts.writer("somebody"))

    with pytest.raises(StaleEdit, match="Somebody") as refusal:
        save(revision.document, token=opened, pronunciation="mine")

    assert refusal.value.saved_at is not None
    assert Medication.objects.get(document=revision.document).pronunciation == "theirs"


def test_fault_while_saving_leaves_nothing_behind(revision):
    with pytest.raises(ZeroDivisionError), actions.editing(document=revision.document, by=None, token=None) as edit:
        Medication.objects.filter(document=revision.document).update(pronunciation="half")
        edit.saved = True
        raise ZeroDivisionError

    assert Medication.objects.get(document=revision.document).pronunciation == ""
    assert revision.document.revisions.count() == 1


def test_new_thing_that_was_never_saved_leaves_no_document():
    with actions.editing(document=None, by=accounts.writer(), token=None, kind="symptom"):
        pass

    assert not Document.objects.filter(kind="symptom").exists()


@pytest.mark.parametrize("role", [Role.WRITER, Role.PUBLISHER, Role.ADMINISTRATOR])
def test_role_may_edit(role, revision):
    assert save(revision.document, token=None, by=accounts.account(role)).number == 2


def without_edit():
    return [accounts.reviewer(), accounts.account(), inactive(accounts.writer("gone"))]


def inactive(user):
    user.is_active = False
    user.save()
    return user


@pytest.mark.parametrize("who", [0, 1, 2], ids=["reviewer", "no role", "inactive writer"])
def test_others_may_not_edit(who, revision):
    with pytest.raises(NotAllowed):
        save(revision.document, token=None, by=without_edit()[who])

    assert Revision.objects.filter(document=revision.document).count() == 1


def test_draft_that_was_never_public_is_archived(revision):
    actions.archive(document=revision.document, by=accounts.writer(), now=NOW)

    assert Document.objects.get(pk=revision.document_id).archived_at == NOW


def test_what_was_public_is_not_archived():
    change = publications.published(records.small_record())

    with pytest.raises(CannotArchive):
        actions.archive(document=change.document, by=accounts.writer(), now=NOW)

    assert Document.objects.get(pk=change.document_id).archived_at is None


def test_archiving_needs_the_right_to_edit(revision):
    with pytest.raises(NotAllowed):
        actions.archive(document=revision.document, by=accounts.reviewer(), now=NOW)
