from datetime import date, datetime, timedelta

from django.db import models
from django.utils import timezone

from medications.models.frozen import Actor, KeptModel


class ApiKey(KeptModel, Actor):
    """A partner's key. Only its digest is kept: whoever reads the database cannot use it. Revoked, it stays listed."""

    holder = models.CharField(max_length=200, help_text="Which partner site uses it.")
    contact = models.EmailField(help_text="Whom to write to when something is wrong.")
    prefix = models.CharField(
        max_length=16, unique=True, editable=False, help_text="The start of the key, by which it is recognized."
    )
    digest = models.CharField(max_length=64, editable=False, help_text="SHA-256 of the whole key.")
    issued_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, editable=False)
    last_used_on = models.DateField(null=True, editable=False)
    told_of_end_at = models.DateTimeField(null=True, editable=False)  # when its holder was last told that it ends soon
    scopes = models.JSONField(default=list, blank=True, editable=False)  # values of KeyScope
    # How far its holder has followed the changes: the number that the holder said to have, last time.
    followed_stream = models.UUIDField(null=True, editable=False)
    followed_sequence = models.PositiveBigIntegerField(null=True, editable=False)
    followed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["holder", "-issued_at"]
        verbose_name = "API key"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("issued_at")), name="api_key_expires_after_it_was_issued"
            ),
            models.CheckConstraint(
                condition=models.Q(followed_stream=None, followed_sequence=None, followed_at=None)
                | models.Q(followed_stream__isnull=False, followed_sequence__isnull=False, followed_at__isnull=False),
                name="api_key_cursor_is_whole",
            ),
        ]

    def __str__(self):
        return f"{self.holder} ({self.prefix}…)"

    def is_valid(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at

    @property
    def last_day(self) -> date:
        """The last whole day on which it opens something."""
        return timezone.localdate(self.expires_at - timedelta(microseconds=1))
