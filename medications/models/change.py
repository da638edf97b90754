from django.db import models
from django.utils import timezone

from medications.content.choices import Basis, ChangeKind
from medications.models.change_stream import ChangeStream
from medications.models.document import Document
from medications.models.frozen import Actor, FrozenModel
from medications.models.revision import Revision
from medications.models.withdrawal import Withdrawal

WITHOUT_A_REVISION = {ChangeKind.WITHDRAWN.value, ChangeKind.SUPPRESSED.value}
WITH_A_REVISION = [kind for kind in ChangeKind.values if kind not in WITHOUT_A_REVISION]


class Change(FrozenModel, Actor):
    """A public event. Together they are the history of every page: what was live, since when, and on what basis."""

    stream = models.ForeignKey(ChangeStream, on_delete=models.PROTECT, related_name="changes")
    sequence = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=12, choices=ChangeKind)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="changes")
    slug = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    publication_number = models.PositiveIntegerField()
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, null=True, related_name="+")
    basis = models.CharField(max_length=10, choices=Basis)
    role = models.CharField(max_length=20, blank=True)
    last_updated = models.DateField()
    last_reviewed = models.DateField(null=True)
    review_due = models.DateField(null=True)
    note = models.TextField(blank=True)
    withdrawal = models.ForeignKey(Withdrawal, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta(FrozenModel.Meta):
        ordering = ["-at", "-sequence"]
        constraints = [
            models.UniqueConstraint(fields=["stream", "sequence"], name="change_sequence_once_a_stream"),
            models.CheckConstraint(condition=models.Q(sequence__gte=1), name="change_sequence_from_one"),
            models.UniqueConstraint(
                fields=["document", "publication_number"],
                condition=models.Q(kind__in=WITH_A_REVISION),
                name="change_publication_number_once_a_document",
            ),
            models.CheckConstraint(
                condition=models.Q(revision__isnull=False) | ~models.Q(kind__in=WITH_A_REVISION), name="change_names_its_revision"
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawal__isnull=False) | ~models.Q(kind=ChangeKind.WITHDRAWN),
                name="change_that_withdraws_names_the_withdrawal",
            ),
        ]

    def __str__(self):
        return f"{self.sequence} {self.kind} {self.slug}"
