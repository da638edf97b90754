from django.db import models

from medications.content.choices import UseStatus
from medications.models.medication import Medication
from medications.models.source import Source
from medications.models.symptom import Symptom
from medications.models.working_copy import WorkingRow


class MedicationUse(WorkingRow):
    """What the medicine is used for in MS: one symptom a row."""

    medication = models.ForeignKey(Medication, on_delete=models.CASCADE, related_name="uses")
    symptom = models.ForeignKey(Symptom, on_delete=models.PROTECT, related_name="+")
    primary = models.BooleanField("primary use", default=False)
    status = models.CharField(max_length=12, choices=UseStatus, default=UseStatus.UNKNOWN)
    qualifier = models.CharField(max_length=200, blank=True, help_text="Printed in brackets after the symptom.")
    note = models.TextField(blank=True)
    sources = models.ManyToManyField(Source, blank=True, related_name="+")

    class Meta(WorkingRow.Meta):
        verbose_name = "use in MS"
        verbose_name_plural = "uses in MS"

    def __str__(self):
        return str(self.symptom)
