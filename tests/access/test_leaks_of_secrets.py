"""No list of the desk tells what nobody may read."""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.test import Client, RequestFactory

from medications.models import Revision
from tests.factories import accounts

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SECRETS = {"password", "digest", "token_digest", "data", "session_key", "session_data", "secret", "former_secret"}


def ways_to_secrets(model, seen=(), depth: int = 4) -> Iterator[str]:
    """Look-ups that lead from a model over its relations to a column that nobody may read."""
    for field in model._meta.get_fields():
        if field.is_relation:
            if depth and field.related_model and field.related_model not in seen:
                for way in ways_to_secrets(field.related_model, (*seen, model), depth - 1):
                    yield f"{field.name}__{way}"
        elif field.name in SECRETS and not (field.name == "digest" and model in (Revision,)):
            yield field.name


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model.__name__)
def test_no_list_is_filtered_by_a_secret(model):
    """Letter by letter a filter would tell it."""
    model_admin, request = admin.site._registry[model], RequestFactory().get("/")
    request.user = accounts.account("administrator")

    allowed = [way for way in ways_to_secrets(model) if model_admin.lookup_allowed(f"{way}__startswith", "x", request)]

    assert allowed == []


@pytest.mark.parametrize("path", ["/admin/auth/user/?_to_field=password", "/admin/medications/apikey/?_to_field=digest"])
def test_no_list_offers_a_secret_as_a_value(path):
    client = Client()
    accounts.sign_in(client, accounts.account("administrator"))

    assert client.get(f"{path}&_popup=1").status_code == 400
