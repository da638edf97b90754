from django.db import models

from medications.content.choices import MARKETS, BrandStatus
from medications.models.medication import Medication


class BrandName(models.Model):
    medication = models.ForeignKey(Medication, on_delete=models.CASCADE, related_name="brand_names")
    name = models.CharField(max_length=200)
    market = models.CharField(max_length=2, choices=list(MARKETS.items()), blank=True)
    status = models.CharField(max_length=12, choices=BrandStatus, default=BrandStatus.UNKNOWN)

    class Meta:
        ordering = ["name", "market"]
        constraints = [
            models.UniqueConstraint(
                fields=["medication", "name", "market"],
                name="brand_name_once_a_market",
                violation_error_message="This brand name is listed twice for the same market.",
            )
        ]

    def __str__(self):
        return self.name
