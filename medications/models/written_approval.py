from django.db import models
from django.utils import timezone

from medications.models.frozen import Actor, FrozenModel
from medications.models.revision import Revision


class HowWritten(models.TextChoices):
    MAIL = "mail", "e-mail"
    LETTER = "letter", "letter"
    OTHER = "other", "another way"


class WrittenApproval(FrozenModel, Actor):
    """What an outside reviewer wrote elsewhere, with the file that shows it. `Actor` is who recorded it. Never public."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="written_approvals")
    reviewer_name = models.CharField("name of the reviewer", max_length=200)
    credentials = models.CharField(max_length=200)
    how = models.CharField("how it came", max_length=10, choices=HowWritten)
    written_on = models.DateField("date on it")
    file_name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta(FrozenModel.Meta):
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gte=1), name="written_approval_has_a_file"),
        ]

    def __str__(self):
        return f"{self.get_how_display()} of {self.reviewer_name}, {self.written_on}"
