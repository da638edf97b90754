from django.db import models
from django.utils import timezone

from medications.content.schema import AnyRecord
from medications.content.upcasters import read_record
from medications.models.document import Document
from medications.models.frozen import Actor, FrozenModel


class Origin(models.TextChoices):
    """What made the Revision."""

    FORM = "form", "edited in the admin"
    IMPORT = "import", "imported from an old page"
    CATALOGUE = "catalogue", "loaded from the starter catalogue"
    REISSUE = "reissue", "reissued after a term changed"
    RESTORED = "restored", "restored from an older version"
    CORRECTION = "correction", "the live text again, to correct it"
    MERGED = "merged", "a parked draft brought back"


class Revision(FrozenModel, Actor):
    """An immutable snapshot of a whole record. `content` is its RFC 8785 form, verbatim; `digest` is the SHA-256 of that."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    schema_version = models.PositiveSmallIntegerField()
    content = models.TextField()
    digest = models.CharField(max_length=64)
    derived_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="derived")
    # A second parent: the older version it was restored from, the parked draft it brings back, or the one at which a form was
    # opened that was sent too late.
    merged_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.FORM)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta(FrozenModel.Meta):
        ordering = ["document", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="revision_number_once_a_document"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="revision_number_from_one"),
        ]

    def __str__(self):
        return f"version {self.number} of {self.document_id}"

    @property
    def record(self) -> AnyRecord:
        return read_record(self.content)
