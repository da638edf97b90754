from django.conf import settings
from django.db import models
from django.utils import timezone

from medications.content.choices import DocumentKind
from medications.models.document import Document


class Autosave(models.Model):
    """What one editor has typed into one form and not saved yet; nobody else ever sees it. One row an editor and Document.

    `document` is None for something new. `form` is what the form would send, as a browser encodes it; `token` is the
    `lock_version` it was opened at.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=DocumentKind)
    token = models.PositiveIntegerField(null=True)
    form = models.TextField()
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "document"], name="autosave_once_an_editor_and_document"),
            models.UniqueConstraint(
                fields=["user", "kind"], condition=models.Q(document=None), name="autosave_once_an_editor_and_new_document"
            ),
        ]

    def __str__(self):
        return f"unsaved by {self.user_id}: {self.document_id or f'new {self.kind}'}"
