from django.db import models
from django.utils import timezone

from medications.models.document import Document
from medications.models.frozen import Actor, KeptModel


class ErrorReport(KeptModel, Actor):
    """An error that a reader reported on a page. `Actor` is who settled it, by an answer or without.

    The reader's address is kept until the answer is mailed, and for a while at most; `had_address` stays. The text goes when it
    was kept long enough, or an administrator removes it; that there was a report stays.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="error_reports", editable=False)
    page_title = models.CharField("page", max_length=300, editable=False, help_text="As it was called then.")
    publication_number = models.PositiveIntegerField(
        "version", editable=False, help_text="The version that the reader had before them."
    )
    text = models.TextField("what is wrong", blank=True, editable=False)
    email = models.EmailField(blank=True, editable=False)
    had_address = models.BooleanField("wants an answer", default=False, editable=False)
    sent_at = models.DateTimeField("sent", default=timezone.now, editable=False)
    answer = models.TextField(blank=True, editable=False)
    note = models.TextField("what was done", blank=True, editable=False, help_text="For staff.")
    settled_at = models.DateTimeField("settled", null=True, editable=False)
    removed_at = models.DateTimeField("text removed", null=True, editable=False)
    removed_because = models.TextField("why the text was removed", blank=True, editable=False)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = "error report"
        verbose_name_plural = "errors that readers reported"
        indexes = [models.Index(fields=["settled_at", "sent_at"], name="error_report_open_first")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(settled_at=None) | models.Q(email="") | ~models.Q(answer=""),
                name="error_report_closed_keeps_no_address",
            ),
            models.CheckConstraint(
                condition=models.Q(email="") | models.Q(had_address=True), name="error_report_says_that_it_had_an_address"
            ),
            models.CheckConstraint(
                condition=models.Q(answer="") | models.Q(had_address=True, settled_at__isnull=False),
                name="error_report_answered_is_settled",
            ),
            models.CheckConstraint(
                condition=models.Q(removed_at=None, removed_because="")
                | models.Q(removed_at__isnull=False, settled_at__isnull=False, text="", email="") & ~models.Q(removed_because=""),
                name="error_report_removed_keeps_nothing_and_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(removed_at__isnull=False) | ~models.Q(text=""), name="error_report_has_a_text_until_removed"
            ),
        ]

    def __str__(self):
        return f"{self.page_title}, version {self.publication_number}"
