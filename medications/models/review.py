from django.db import models
from django.utils import timezone

from medications.models.frozen import Actor, FrozenModel
from medications.models.review_invitation import ReviewInvitation
from medications.models.revision import Revision
from medications.models.written_approval import WrittenApproval
from medications.permissions import Role


class ReviewDecision(models.TextChoices):
    APPROVED = "approved", "approved"
    CHANGES_WANTED = "changes_wanted", "changes wanted"


class Review(FrozenModel, Actor):
    """One decision on one Revision. It is bound to the digest it was made on: any later edit is another Revision without it."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="reviews")
    digest = models.CharField(max_length=64)
    decision = models.CharField(max_length=20, choices=ReviewDecision)
    comment = models.TextField(blank=True)
    role = models.CharField(max_length=20, choices=Role)
    whole_record = models.BooleanField(
        "read the whole page", default=False, help_text="A clinical review of the whole page. It moves the date last reviewed."
    )
    # An outside reviewer has no account: the invitation says who decided, `credentials` what readers may be told of them.
    invitation = models.OneToOneField(ReviewInvitation, null=True, on_delete=models.PROTECT, related_name="review")
    # Or it was written elsewhere, and somebody recorded it with the file.
    written = models.OneToOneField(WrittenApproval, null=True, on_delete=models.PROTECT, related_name="review")
    credentials = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta(FrozenModel.Meta):
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(decision=ReviewDecision.CHANGES_WANTED) | ~models.Q(comment=""),
                name="review_wanting_changes_says_which",
            ),
            models.CheckConstraint(
                condition=models.Q(invitation=None) | models.Q(written=None), name="review_by_link_or_in_writing_not_both"
            ),
        ]

    def __str__(self):
        return f"{self.get_decision_display()} by {self.by_name}"
