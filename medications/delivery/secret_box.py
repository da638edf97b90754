"""Secrets that must be read again, such as those that messages are signed with: kept encrypted under SECRET_KEY.

Whoever gets hold of the database, or of a copy of it, can sign nothing. With another SECRET_KEY they cannot be read any more.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class Unreadable(Exception):
    """It was encrypted under another SECRET_KEY."""


def closed(text: str, purpose: bytes) -> str:
    """The text as it may be kept. What was closed for one purpose is not opened for another."""
    return _cipher(purpose).encrypt(text.encode()).decode()


def opened(kept: str, purpose: bytes) -> str:
    """Raises Unreadable."""
    try:
        return _cipher(purpose).decrypt(kept.encode()).decode()
    except InvalidToken:
        raise Unreadable from None


def _cipher(purpose: bytes) -> MultiFernet:
    return MultiFernet([_key(secret, purpose) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str, purpose: bytes) -> Fernet:
    derived = HKDF(SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
