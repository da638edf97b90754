from django.db import models
from django.utils import timezone

from medications.models.frozen import Actor, KeptModel
from medications.models.review_invitation import ReviewInvitation
from medications.models.revision import Revision


class ReviewComment(KeptModel, Actor):
    """A remark on one section or row of one Revision, or on the whole of it; for staff, never public.

    `place` is for programs (`content/commenting.py`); `place_label` and `quote` say in words where it was, whatever becomes of
    the row.
    """

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="comments")
    invitation = models.ForeignKey(ReviewInvitation, on_delete=models.PROTECT, null=True, related_name="comments")
    reply_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replies")
    place = models.CharField(max_length=200, blank=True)
    place_label = models.CharField(max_length=300, blank=True)
    quote = models.TextField(blank=True)
    text = models.TextField("comment")
    at = models.DateTimeField(default=timezone.now, editable=False)
    resolved_at = models.DateTimeField(null=True, editable=False)
    resolved_by_id = models.BigIntegerField(null=True, editable=False)
    resolved_by_name = models.CharField(max_length=200, blank=True, editable=False)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="review_comment_says_something"),
            models.CheckConstraint(
                condition=models.Q(resolved_at=None, resolved_by_name="")
                | (models.Q(resolved_at__isnull=False) & ~models.Q(resolved_by_name="")),
                name="review_comment_resolved_by_somebody_or_not",
            ),
        ]

    def __str__(self):
        return f"{self.by_name}: {self.text[:60]}"
