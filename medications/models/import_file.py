from django.db import models

from medications.models.import_batch import ImportBatch
from medications.models.import_run import ImportRun


class FileState(models.TextChoices):
    """What became of one file of an upload."""

    WAITING = "waiting", "Waiting"
    NEW = "new", "New page"  # a medicine that was not here
    PROPOSED = "proposed", "New draft of a page that is here"
    UNCHANGED = "unchanged", "Taken over before, nothing new"
    REFUSED = "refused", "Not taken over"


class ImportFile(models.Model):
    """One file of an upload, as text: markup and scripts were left behind before anything was stored."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="files")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64, blank=True)
    text = models.TextField(blank=True)
    address = models.CharField(max_length=2000, blank=True, help_text="Where the page stood on the old site, if known.")
    state = models.CharField(max_length=10, choices=FileState, default=FileState.WAITING)
    refusal = models.TextField(blank=True)
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, null=True, related_name="files")

    class Meta:
        ordering = ["batch", "position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="import_file_position_once_a_batch"),
            models.CheckConstraint(
                condition=models.Q(run__isnull=False) | models.Q(state__in=[FileState.WAITING, FileState.REFUSED]),
                name="import_file_taken_over_has_its_run",
            ),
            models.CheckConstraint(
                condition=(models.Q(state=FileState.REFUSED) & ~models.Q(refusal=""))
                | (~models.Q(state=FileState.REFUSED) & models.Q(refusal="")),
                name="import_file_refused_says_why",
            ),
        ]

    def __str__(self):
        return self.name
