from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models

from medications.content.choices import MARKETS, SourceGrade, SourceType
from medications.content.schema import partial_date
from medications.models.working_copy import SlugField, WorkingCopy


def validate_partial_date(value: str) -> None:
    try:
        partial_date(value)
    except ValueError:
        raise ValidationError("Write 2005, 2005-01 or 2005-01-13.") from None


class PartialDateField(models.CharField):
    """A date of which only the year, or year and month, may be known; as text, `2005`, `2005-01` or `2005-01-13`."""

    default_validators = [validate_partial_date]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("help_text", "2005, 2005-01 or 2005-01-13")
        super().__init__(*args, **kwargs)


class Source(WorkingCopy):
    """A citable work. A statement cites it by its code: `[@code]` or `[@code, p. 12]`."""

    slug = None
    code = SlugField(unique=True, help_text="The key that texts cite: [@code]. Never changes once saved.")
    type = models.CharField(max_length=10, choices=SourceType)
    title = models.CharField(max_length=500)
    authors = models.CharField(max_length=500, blank=True)
    editors = models.CharField(max_length=500, blank=True)
    edition = models.CharField(max_length=100, blank=True)
    container = models.CharField("part of", max_length=300, blank=True, help_text="Journal, book or web site it appeared in.")
    publisher = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=200, blank=True)
    issued = PartialDateField("date", blank=True)
    url = models.CharField("address", max_length=2000, blank=True, validators=[URLValidator(["http", "https"])])
    isbn = models.CharField("ISBN", max_length=20, blank=True)
    doi = models.CharField("DOI", max_length=200, blank=True)
    accessed = PartialDateField("read on", blank=True)
    market = models.CharField(max_length=2, choices=list(MARKETS.items()), blank=True)
    grade = models.CharField(max_length=10, choices=SourceGrade)
    permission = models.TextField(blank=True, help_text='The statement to print, such as "Reprinted with permission from ..."')
    reuse_site = models.BooleanField("may be used on this site", default=True)
    reuse_print = models.BooleanField("may be used in print", default=False)
    reuse_partners = models.BooleanField("may be passed on to partner sites", default=False)

    class Meta:
        ordering = ["title", "code"]

    def __str__(self):
        dated = f" ({self.issued})" if self.issued else ""
        return f"{self.title}{dated} [@{self.code}]"
