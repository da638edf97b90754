from django.db import models

from medications.content.choices import SideEffectGroup, When
from medications.models.medication import Medication
from medications.models.side_effect import SideEffect
from medications.models.source import Source
from medications.models.working_copy import WorkingRow


def both_numbers(affected: str, of: str) -> models.Q:
    """Both are given, and the first is no more than the second. Compared with a missing number alone, the row would pass."""
    given = models.Q(**{f"{affected}__isnull": False, f"{of}__isnull": False})
    return given & models.Q(**{f"{of}__gte": 1}) & models.Q(**{f"{of}__gte": models.F(affected)})


class SideEffectRow(WorkingRow):
    """One printed side effect. The same term in two groups is no duplicate."""

    medication = models.ForeignKey(Medication, on_delete=models.CASCADE, related_name="side_effects")
    group = models.CharField(max_length=20, choices=SideEffectGroup)
    when = models.CharField(max_length=10, choices=When, default=When.ANY)
    wording = models.CharField(max_length=300, help_text="As printed, such as clumsiness or unsteadiness.")
    terms = models.ManyToManyField(SideEffect, blank=True, related_name="+")
    qualifier = models.CharField(max_length=200, blank=True, help_text="Printed in brackets after the wording.")
    look_alike = models.BooleanField("may be mistaken for MS (*)", default=False)
    affected = models.PositiveIntegerField("had it", null=True, blank=True)
    of = models.PositiveIntegerField("of", null=True, blank=True)
    placebo_affected = models.PositiveIntegerField("had it on placebo", null=True, blank=True)
    placebo_of = models.PositiveIntegerField("of (placebo)", null=True, blank=True)
    sources = models.ManyToManyField(Source, blank=True, related_name="+")

    class Meta(WorkingRow.Meta):
        verbose_name = "side effect on this page"
        verbose_name_plural = "side effects on this page"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(when=When.ANY) | models.Q(group=SideEffectGroup.EMERGENCY),
                name="overdose_sign_is_an_emergency",
                violation_error_message="A sign of overdose belongs in the emergency group.",
            ),
            models.CheckConstraint(
                condition=models.Q(affected__isnull=True, of__isnull=True, placebo_affected__isnull=True, placebo_of__isnull=True)
                | both_numbers("affected", "of"),
                name="frequency_has_both_numbers",
                violation_error_message="Give both numbers of the frequency, the smaller one first.",
            ),
            models.CheckConstraint(
                condition=models.Q(placebo_affected__isnull=True, placebo_of__isnull=True)
                | both_numbers("placebo_affected", "placebo_of"),
                name="placebo_frequency_has_both_numbers",
                violation_error_message="Give both numbers of the placebo frequency, the smaller one first.",
            ),
        ]

    def __str__(self):
        return self.wording
