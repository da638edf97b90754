"""Documents are locked in one way only."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from medications.models import Document


def test_a_document_is_locked_without_its_key_and_in_order():
    query = Document.objects.locked().query

    assert (query.select_for_update, query.select_for_no_key_update, query.order_by) == (True, True, ("pk",))


def test_no_document_is_locked_otherwise():
    with pytest.raises(TypeError, match="use `locked`"):
        Document.objects.select_for_update()


def test_no_lock_on_another_row_takes_what_is_joined_to_it():
    """A Document, say, with its key."""
    lines = [line for file in Path(settings.BASE_DIR, "medications").rglob("*.py") for line in file.read_text().splitlines()]
    joined = [line for line in lines if re.search(r"select_related.*select_for_update|select_for_update.*select_related", line)]

    assert joined
    assert [line.strip() for line in joined if 'of=("self",)' not in line] == []
