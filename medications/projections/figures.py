"""Figures on the site as a whole, counted from what is public now: how many pages, how old, how many wait for a review."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.utils.translation import gettext, ngettext

from medications.content.choices import Basis, DocumentKind
from medications.models import IndexRow
from medications.projections.memory import Memory

KINDS = (DocumentKind.MEDICATION, DocumentKind.SYMPTOM)  # those that are reviewed, each with a date; terms follow them
DAYS_IN_A_MONTH = 365.25 / 12


@dataclass(frozen=True)
class Figures:
    """`median_age` is that of the texts, in months; None if there is no page. A page that is never reviewed counts as waiting."""

    medicines: int
    symptoms: int
    overdue: int
    never_reviewed: int
    starter: int
    emergency: int
    median_age: int | None

    @property
    def pages(self) -> int:
        return self.medicines + self.symptoms

    @property
    def median_age_in_words(self) -> str:
        """ "14 months"; from three years on in whole years."""
        if self.median_age is None:
            return ""
        if not self.median_age:
            return gettext("less than a month")
        if self.median_age < 36:
            return ngettext("%(number)s month", "%(number)s months", self.median_age) % {"number": self.median_age}
        years = round(self.median_age / 12)
        return ngettext("%(number)s year", "%(number)s years", years) % {"number": years}


@dataclass(frozen=True)
class _Page:
    kind: str
    basis: str
    last_updated: date
    last_reviewed: date | None
    review_due: date | None


def figures(memory: Memory, today: date) -> Figures:
    """What is read is remembered until the index changes; what depends on the day is counted anew."""
    return counted(memory.get("pages for figures", _pages), today)


def counted(pages: Iterable[_Page], today: date) -> Figures:
    pages = list(pages)
    ages = [(today - page.last_updated).days for page in pages]
    return Figures(
        medicines=sum(page.kind == DocumentKind.MEDICATION for page in pages),
        symptoms=sum(page.kind == DocumentKind.SYMPTOM for page in pages),
        overdue=sum(page.review_due is not None and page.review_due < today for page in pages),
        never_reviewed=sum(page.last_reviewed is None for page in pages),
        starter=sum(page.basis == Basis.STARTER for page in pages),
        emergency=sum(page.basis == Basis.EMERGENCY for page in pages),
        median_age=round(median(ages) / DAYS_IN_A_MONTH) if ages else None,
    )


def _pages() -> list[_Page]:
    columns = ("kind", "basis", "last_updated", "last_reviewed", "review_due")
    return [_Page(*row) for row in IndexRow.objects.filter(kind__in=KINDS).order_by().values_list(*columns)]
