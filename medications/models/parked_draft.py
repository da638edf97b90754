from django.db import models
from django.utils import timezone

from medications.models.document import Document
from medications.models.frozen import Actor, KeptModel
from medications.models.revision import Revision


class ParkedDraft(KeptModel, Actor):
    """A draft that was put aside so that the live page could be corrected first. It is offered back afterwards, by merge.

    `base` is the live Revision it was made from: what differs between the two is what the draft wanted.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="parked_drafts")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    base = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    parked_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, editable=False)
    merged_into = models.ForeignKey(Revision, on_delete=models.PROTECT, null=True, related_name="+", editable=False)

    class Meta:
        ordering = ["-parked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | models.Q(ended_at__isnull=False), name="parked_draft_ends_when_merged"
            ),
        ]

    def __str__(self):
        return f"parked: {self.revision}"
