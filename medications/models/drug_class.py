from django.db import models

from medications.models.working_copy import WorkingTerm


class DrugClass(WorkingTerm):
    explanation = models.TextField(blank=True, help_text="What medicines of this class do, in one plain sentence.")

    class Meta(WorkingTerm.Meta):
        verbose_name = "drug class"
        verbose_name_plural = "drug classes"
