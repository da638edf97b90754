"""A complete site."""

import pytest

from tests.factories.site import complete_site, kept


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        yield complete_site()
