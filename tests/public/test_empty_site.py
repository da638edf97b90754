"""A site on which nothing is published yet."""

import pytest

from tests.public import sitemap_format

pytestmark = pytest.mark.django_db


def test_it_has_a_sitemap(client):
    content = client.get("/sitemap.xml").content

    assert sitemap_format.faults(content) == []
    assert "http://testserver/" in sitemap_format.moments(content)
