from django.db import models
from django.utils import timezone

from medications.models.document import Document
from medications.models.frozen import Actor
from medications.models.revision import Revision


class ImportRun(Actor):
    """One old page taken over: its bytes' digest, its text, and the Revision it became. Kept, so that nothing is ever lost."""

    file = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    original = models.TextField()
    address = models.CharField(max_length=2000, blank=True, help_text="where the page stood on the old site, if known")
    unmapped = models.TextField(blank=True, help_text="lines that found no field, one on each line")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="imports")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    printed_last_updated = models.DateField(null=True, help_text="the date the old page itself gives")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.file}, {self.at:%Y-%m-%d}"
