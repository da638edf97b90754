from django.db import models

from medications.content.choices import SideEffectGroup, When
from medications.models.medication import Medication


class LeadSentence(models.Model):
    """The sentence that opens a group of side effects and says what to do about them."""

    medication = models.ForeignKey(Medication, on_delete=models.CASCADE, related_name="lead_sentences")
    group = models.CharField(max_length=20, choices=SideEffectGroup)
    when = models.CharField(max_length=10, choices=When, default=When.ANY)
    text = models.TextField()

    class Meta:
        ordering = ["pk"]
        verbose_name = "lead sentence of a side-effect group"
        verbose_name_plural = "lead sentences of the side-effect groups"
        constraints = [
            models.UniqueConstraint(
                fields=["medication", "group", "when"],
                name="lead_sentence_once_a_group",
                violation_error_message="There are two lead sentences for this group.",
            )
        ]

    def __str__(self):
        return self.get_group_display()
