"""How far the holder of a key has followed the changes, as far as it says so by asking for what comes after."""

import logging
import uuid
from datetime import datetime, timedelta

from django.db import DatabaseError, transaction

from medications.models import ApiKey

log = logging.getLogger(__name__)

# Seldom enough to cost nothing: who reads page after page is written down once, and who is up to date once an hour.
SOON, AGAIN = timedelta(minutes=1), timedelta(hours=1)


def note_cursor(*, key: ApiKey, stream: str, sequence: int, now: datetime) -> None:
    """`sequence` is what it has already. A database that is busy keeps nobody from reading."""
    moved = (str(key.followed_stream), key.followed_sequence) != (stream, sequence)
    if key.followed_at and now - key.followed_at < (SOON if moved else AGAIN):
        return
    try:
        with transaction.atomic():
            ApiKey.objects.filter(pk=key.pk).update(
                followed_stream=uuid.UUID(stream), followed_sequence=sequence, followed_at=now
            )
    except DatabaseError:
        log.warning("how far key %s has read could not be noted", key.prefix)
