from django.db import models

from medications.content.choices import StatementKind
from medications.models.medication import Medication
from medications.models.working_copy import WorkingRow


class Statement(WorkingRow):
    """One short statement under "At a glance"."""

    medication = models.ForeignKey(Medication, on_delete=models.CASCADE, related_name="at_a_glance")
    kind = models.CharField(max_length=12, choices=StatementKind, default=StatementKind.POINT)
    text = models.TextField(help_text="One or two short sentences. Cite with [@source-code].")

    class Meta(WorkingRow.Meta):
        verbose_name = 'statement "at a glance"'
        verbose_name_plural = "at a glance"

    def __str__(self):
        return self.text[:60]
