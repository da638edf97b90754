from django.db import models
from django.utils import timezone

from medications.models.document import Document
from medications.models.frozen import KeptModel


class FormerAddress(KeptModel):
    """Where a page stood on the old site, so that links to it lead on. `path` and `query` are in the form that
    content/old_addresses.py gives; the same address leads to one page only.
    """

    path = models.CharField(max_length=500)
    query = models.CharField(max_length=500, blank=True)
    printed = models.CharField(max_length=2000, help_text="The whole address, as it was given.")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="former_addresses")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["path", "query"], name="former_address_once")]

    def __str__(self):
        return self.printed
