"""A request for another host than ours ends at once."""

import pytest
from django.test import Client


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "testserver:80:80", "", "testserver@evil.example", "."]
)
@pytest.mark.parametrize("path", ["/", "/medications/", "/admin/", "/accounts/login/", "/nothing/"])
def test_a_host_that_is_not_ours_is_refused_without_a_look_into_the_database(host, path):
    response = Client(headers={"Host": host}).get(path)

    assert response.status_code == 400
    assert "The request cannot be read" in response.content.decode()
    assert "evil" not in response.content.decode()


def test_the_api_refuses_such_a_host_in_its_own_form():
    response = Client(headers={"Host": "evil.example"}).get("/api/v1/medications/")

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


def test_such_a_host_is_not_led_to_https(https_client):
    response = https_client.get("/", headers={"Host": "evil.example", "X-Forwarded-Proto": "http"})

    assert response.status_code == 400
    assert "Location" not in response
