"""Rule 2: what is written once is never changed: not by the model, not by its queryset, not by SQL."""

import pytest
from django.db import DatabaseError, connection, transaction

from medications.errors import Immutable
from medications.models import FROZEN, Revision
from tests.factories import desk, publications, records
from tests.factories.site import kept

pytestmark = pytest.mark.django_db

each_frozen = pytest.mark.parametrize("model", FROZEN, ids=lambda model: model.__name__)


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    """A public page: there is a row in every frozen table."""
    with kept(django_db_blocker):
        change = publications.published(records.small_record())
        for row in (desk.written_approval(change), desk.suppression(change), desk.emergency(change)):
            row.save()
        yield change


def column(model) -> str:
    """A field that could be written, other than the key."""
    return next(field.attname for field in model._meta.concrete_fields if not field.primary_key)


def all_values(model):
    return sorted(model.objects.values_list(), key=str)


@each_frozen
def test_model_refuses_to_be_saved_again(model):
    row = model.objects.first()

    with pytest.raises(Immutable):
        row.save()


@each_frozen
def test_model_refuses_to_be_deleted(model):
    row = model.objects.first()

    with pytest.raises(Immutable):
        row.delete()


@each_frozen
def test_new_object_with_the_key_of_a_row_does_not_replace_it(model):
    before = all_values(model)
    twin = model(**{field.attname: getattr(model.objects.first(), field.attname) for field in model._meta.concrete_fields})

    with pytest.raises(DatabaseError), transaction.atomic():
        twin.save()

    assert all_values(model) == before


WRITES = {
    "update": lambda model, row: model.objects.all().update(**{column(model): getattr(row, column(model))}),
    "delete": lambda model, row: model.objects.all().delete(),
    "bulk_update": lambda model, row: model.objects.bulk_update([row], [column(model)]),
    "update_or_create": lambda model, row: model.objects.update_or_create(pk=row.pk, defaults={}),
    "bulk_create, updating": lambda model, row: model.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["pk"], update_fields=[column(model)]
    ),
    "bulk_create, ignoring": lambda model, row: model.objects.bulk_create([row], ignore_conflicts=True),
}


@each_frozen
@pytest.mark.parametrize("write", WRITES)
def test_queryset_refuses(model, write):
    with pytest.raises(Immutable):
        WRITES[write](model, model.objects.first())


def test_rows_reached_from_another_row_refuse_too():
    revision = Revision.objects.filter(reviews__isnull=False).first()

    with pytest.raises(Immutable):
        revision.reviews.update(comment="never said")


@each_frozen
def test_loading_a_fixture_over_a_row_is_refused_by_the_database(model):
    row = model.objects.first()

    with pytest.raises(DatabaseError, match="is frozen"), transaction.atomic():
        row.save_base(raw=True)


def refused(sql: str) -> None:
    with pytest.raises(DatabaseError, match="is frozen"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@each_frozen
def test_sql_update_is_refused(model):
    refused(f'UPDATE "{model._meta.db_table}" SET "{column(model)}" = "{column(model)}"')


@each_frozen
def test_sql_delete_is_refused(model):
    refused(f'DELETE FROM "{model._meta.db_table}"')


@pytest.mark.postgres
@each_frozen
def test_sql_truncate_is_refused(model):
    connection.check_constraints()  # foreign keys that still wait for the end of the transaction would refuse it as well
    refused(f'TRUNCATE "{model._meta.db_table}" CASCADE')


@pytest.mark.sqlite
@each_frozen
def test_sql_replace_is_refused(model):
    refused(f'REPLACE INTO "{model._meta.db_table}" SELECT * FROM "{model._meta.db_table}"')
