"""At the desk, who may not see a kind of row is not told which rows exist."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from medications.models import ApiKey, Event, SocietyProfile
from tests.access.hidden import told_apart
from tests.factories import accounts, keys

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("site")]


@pytest.fixture
def writer():
    client = Client()
    accounts.sign_in(client, accounts.account("writer", "reviewer", "publisher", name="no administrator"))
    return client


def rows_for_administrators() -> Iterator[tuple[str, object]]:
    somebody = accounts.account("writer", name="hushwriter").pk
    key = keys.issued()[0].pk
    event = Event.objects.first().pk
    for screen in ("change", "history", "delete"):
        yield f"/admin/auth/user/{{}}/{screen}/", somebody
        yield f"/admin/medications/apikey/{{}}/{screen}/", key
        yield f"/admin/medications/event/{{}}/{screen}/", event
    yield "/admin/auth/user/{}/password/", somebody
    yield "/admin/auth/user/{}/second-factor/", somebody
    yield "/admin/medications/societyprofile/versions/{}/", SocietyProfile.objects.latest().version


@pytest.mark.parametrize("method", ["get", "post"])
def test_numbers_of_rows_for_administrators_tell_nothing(writer, method):
    for template, there in rows_for_administrators():
        pair = str(there).rjust(8, "0"), "99999999"
        assert told_apart(*pair, template, writer, method=method) == {}, template
        assert getattr(writer, method)(template.format(there)).status_code == 403, template


def test_the_way_to_a_row_on_the_site_tells_nothing(writer):
    for model in (type(accounts.writer()), ApiKey, Event):
        kind = ContentType.objects.get_for_model(model).pk
        there = model.objects.first() or keys.issued()[0]
        assert told_apart(str(there.pk).rjust(8, "0"), "99999999", f"/admin/r/{kind}/{{}}/", writer) == {}, model


@pytest.mark.slow
def test_suggestions_are_of_what_everybody_with_a_role_sees(writer):
    """Every relation of every model is tried, whether a form has a box for it or not."""
    open_to_writer = set()
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if field.is_relation and field.related_model:
                asked = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": field.name}
                response = writer.get("/admin/autocomplete/", {**asked, "term": ""})
                if response.status_code == 200:
                    open_to_writer.add(field.related_model.__name__)

    assert open_to_writer == {"DrugClass", "ImportBatch", "Medication", "SafetyNotice", "SideEffect", "Source", "Symptom"}


def test_a_part_of_the_desk_that_is_for_others_is_not_there(writer):
    assert writer.get("/admin/auth/").status_code == writer.get("/admin/invented/").status_code == 404
