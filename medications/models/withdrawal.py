from django.db import models
from django.utils import timezone

from medications.models.document import Document
from medications.models.frozen import Actor, KeptModel


class WithdrawalKind(models.TextChoices):
    """What its address answers from then on."""

    BANNER = "banner", "the page stays readable, under a banner that says why it is withdrawn"
    MOVED = "moved", "its address leads to another page"
    GONE = "gone", "the page is gone; its address says why"


class Withdrawal(KeptModel, Actor):
    """Taking a page down, with a public explanation. It stands until the page is put back, or withdrawn in another way.

    `reinstated_at` is when it ceased to stand.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="withdrawals")
    kind = models.CharField(max_length=10, choices=WithdrawalKind)
    explanation = models.TextField(help_text="Read by everyone. One or two plain sentences: why, and what to do instead.")
    replacement = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reinstated_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(explanation=""), name="withdrawal_is_explained"),
            models.CheckConstraint(
                condition=~models.Q(kind=WithdrawalKind.MOVED) | models.Q(replacement__isnull=False),
                name="withdrawal_that_moves_says_where",
            ),
            models.CheckConstraint(
                condition=models.Q(replacement=None) | ~models.Q(replacement=models.F("document")),
                name="withdrawal_does_not_lead_to_itself",
            ),
            models.UniqueConstraint(
                fields=["document"], condition=models.Q(reinstated_at=None), name="withdrawal_stands_once_a_document"
            ),
        ]

    def __str__(self):
        return f"withdrawal of {self.document_id}, {self.kind}"
