from django.db import models
from django.utils import timezone

from medications.models.frozen import Actor, KeptModel
from medications.models.revision import Revision


class ReviewInvitation(KeptModel, Actor):
    """A link by which somebody without an account decides on one Revision, once. `Actor` is who invited.

    Only the digest of the link's token is kept. It ends when it was used, was taken back, expired, or the draft changed.
    """

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="invitations")
    reviewer_name = models.CharField("name of the reviewer", max_length=200)
    credentials = models.CharField(
        max_length=200, help_text="As readers will see them, such as: MD, neurologist, Example Hospital."
    )
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-invited_at", "-pk"]
        verbose_name = "invitation of an outside reviewer"
        verbose_name_plural = "invitations of outside reviewers"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("invited_at")), name="invitation_expires_after_it_was_made"
            ),
            models.CheckConstraint(
                condition=models.Q(used_at=None) | models.Q(revoked_at=None), name="invitation_is_used_or_taken_back_not_both"
            ),
        ]

    def __str__(self):
        return f"{self.reviewer_name}, {self.credentials}"
