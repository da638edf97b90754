from django.db import models

from medications.models.index_row import IndexRow


class Facet(models.TextChoices):
    """What a row can be filtered by. PRIMARY_SYMPTOM repeats the symptoms of primary uses."""

    SYMPTOM = "symptom"
    PRIMARY_SYMPTOM = "primary_symptom"
    DRUG_CLASS = "drug_class"
    ROUTE = "route"
    AVAILABILITY = "availability"
    GENERIC = "generic"
    LETTER = "letter"
    SIDE_EFFECT = "side_effect"
    SOURCE = "source"
    CODE = "code"  # of another system, with its name: "rxnorm:2598"


class IndexFacet(models.Model):
    """One value of one facet of one index row; `label` as the live Revision prints it."""

    row = models.ForeignKey(IndexRow, on_delete=models.CASCADE, related_name="facets")
    facet = models.CharField(max_length=20, choices=Facet)
    code = models.CharField(max_length=100)
    label = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["row", "facet", "code"], name="index_facet_once_a_row")]
        indexes = [models.Index(fields=["facet", "code", "row"], name="index_facet_lookup")]

    def __str__(self):
        return f"{self.facet}={self.code}"
