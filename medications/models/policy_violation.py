from django.db import models
from django.utils import timezone


class PolicyViolation(models.Model):
    """What browsers said our Content-Security-Policy stopped: one row a kind, counted. Nothing about who was reading."""

    directive = models.CharField(max_length=60)
    blocked = models.CharField("what was stopped", max_length=200, help_text="A word such as inline, or an origin.")
    path = models.CharField("on which page", max_length=200, help_text="Without the query: what was searched for is not kept.")
    count = models.PositiveIntegerField("how often", default=1)
    first_seen = models.DateTimeField(default=timezone.now)
    last_seen = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-last_seen"]
        verbose_name = "report of a stopped load"
        verbose_name_plural = "reports of stopped loads"
        constraints = [models.UniqueConstraint(fields=["directive", "blocked", "path"], name="policy_violation_once_a_kind")]

    def __str__(self):
        return f"{self.directive}: {self.blocked} on {self.path}"
