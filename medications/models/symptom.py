from django.db import models

from medications.models.working_copy import WorkingTerm


class Symptom(WorkingTerm):
    link_phrase = models.CharField(
        max_length=200,
        blank=True,
        help_text='How it reads in "Other medications used to treat ...", such as "MS-related pain". Left empty: the name.',
    )
    group = models.CharField(max_length=100, blank=True, help_text="Heading it is listed under, such as movement.")
    summary = models.TextField(blank=True, help_text="What it is, in a few plain sentences. Cite with [@source-code].")
    aliases = models.TextField(
        "other names", blank=True, help_text="One on each line. A search for any of them finds this symptom."
    )
