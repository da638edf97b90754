from django.db import models
from django.utils import timezone

from medications.models.frozen import Actor, KeptModel
from medications.models.revision import Revision


class ReviewRequest(KeptModel, Actor):
    """Somebody with an account is asked to decide on one Revision until a day. `Actor` is who asks.

    Whether it is still open follows from what happened since: a decision, a newer draft, or that it was taken back.
    """

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="requests")
    # Plain, as in Actor: the account may go, the question stays. No number: any clinical reviewer.
    asked_id = models.BigIntegerField("account that is asked", null=True, blank=True)
    asked_name = models.CharField("who is asked", max_length=200)
    until = models.DateField("needed by")
    message = models.TextField(blank=True)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(asked_name=""), name="review_request_says_who_is_asked")]

    def __str__(self):
        return f"{self.asked_name}, until {self.until}"
