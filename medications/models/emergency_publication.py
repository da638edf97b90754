from django.db import models

from medications.models.change import Change
from medications.models.frozen import FrozenModel


class EmergencyPublication(FrozenModel):
    """Why a page was published before anybody approved it; by whom and when, its Change says.

    The page waits in the queue until it has another basis.
    """

    change = models.OneToOneField(Change, on_delete=models.PROTECT, related_name="emergency")
    reason = models.TextField(help_text="For staff: why this cannot wait for an approval.")

    class Meta(FrozenModel.Meta):
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="emergency_publication_gives_its_reason")]

    def __str__(self):
        return f"emergency: {self.change}"
