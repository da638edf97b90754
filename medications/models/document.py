import uuid

from django.db import models
from django.utils import timezone

from medications.content.choices import DocumentKind


class DocumentQuerySet(models.QuerySet):
    def locked(self):
        """Locked until the transaction ends, in the order of their ids, so that two who want the same cannot wait for each other.

        Not their keys: rows that only name such a Document, as those of the index do, are written meanwhile. Otherwise
        `rebuild_index`, which has the index, and a publish, which has the Document, would wait for each other.
        """
        return super().select_for_update(no_key=True).order_by("pk")

    def select_for_update(self, *args, **kwargs):
        raise TypeError("Documents are locked without their keys: use `locked`.")


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

    objects = DocumentQuerySet.as_manager()

    def __str__(self):
        return f"{self.get_kind_display()} {self.id}"
