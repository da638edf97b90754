"""The four kinds of rows, and that nothing public leans on what staff edit."""

import pytest
from django.apps import apps

from medications.models import FROZEN, INDEX, STATE, WORKING_COPY
from medications.models.frozen import FrozenModel

MODELS = list(apps.get_app_config("medications").get_models())


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_model_is_of_exactly_one_kind(model):
    kinds = [kind for kind in (FROZEN, STATE, INDEX, WORKING_COPY) if model in kind]

    assert len(kinds) == 1, (
        f"put {model.__name__} into one of FROZEN, STATE, INDEX, WORKING_COPY in medications/models/__init__.py"
    )


def test_frozen_models_are_those_that_refuse_change():
    assert {model for model in MODELS if issubclass(model, FrozenModel)} == set(FROZEN)


@pytest.mark.parametrize("model", [*FROZEN, *STATE, *INDEX], ids=lambda model: model.__name__)
def test_model_outside_the_working_copy_points_at_no_row_of_it(model):
    pointed_at = {field.related_model for field in model._meta.get_fields() if field.is_relation and field.concrete}

    assert not pointed_at & set(WORKING_COPY)
