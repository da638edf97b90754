"""Rule 7: nothing that was ever public is deleted, and accounts leave their trace."""

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection, models, transaction

from medications.errors import Immutable
from medications.models import Change, Document, ImportRun, Publication, Review, ReviewInvitation, Revision, Slug
from tests.factories import accounts, drafts, publications, records
from tests.factories.invitations import invited
from tests.factories.site import kept

pytestmark = pytest.mark.django_db

WITH_A_PAST = [Document, Revision, Publication, Slug, Change]


@pytest.fixture(scope="module")
def change(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        yield publications.published(records.small_record())


@pytest.mark.parametrize("model", WITH_A_PAST, ids=lambda model: model.__name__)
def test_row_with_a_public_past_refuses_to_be_deleted(model, change):
    row = model.objects.get(**past(model, change))

    with pytest.raises((models.ProtectedError, Immutable)):
        row.delete()


@pytest.mark.parametrize("model", WITH_A_PAST, ids=lambda model: model.__name__)
def test_queryset_with_a_public_past_refuses_to_be_deleted(model, change):
    with pytest.raises((models.ProtectedError, Immutable)):
        model.objects.filter(**past(model, change)).delete()


@pytest.mark.parametrize("model", WITH_A_PAST, ids=lambda model: model.__name__)
def test_sql_cannot_delete_a_public_past(model, change):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{model._meta.db_table}"')
        connection.check_constraints()  # foreign keys are checked at the end of a transaction


def past(model, change) -> dict:
    return {Document: {"pk": change.document_id}, Revision: {"pk": change.revision_id}, Change: {"pk": change.pk}}.get(
        model, {"document": change.document_id}
    )


def test_draft_that_has_a_version_refuses_to_be_deleted():
    revision = drafts.draft(records.small_record("never public"))

    with pytest.raises(models.ProtectedError):
        revision.document.delete()


def test_invitation_of_an_outside_reviewer_is_never_deleted():
    """Not even one that nobody used: somebody was asked."""
    invitation, _ = invited(drafts.draft(records.small_record("asked about")))

    with pytest.raises(Immutable):
        invitation.delete()
    with pytest.raises(Immutable):
        ReviewInvitation.objects.filter(pk=invitation.pk).delete()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{ReviewInvitation._meta.db_table}"')


def test_deleting_an_account_keeps_what_it_did(change):
    people = [accounts.writer(), accounts.reviewer(), accounts.publisher()]
    ids = [person.pk for person in people]

    get_user_model().objects.filter(pk__in=ids).delete()

    assert Revision.objects.filter(pk=change.revision_id, by_id=ids[0], by_name="Writer").exists()
    assert Review.objects.filter(revision=change.revision_id, by_id=ids[1], by_name="Reviewer").exists()
    assert Change.objects.filter(pk=change.pk, by_id=ids[2], by_name="Publisher").exists()


def test_no_model_points_at_accounts():
    pointing = [
        (related.related_model.__name__, related.field.name)
        for related in get_user_model()._meta.related_objects
        if related.related_model._meta.app_label == "medications"
    ]

    assert pointing == []


def test_import_run_keeps_its_document_from_being_deleted():
    assert ImportRun._meta.get_field("document").remote_field.on_delete is models.PROTECT
