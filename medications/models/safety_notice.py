import uuid

from django.core.validators import URLValidator
from django.db import models
from django.utils import timezone

from medications.content.choices import Basis
from medications.models.document import Document
from medications.models.frozen import Actor, KeptModel


class SafetyNotice(KeptModel, Actor):
    """A dated, sourced notice on top of several medicines' pages, until a day. `Actor` is who wrote it.

    Its words never change once written. It is approved as a whole, or posted first with a reason (basis `emergency`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    documents = models.ManyToManyField(Document, related_name="safety_notices", verbose_name="medicines")
    text = models.TextField(help_text="One to three plain sentences: what happened, and what readers should do.")
    source_title = models.CharField("source", max_length=300, help_text="Who says so, such as: FDA Drug Safety Communication.")
    source_url = models.CharField(
        "address of the source", max_length=2000, blank=True, validators=[URLValidator(["http", "https"])]
    )
    source_date = models.DateField("date of the source")
    begins_on = models.DateField("date of the notice")
    ends_on = models.DateField("last day it is shown")
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    approved_at = models.DateTimeField(null=True, editable=False)
    approved_by_id = models.BigIntegerField(null=True, editable=False)
    approved_by_name = models.CharField(max_length=200, blank=True, editable=False)
    basis = models.CharField(max_length=10, choices=Basis, blank=True, editable=False)
    reason = models.TextField("why it cannot wait", blank=True, editable=False)
    posted_at = models.DateTimeField(null=True, editable=False)
    posted_by_id = models.BigIntegerField(null=True, editable=False)
    posted_by_name = models.CharField(max_length=200, blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    end_reason = models.TextField(blank=True, editable=False)

    class Meta:
        ordering = ["-begins_on", "-written_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("begins_on")), name="safety_notice_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=models.Q(approved_at=None, approved_by_name="")
                | (models.Q(approved_at__isnull=False) & ~models.Q(approved_by_name="")),
                name="safety_notice_approved_by_somebody_or_not",
            ),
            models.CheckConstraint(
                condition=models.Q(posted_at=None, basis="")
                | models.Q(posted_at__isnull=False, basis=Basis.REVIEWED, approved_at__isnull=False)
                | (models.Q(posted_at__isnull=False, basis=Basis.EMERGENCY) & ~models.Q(reason="")),
                name="safety_notice_posted_on_a_basis",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(posted_at__isnull=False), name="safety_notice_ends_once_posted"
            ),
        ]

    def __str__(self):
        return f"{self.begins_on}: {self.text[:60]}"
