import uuid

from django.db import models
from django.utils import timezone

from medications.content.choices import DocumentKind


class Document(models.Model):
    """The lasting identity of one thing the public can see. What it says is in its Revisions.

    `lock_version` goes up with every save of the working copy; a form carries the version it was opened at.
    Nothing that was ever public is deleted; what never was is archived.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=DocumentKind, editable=False)
    lock_version = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    archived_at = models.DateTimeField(null=True, editable=False)

    def __str__(self):
        return f"{self.get_kind_display()} {self.id}"
