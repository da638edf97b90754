from django.db import models
from django.utils import timezone

from medications.content.choices import DocumentKind
from medications.models.document import Document
from medications.models.frozen import KeptModel


class Slug(KeptModel):
    """An address that was public once. It stays reserved for its Document for ever and keeps answering."""

    kind = models.CharField(max_length=20, choices=DocumentKind)
    slug = models.CharField(max_length=100)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="slugs")
    first_public_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="slug_once_a_kind")]

    def __str__(self):
        return f"{self.kind}/{self.slug}"
