"""`/.well-known/security.txt` (RFC 9116): where somebody who found a hole writes to. The contact is in the society profile."""

from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import quote

from medications.projections import addresses

PATH = "/.well-known/security.txt"
VALID_FOR = timedelta(days=180)  # the RFC asks for less than a year


def security_txt(contact: str, today: date) -> str:
    """The file's text, the same for a whole day, so that copies stay good."""
    expires = datetime.combine(today + VALID_FOR, time(), UTC)
    lines = [
        f"Contact: {contact_address(contact)}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {addresses.absolute(PATH)}",
    ]
    return "\n".join(lines) + "\n"


def contact_address(contact: str) -> str:
    """An e-mail address as `mailto:`; the address of a form as it is."""
    return contact if ":" in contact else f"mailto:{quote(contact, safe='@+')}"
