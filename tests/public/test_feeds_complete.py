"""Atom feeds of a site whose pages have everything a page can have."""

import pytest

from tests.factories.site import complete_site, kept
from tests.public.atom_format import entries_of, faults

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        yield complete_site()


@pytest.mark.parametrize("address", ["/feeds/changes.atom", "/symptoms/tremor/changes.atom"])
def test_feed_is_valid(client, address):
    answer = client.get(address)

    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert answer["ETag"]
    assert faults(answer.content) == []
    assert entries_of(answer.content)
