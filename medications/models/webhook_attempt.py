from django.db import models
from django.utils import timezone

from medications.models.webhook_delivery import WebhookDelivery


class WebhookAttempt(models.Model):
    """One time that a message was sent to a webhook, and what came of it. Goes with its delivery."""

    delivery = models.ForeignKey(WebhookDelivery, on_delete=models.CASCADE, related_name="tries")
    at = models.DateTimeField(default=timezone.now)
    status = models.PositiveIntegerField(null=True)  # none: no answer came
    problem = models.CharField(max_length=300, blank=True)
    milliseconds = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__isnull=False) | ~models.Q(problem=""), name="webhook_attempt_says_what_came_of_it"
            )
        ]

    def __str__(self):
        return f"{self.status or self.problem}"
