"""Second factors of accounts, and the codes an app would show (RFC 6238)."""

import base64
import hmac
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP

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
