"""Where one is after saving: at the form, above which the next step stands."""

import pytest

from tests.admin.desk import address
from tests.factories import accounts, drafts, records

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_saving_leads_to_the_form_again(desk):
    document = drafts.draft(records.small_record()).document

    response = desk(accounts.writer()).change(document, pronunciation="new way")

    assert response["Location"] == address(document)


def test_saving_something_new_leads_to_its_form(desk):
    client = desk(accounts.writer()).client

    response = client.post("/admin/medications/drugclass/add/", {"name": "New", "code": "new", "slug": "new"})

    assert response.status_code == 302
    assert response["Location"].startswith("/admin/medications/drugclass/")
    assert response["Location"].endswith("/change/")
