"""Second factors of accounts, and the codes an app would show (RFC 6238)."""

import base64
import hmac
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

SECRET = base64.b32encode(b"only for tests, 20 b").decode()
STEP = 30


def code(secret: str = SECRET, *, later: int = 0) -> str:
    """What the app shows now, or `later` steps of half a minute from now. A code works once."""
    digest = hmac.digest(base64.b32decode(secret), (int(time.time()) // STEP + later).to_bytes(8, "big"), "sha1")
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 10**6:06d}"


def with_app(account):
    """The account, after it set up an app for codes with SECRET."""
    if not Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(account, SECRET)
    return account


def recovery_codes(account) -> list[str]:
    return RecoveryCodes.activate(account).get_unused_codes()


def passkey(account):
    """A passkey of the account. Nobody holds its private half, so nothing can be signed with it."""
    public_key = {1: 2, 3: -7, -1: 1, -2: b"x" * 32, -3: b"y" * 32}
    attested = AttestedCredentialData.create(b"\0" * 16, b"passkey of a test", public_key)
    data = AuthenticatorData.create(b"\0" * 32, AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT, 0, attested)
    attestation = AttestationObject.create("none", data, {})
    made = CollectedClientData.create(CollectedClientData.TYPE.CREATE, b"challenge", "http://localhost")
    identity = websafe_encode(b"passkey of a test")
    response = {"clientDataJSON": websafe_encode(made), "attestationObject": websafe_encode(attestation)}
    credential = {"id": identity, "rawId": identity, "type": "public-key", "response": response, "clientExtensionResults": {}}
    kind = Authenticator.Type.WEBAUTHN
    return Authenticator.objects.create(user=account, type=kind, data={"name": "phone", "credential": credential})
