from django.db import models
from django.utils import timezone

from medications.content.choices import Basis
from medications.models.document import Document
from medications.models.frozen import KeptModel, KeptQuerySet
from medications.models.revision import Revision
from medications.models.withdrawal import Withdrawal


class PublicationQuerySet(KeptQuerySet):
    def live(self, at=None):
        """What the public sees at that moment (now, if not given). The one definition of visibility."""
        return self.filter(published_at__lte=at or timezone.now(), withdrawal=None)


class Publication(KeptModel):
    """Which Revision of a Document is public now. Its past is told by the Changes."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, primary_key=True, related_name="publication")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(help_text="1 for the first publication, then one more each time")
    basis = models.CharField(max_length=10, choices=Basis)
    role = models.CharField("role that stands behind it", max_length=20, blank=True)
    first_published_at = models.DateTimeField()
    published_at = models.DateTimeField()
    last_updated = models.DateField(help_text="of the text; an imported page keeps its own")
    last_reviewed = models.DateField(null=True, help_text="moved only by a clinical review of the whole record")
    review_due = models.DateField(null=True)
    withdrawal = models.OneToOneField(
        Withdrawal, on_delete=models.PROTECT, null=True, related_name="+", help_text="the one that stands now"
    )

    objects = PublicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(number__gte=1), name="publication_number_from_one"),
            models.CheckConstraint(
                condition=~models.Q(basis=Basis.STARTER) | models.Q(last_reviewed__isnull=True),
                name="starter_page_is_never_reviewed",
            ),
        ]

    def __str__(self):
        return f"publication {self.number} of {self.document_id}"
