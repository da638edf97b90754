import uuid

from django.db import models
from django.utils import timezone


class ChangeStream(models.Model):
    """One gap-free sequence of Changes. `last_sequence` is counted under a row lock that is taken last in a transaction.

    A restore from a backup starts a new stream, so that a partner's cursor from before it is not taken for valid.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    last_sequence = models.PositiveBigIntegerField(default=0)
    started_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-started_at"]
        get_latest_by = "started_at"

    def __str__(self):
        return f"stream {self.id} at {self.last_sequence}"
