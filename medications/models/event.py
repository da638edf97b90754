from django.db import models
from django.utils import timezone

from medications.models.frozen import Actor, FrozenModel


class EventKind(models.TextChoices):
    """What somebody did. Values are kept for ever; labels are read in the admin after the name of who did it."""

    SIGNED_IN = "signed_in", "signed in"
    SIGN_IN_FAILED = "sign_in_failed", "tried to sign in and was refused"
    SIGNED_OUT = "signed_out", "signed out"
    SESSIONS_ENDED = "sessions_ended", "signed out on other devices"
    PASSWORD_CHANGED = "password_changed", "changed a password"
    SECOND_FACTOR_ADDED = "second_factor_added", "added a second factor"
    SECOND_FACTOR_REMOVED = "second_factor_removed", "removed a second factor"
    SECOND_FACTOR_RESET = "second_factor_reset", "took away somebody's second factors"
    RECOVERY_CODES_MADE = "recovery_codes_made", "made new recovery codes"
    ACCOUNT_MADE = "account_made", "made an account"
    ACCOUNT_CHANGED = "account_changed", "changed an account"
    ACCOUNT_DELETED = "account_deleted", "deleted an account"
    PROFILE_SAVED = "profile_saved", "changed the society profile"
    DRAFT_SAVED = "draft_saved", "saved a draft"
    DRAFT_ARCHIVED = "draft_archived", "archived a draft"
    APPROVED = "approved", "approved"
    CHANGES_WANTED = "changes_wanted", "asked for changes"
    APPROVAL_RECORDED = "approval_recorded", "recorded a written approval"
    PUBLISHED = "published", "published"
    FINDING_SETTLED = "finding_settled", "settled a finding"
    PAGES_UPLOADED = "pages_uploaded", "uploaded old pages"
    ADDRESS_KEPT = "address_kept", "kept the address of an old page"
    CATALOGUE_LOADED = "catalogue_loaded", "loaded the starter catalogue"
    STREAM_STARTED = "stream_started", "started a new stream of changes"
    REVIEWER_INVITED = "reviewer_invited", "invited an outside reviewer"
    INVITATION_REVOKED = "invitation_revoked", "took back an invitation"
    REVIEW_ASKED = "review_asked", "asked for a review"
    REVIEW_REQUEST_WITHDRAWN = "review_request_withdrawn", "took back a request for a review"
    COMMENTED = "commented", "commented on a draft"
    COMMENT_RESOLVED = "comment_resolved", "settled a comment"
    PUBLISHED_IN_EMERGENCY = "published_in_emergency", "published before an approval"
    REVIEWED_AGAIN = "reviewed_again", "reviewed a live page and found nothing to change"
    RESTORED = "restored", "restored an older version as a draft"
    CORRECTION_STARTED = "correction_started", "began to correct a live page"
    PARKED_DRAFT_MERGED = "parked_draft_merged", "brought a parked draft back"
    PARKED_DRAFT_DROPPED = "parked_draft_dropped", "gave a parked draft up"
    PREVIEW_LINK_MADE = "preview_link_made", "made a preview link"
    PREVIEW_LINK_REVOKED = "preview_link_revoked", "ended a preview link"
    WITHDRAWN = "withdrawn", "withdrew a page"
    REINSTATED = "reinstated", "put a withdrawn page back"
    TEXT_SUPPRESSED = "text_suppressed", "removed the text of an old version"
    NOTICE_WRITTEN = "notice_written", "wrote a safety notice"
    NOTICE_APPROVED = "notice_approved", "approved a safety notice"
    NOTICE_POSTED = "notice_posted", "posted a safety notice"
    NOTICE_ENDED = "notice_ended", "ended a safety notice"
    KEY_ISSUED = "key_issued", "issued an API key"
    KEY_REVOKED = "key_revoked", "revoked an API key"
    WEBHOOK_REGISTERED = "webhook_registered", "registered a webhook"
    WEBHOOK_CHANGED = "webhook_changed", "changed a webhook"
    WEBHOOK_SECRET_MADE = "webhook_secret_made", "made a new secret for a webhook"
    WEBHOOK_STOPPED = "webhook_stopped", "stopped a webhook"
    WEBHOOK_STARTED = "webhook_started", "started a webhook again"
    WEBHOOK_TESTED = "webhook_tested", "had a test sent to a webhook"
    WEBHOOK_REPLAYED = "webhook_replayed", "had changes sent to a webhook again"
    WEBHOOK_REMOVED = "webhook_removed", "removed a webhook"
    REPORT_ANSWERED = "report_answered", "answered a reader's report of an error"
    REPORT_CLOSED = "report_closed", "closed a reader's report of an error"
    REPORT_REMOVED = "report_removed", "removed the text of a reader's report of an error"


class Event(FrozenModel, Actor):
    """One act of one person: what, on what, with the values before and after. Written once, and pointing at nothing.

    No foreign keys: an account, a key or a draft may go, what was done stays. Subjects are named as they were then.
    """

    kind = models.CharField("what was done", max_length=40, choices=EventKind)
    subject_kind = models.CharField("kind of thing", max_length=40, blank=True)
    subject_id = models.CharField("its number", max_length=64, blank=True)
    subject_name = models.CharField("to what", max_length=300, blank=True)
    # A list of {"field": words, "old": text, "new": text}. Never a secret: passwords and keys are said to have changed, no more.
    differences = models.JSONField(default=list, blank=True)
    note = models.TextField(blank=True)
    at = models.DateTimeField("when", default=timezone.now)

    class Meta(FrozenModel.Meta):
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="event_newest_first"),
            models.Index(fields=["subject_kind", "subject_id"], name="event_of_subject"),
        ]

    def __str__(self):
        own = self.subject_kind == "account" and self.subject_id == str(self.by_id)
        return f"{self.who} {self.get_kind_display()}: {'' if own else self.subject_name}".strip(" :")

    @property
    def who(self) -> str:
        """Without an account it was a command, or somebody who did not get in."""
        return self.by_name or ("Somebody" if self.kind == EventKind.SIGN_IN_FAILED else "A command")
