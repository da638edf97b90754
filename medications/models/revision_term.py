from django.db import models

from medications.models.document import Document
from medications.models.frozen import FrozenModel
from medications.models.revision import Revision


class RevisionTerm(FrozenModel):
    """A term that a Revision names, and the term's Revision whose words it embeds."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="terms")
    term = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="named_in")
    term_revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="embedded_in")

    class Meta(FrozenModel.Meta):
        constraints = [models.UniqueConstraint(fields=["revision", "term"], name="revision_names_a_term_once")]

    def __str__(self):
        return f"{self.revision} names {self.term}"
