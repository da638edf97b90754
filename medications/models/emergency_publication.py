from django.db import models
from django.utils import timezone

from medications.models.change import Change
from medications.models.frozen import Actor, FrozenModel


class EmergencyPublication(FrozenModel, Actor):
    """Why a page was published before anybody approved it. It waits in the queue until the page has another basis."""

    change = models.OneToOneField(Change, on_delete=models.PROTECT, related_name="emergency")
    reason = models.TextField(help_text="For staff: why this cannot wait for an approval.")
    at = models.DateTimeField(default=timezone.now)

    class Meta(FrozenModel.Meta):
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="emergency_publication_gives_its_reason")]

    def __str__(self):
        return f"emergency: {self.change}"
