from django.db import models

from medications.content.choices import CodeSystem
from medications.models.medication import Medication


class ExternalCode(models.Model):
    medication = models.ForeignKey(Medication, on_delete=models.CASCADE, related_name="codes")
    system = models.CharField(max_length=12, choices=CodeSystem)
    code = models.CharField(max_length=50)

    class Meta:
        ordering = ["system", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["medication", "system", "code"],
                name="external_code_once",
                violation_error_message="This code is listed twice.",
            )
        ]

    def __str__(self):
        return f"{self.get_system_display()} {self.code}"
