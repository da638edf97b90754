from django.db import models
from django.utils import timezone

from medications.models.frozen import Actor, KeptModel
from medications.models.revision import Revision


class PreviewLink(KeptModel, Actor):
    """A link by which anybody may read one Revision for a while. Its address is signed; this row can end it."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="preview_links")
    purpose = models.CharField("for whom", max_length=200)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")), name="preview_link_expires_after_it_was_made"
            )
        ]

    def __str__(self):
        return f"preview for {self.purpose}"
