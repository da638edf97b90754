"""Keys of partner sites: `Authorization: Bearer <key>` (RFC 6750)."""

from django.utils import timezone
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed

from medications.actions import partners

REFUSED = "This key is not valid: mistyped, expired or revoked. Leave it out to read without a key, or ask for a new one."
OTHERWISE = "Send the key as “Authorization: Bearer KEY”, or leave the header out to read without a key."


class PartnerKey(BaseAuthentication):
    """`request.auth` is the key. Without the header nothing is asked of the database; with a bad one there is no answer.

    Any other scheme is refused too: who sends a key in a way that is not understood must not take the answer for a keyed one.
    """

    def authenticate(self, request):
        if not get_authorization_header(request).strip():
            return None
        sent = _sent(request)
        if sent is None:
            raise AuthenticationFailed(OTHERWISE)
        key = partners.key_of(sent, timezone.now())
        if key is None:
            raise AuthenticationFailed(REFUSED)
        request._request.partner_key = key  # for what counts requests, around the views
        return None, key

    def authenticate_header(self, request):
        """The challenge. An error is named only where a key was sent (RFC 6750, section 3.1)."""
        return 'Bearer realm="partner API"' + (', error="invalid_token"' if _sent(request) is not None else "")


def _sent(request) -> str | None:
    """What was sent as a key."""
    parts = get_authorization_header(request).split()
    return parts[1].decode("latin-1") if len(parts) == 2 and parts[0].lower() == b"bearer" else None
