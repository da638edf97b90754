import uuid
from urllib.parse import urlsplit

from django.db import models
from django.utils import timezone

from medications.content.choices import WebhookStop
from medications.models.api_key import ApiKey
from medications.models.frozen import Actor, KeptModel, KeptQuerySet


class WebhookQuerySet(KeptQuerySet):
    def listening(self, now):
        """Those that something is sent to: not stopped, not removed, of a key that is valid."""
        return self.filter(stopped_at=None, removed_at=None, key__revoked_at=None, key__expires_at__gt=now)


class Webhook(KeptModel, Actor):
    """An address of a partner that is told of every change. `Actor` is who registered it: the holder of the key, or staff.

    Its secrets are kept encrypted (delivery/secret_box.py). Removed, the row stays, without them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey(ApiKey, on_delete=models.PROTECT, related_name="webhooks", editable=False)
    url = models.CharField("address", max_length=2048, editable=False)  # may itself be a secret: shown to its holder only
    kinds = models.JSONField(default=list, blank=True, editable=False)  # values of ChangeKind; none: all of them
    document_kinds = models.JSONField(default=list, blank=True, editable=False)  # values of DocumentKind; none: all of them
    secret = models.TextField(blank=True, editable=False)
    former_secret = models.TextField(blank=True, editable=False)
    former_until = models.DateTimeField(null=True, editable=False)
    registered_at = models.DateTimeField("registered", default=timezone.now, editable=False)
    stopped_at = models.DateTimeField("stopped", null=True, editable=False)
    stopped_because = models.CharField("why", max_length=20, choices=WebhookStop, blank=True, editable=False)
    removed_at = models.DateTimeField("removed", null=True, editable=False)
    delivered_at = models.DateTimeField("last got through", null=True, editable=False)
    failing_since = models.DateTimeField("failing since", null=True, editable=False)
    wait_until = models.DateTimeField(null=True, editable=False)  # one that fails is not asked again before

    objects = WebhookQuerySet.as_manager()

    class Meta:
        ordering = ["-registered_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stopped_at=None, stopped_because="")
                | models.Q(stopped_at__isnull=False) & ~models.Q(stopped_because=""),
                name="webhook_stopped_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(former_secret="", former_until=None)
                | ~models.Q(former_secret="") & models.Q(former_until__isnull=False),
                name="webhook_former_secret_ends",
            ),
            models.CheckConstraint(
                condition=models.Q(removed_at=None) & ~models.Q(secret="")
                | models.Q(removed_at__isnull=False, secret="", former_secret=""),
                name="webhook_removed_keeps_no_secret",
            ),
        ]

    def __str__(self):
        return f"{self.key.holder}, {self.host}"

    @property
    def host(self) -> str:
        """The site it is on, which is fit to show to everybody who may see that there is a webhook."""
        return urlsplit(self.url).hostname or ""
