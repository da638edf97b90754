from django.db import models
from django.utils import timezone

from medications.models.document import Document
from medications.models.import_run import ImportRun


class Finding(models.Model):
    """Something about a draft that a person must look at: inferred, stale, missing, unmapped. For staff only."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="findings")
    import_run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, null=True, related_name="findings")
    code = models.CharField(max_length=60)
    field = models.CharField(max_length=60, blank=True)
    subject = models.TextField(blank=True, help_text="The piece it is about: a brand, a line of the old page.")
    message = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True)
    settled_by_id = models.BigIntegerField(null=True)
    settled_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["settled_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(settled_at__isnull=True, settled_by_name="") | models.Q(settled_at__isnull=False),
                name="finding_settled_by_only_when_settled",
            ),
        ]

    def __str__(self):
        return self.message
