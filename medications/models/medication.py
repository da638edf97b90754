from django.db import models

from medications.content.choices import Availability, ControlledSchedule, GenericAvailable
from medications.models.drug_class import DrugClass
from medications.models.source import PartialDateField, Source
from medications.models.working_copy import WorkingCopy


class Medication(WorkingCopy):
    """The working copy of a medicine's page. Brand names, uses, sections and side effects are rows of their own."""

    generic_name = models.CharField("chemical name", max_length=200)
    pronunciation = models.CharField(max_length=200, blank=True)
    drug_class = models.ForeignKey(DrugClass, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dosage_forms = models.JSONField(default=list, blank=True)
    routes = models.JSONField(default=list, blank=True)
    availability = models.CharField(max_length=20, choices=Availability, blank=True)
    controlled_schedule = models.CharField(
        "controlled-substance schedule (US)", max_length=3, choices=ControlledSchedule, blank=True
    )
    generic_available = models.CharField(max_length=10, choices=GenericAvailable, default=GenericAvailable.UNKNOWN)
    generic_markets = models.JSONField("where", default=list, blank=True)
    generic_as_of = PartialDateField("as of", blank=True)
    generic_sources = models.ManyToManyField(Source, blank=True, related_name="+", verbose_name="sources of that")
    look_alike_footnote = models.TextField(
        "footnote on look-alikes", blank=True, help_text="Printed with a * under the side effects that may be mistaken for MS."
    )
    whole_page_sources = models.ManyToManyField(
        Source, blank=True, related_name="+", verbose_name="sources of the whole page", help_text="Where nothing closer is cited."
    )

    class Meta:
        ordering = ["generic_name"]

    def __str__(self):
        return self.generic_name
