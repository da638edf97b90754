from django.core.validators import RegexValidator
from django.db import models

from medications.models.document import Document

validate_code = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", "Use small letters, digits and single hyphens, such as relapsing-ms.")


class SlugField(models.CharField):
    """Part of a web address, in the form that Revisions accept."""

    default_validators = [validate_code]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 100)
        super().__init__(*args, **kwargs)


class WorkingCopy(models.Model):
    """The rows staff edit. No public page, feed or API ever reads them."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="%(class)s", editable=False)
    slug = SlugField("web address", unique=True, help_text="The last part of the page's address.")

    class Meta:
        abstract = True


class WorkingTerm(WorkingCopy):
    """The working copy of a term. Its code never changes; filters and partners use it."""

    code = SlugField(
        "code", unique=True, help_text="Never changes once saved. Filters and partner sites use it; the name may change."
    )
    name = models.CharField(max_length=200)

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self):
        return self.name


class WorkingRow(models.Model):
    """A row of a working copy, in the order staff gave it."""

    position = models.PositiveIntegerField("order", default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
