from django.core.validators import URLValidator
from django.db import models

from medications.models.symptom import Symptom
from medications.models.working_copy import WorkingRow


class SymptomResource(WorkingRow):
    """Further reading about a symptom. Without an address it is printed as plain text."""

    symptom = models.ForeignKey(Symptom, on_delete=models.CASCADE, related_name="resources")
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=100, blank=True, help_text="Such as booklet, video, web page.")
    description = models.CharField(max_length=500, blank=True, help_text="One line.")
    url = models.CharField("address", max_length=2000, blank=True, validators=[URLValidator(["http", "https"])])

    class Meta(WorkingRow.Meta):
        verbose_name = "resource"

    def __str__(self):
        return self.title
