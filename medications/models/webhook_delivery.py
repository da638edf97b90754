from django.db import models
from django.utils import timezone

from medications.models.change import Change
from medications.models.webhook import Webhook


class WebhookDeliveryQuerySet(models.QuerySet):
    def waiting(self):
        """Neither got through nor given up."""
        return self.filter(delivered_at=None, given_up_at=None)


class WebhookDelivery(models.Model):
    """One Change that one webhook is to be told of: the outbox, and afterwards its log. Without a Change it is a test.

    Written in the transaction of the Change. Old ones are deleted: what happened is told by the Changes.
    """

    webhook = models.ForeignKey(Webhook, on_delete=models.PROTECT, related_name="deliveries")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, null=True, related_name="+")
    message_id = models.CharField(max_length=80)
    is_urgent = models.BooleanField(default=False)
    queued_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    claimed_until = models.DateTimeField(null=True)  # a worker is at it; if it dies, another one takes over then
    attempts = models.PositiveIntegerField(default=0)
    delivered_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)

    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-queued_at", "-pk"]
        indexes = [
            models.Index(
                fields=["due_at"], condition=models.Q(delivered_at=None, given_up_at=None), name="webhook_delivery_waiting"
            ),
            models.Index(fields=["webhook", "-queued_at"], name="webhook_delivery_newest_first"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["webhook", "change"], name="webhook_delivery_once_a_change"),
            models.CheckConstraint(
                condition=models.Q(delivered_at=None) | models.Q(given_up_at=None), name="webhook_delivery_ends_one_way"
            ),
        ]

    def __str__(self):
        return self.message_id
