from django.db import models

from medications.models.symptom import Symptom
from medications.models.working_copy import WorkingTerm


class SideEffect(WorkingTerm):
    explanation = models.TextField(blank=True, help_text="What the word means, in plain words.")
    aliases = models.TextField("other names", blank=True, help_text="One on each line.")
    resembles = models.ManyToManyField(
        Symptom, blank=True, related_name="resembled_by", help_text="MS symptoms it may be mistaken for."
    )
    may_worsen = models.ManyToManyField(
        Symptom, blank=True, related_name="worsened_by", help_text="MS symptoms it may make worse."
    )

    class Meta(WorkingTerm.Meta):
        verbose_name = "side effect"
