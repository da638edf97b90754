"""A session's key comes from a cookie, which may hold anything."""

import pytest
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["\0\0\0aaaaaaaa", "' OR 1=1 --", "a" * 5000, "short", ""])
def test_a_key_that_was_never_given_is_nobodys(key):
    client = Client()
    client.cookies["sessionid"] = key

    response = client.get("/admin/")

    assert response.status_code == 302
    assert response["Location"] == "/admin/login/?next=/admin/"
