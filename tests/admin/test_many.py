"""Numbers that no database knows, where rows are chosen."""

import pytest

from tests.admin.desk import address
from tests.factories import accounts, drafts, records

pytestmark = pytest.mark.django_db

ENDLESS = "9" * 30


def test_a_source_of_an_endless_number_is_refused_in_words(desk):
    document, writer = drafts.draft(records.medication_record()).document, desk()
    boxes = writer.boxes(document)
    name = next(name for name in boxes if name.endswith("-sources"))

    response = writer.save(document, {**boxes, name: [ENDLESS]})

    assert response.status_code == 200
    assert "is not one of the available choices" in response.content.decode()
    assert document.revisions.count() == 1


def test_a_role_of_an_endless_number_is_refused_in_words(desk):
    somebody = accounts.writer()

    response = desk(accounts.account("administrator")).client.post(
        f"/admin/auth/user/{somebody.pk}/change/", {"username": "writer", "groups": [ENDLESS], "is_active": "on"}
    )

    assert response.status_code == 200
    assert "is not one of the available choices" in response.content.decode()


@pytest.mark.parametrize("screen", ["change", "delete", "history"])
def test_a_row_named_by_no_field_is_looked_for_by_its_number(desk, screen):
    document = drafts.draft(records.small_record()).document

    response = desk().client.get(f"{address(document, screen)}?_to_field=")

    assert response.status_code in (200, 403)
