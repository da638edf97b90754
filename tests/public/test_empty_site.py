"""A site on which nothing is published yet."""

import pytest

from tests.public import atom_format, sitemap_format

pytestmark = pytest.mark.django_db


def test_it_has_a_sitemap(client):
    content = client.get("/sitemap.xml").content

    assert sitemap_format.faults(content) == []
    assert "http://testserver/" in sitemap_format.moments(content)


def test_its_feed_is_valid_and_has_no_entries(client):
    content = client.get("/feeds/changes.atom").content

    assert atom_format.faults(content) == []
    assert atom_format.entries_of(content) == {}
