"""Adding a passkey with something that is none."""

import json

import pytest
from django.test import Client

from tests.factories import accounts, second_factors

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


PASSKEY = {
    "id": "AA",
    "rawId": "AA",
    "type": "public-key",
    "response": {
        "clientDataJSON": "e30",
        "attestationObject": "gA",
        "authenticatorData": "AA",
        "signature": "AA",
        "userHandle": "MQ",
    },
}
PARTS = PASSKEY["response"]
ALMOST = [
    json.dumps(PASSKEY | changes)
    for changes in (
        {},
        {"rawId": "%%"},
        {"id": None},
        {"response": []},
        {"response": "x"},
        {"response": {"clientDataJSON": 1}},
        {"response": PARTS | {"userHandle": "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk"}},
        {"response": PARTS | {"userHandle": "AAAA"}},
        {"response": PARTS | {"authenticatorData": "A" * 80, "attestationObject": "A" * 80}},
        {"response": PARTS | {"clientDataJSON": "W10", "attestationObject": "o2NmbXRk"}},
    )
]
NONE = [
    "0",
    "false",
    '""',
    "[]",
    "null",
    "{}",
    '"x"',
    "[1]",
    "",
    "{",
    "9" * 5000,
    "[" * 100_000,
    '{"id": ' * 50_000,
    '{"id": "\\ud800"}',
    *ALMOST,
]


@pytest.mark.parametrize("credential", NONE, ids=range(len(NONE)))
def test_what_is_no_passkey_is_refused_in_words(credential):
    client = Client()
    accounts.sign_in(client, accounts.writer())
    client.get("/accounts/2fa/webauthn/add/")  # asks the question that a passkey answers

    response = client.post("/accounts/2fa/webauthn/add/", {"name": "laptop", "passwordless": "on", "credential": credential})

    assert response.status_code == 200
    assert "That did not work" in response.content.decode() or "not right" in response.content.decode()


@pytest.mark.parametrize("credential", NONE, ids=range(len(NONE)))
def test_nobody_signs_in_with_what_is_no_passkey(credential):
    client = Client()
    client.get("/accounts/2fa/webauthn/login/", headers={"X-Requested-With": "XMLHttpRequest"})

    response = client.post("/accounts/2fa/webauthn/login/", {"credential": credential})

    assert response.status_code in (200, 302)
    assert "_auth_user_id" not in response.wsgi_request.session


@pytest.mark.parametrize("credential", NONE, ids=range(len(NONE)))
@pytest.mark.parametrize("address", ["/accounts/2fa/reauthenticate/", "/accounts/2fa/webauthn/reauthenticate/"])
def test_nobody_is_trusted_again_for_what_is_no_passkey(credential, address):
    client, writer = Client(), second_factors.with_app(accounts.writer())
    accounts.sign_in(client, writer, fresh=False)

    assert client.post(address, {"credential": credential}).status_code in (200, 302, 403)
