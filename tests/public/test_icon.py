"""The icon, which browsers ask for by themselves."""

import re

import pytest

pytestmark = pytest.mark.django_db


def test_icon_is_where_browsers_look_for_it(client):
    answer = client.get("/favicon.ico")
    content = answer.getvalue()
    answer.close()

    assert answer.status_code == 200
    assert content[:4] == b"\x00\x00\x01\x00"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")


def test_pages_name_their_icon(client):
    html = client.get("/about/privacy/").content.decode()

    assert '<link rel="icon" href="/favicon.ico" sizes="32x32">' in html
    assert client.get(re.search(r'href="(/static/[^"]*icon[^"]*\.svg)"', html)[1]).getvalue().startswith(b"<svg")
