from django.db import models
from django.utils import timezone

from medications.models.document import Document
from medications.models.frozen import Actor, FrozenModel
from medications.models.revision import Revision


class Suppression(FrozenModel, Actor):
    """A text that was public once is shown to nobody any more: it did harm, or a permission was revoked.

    It counts for every Revision of the Document with this digest. Digest, dates and reason stay and are public.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="suppressions")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    reason = models.TextField(help_text="Read by everyone.")
    at = models.DateTimeField(default=timezone.now)

    class Meta(FrozenModel.Meta):
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "digest"], name="suppression_once_a_text"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="suppression_gives_its_reason"),
        ]

    def __str__(self):
        return f"suppression of {self.revision}"
