"""Names in the cache, made unreadable: sign-ins are counted under internet addresses, and the cache may be a database table."""

import hmac
from functools import lru_cache

from django.conf import settings


@lru_cache(maxsize=1)
def _secret() -> bytes:
    return settings.SECRET_KEY.encode()


def hidden(key: str, key_prefix: str, version: int) -> str:
    """Django's KEY_FUNCTION. Keyed with the site's secret: a plain digest of an address can be guessed back."""
    return hmac.digest(_secret(), f"{key_prefix}:{version}:{key}".encode(), "sha256").hex()
