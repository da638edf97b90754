from django.db import models
from django.utils import timezone

from medications.models.frozen import Actor


class ImportBatch(Actor):
    """One upload of old pages: what was chosen, by whom, when. Its files say what became of each."""

    name = models.CharField(max_length=300, help_text="What was uploaded, such as old-site.zip.")
    left_aside = models.PositiveIntegerField(default=0, help_text="Pictures, style sheets and the like, which hold no text.")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "upload of old pages"
        verbose_name_plural = "uploads of old pages"

    def __str__(self):
        return self.name
