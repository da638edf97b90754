from django.db import models

from medications.content.choices import SectionKind
from medications.models.medication import Medication
from medications.models.working_copy import WorkingRow


class Section(WorkingRow):
    medication = models.ForeignKey(Medication, on_delete=models.CASCADE, related_name="sections")
    kind = models.CharField(max_length=12, choices=SectionKind)
    heading = models.CharField(max_length=200)
    body = models.TextField(help_text="Markdown. Cite each statement with [@source-code] or [@source-code, p. 12].")
    boxed = models.BooleanField("boxed warning", default=False, help_text="A boxed warning of the official label.")

    def __str__(self):
        return self.heading
