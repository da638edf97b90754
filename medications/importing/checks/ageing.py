"""The date of the page, and claims that go stale with it."""

import datetime
from collections.abc import Iterator

from medications.content.ageing import CLAIM, is_old
from medications.content.choices import MARKETS, GenericAvailable
from medications.importing.checks.evidence import Evidence
from medications.importing.dates import in_words
from medications.importing.parsed import Finding, ParsedPage


def check(page: ParsedPage, evidence: Evidence) -> Iterator[Finding]:
    generic = page.generic_available
    if generic.value != GenericAvailable.UNKNOWN and not generic.markets:
        yield Finding(
            "generic_market_unknown",
            f"The page says “Generic available: {generic.value}” but not in which country. Please add the country, the date and"
            " a source.",
            "generic_available",
        )
    if not page.last_updated:
        yield Finding(
            "last_updated_missing",
            "The page has no “Last updated” line with a full date, so its age is not known. It may have been cut short. Please"
            " check everything in it that may have changed: brand names, generic, uses, warnings.",
            "last_updated",
        )
    elif evidence.today:
        yield from _stale(page, evidence.today)


def _stale(page: ParsedPage, today: datetime.date) -> Iterator[Finding]:
    date = in_words(page.last_updated)
    if page.last_updated > today.isoformat():
        yield Finding("last_updated_in_future", f"The page is dated {date}, which is yet to come. Please check.", "last_updated")
    if is_old(datetime.date.fromisoformat(page.last_updated), today, years=CLAIM):
        for field, claim in _claims(page):
            yield Finding("stale_claim", f"This page is dated {date}; check whether this is still true: {claim}.", field)


def _claims(page: ParsedPage) -> Iterator[tuple[str, str]]:
    """Each claim that ages: the field it is in, and the claim in words."""
    if page.generic_available.value != GenericAvailable.UNKNOWN:
        yield "generic_available", f"generic available: {page.generic_available.value}"
    if page.brand_names:
        brands = (f"{brand.name} ({MARKETS.get(brand.market, 'country unknown')})" for brand in page.brand_names)
        yield "brand_names", f"brand names: {', '.join(brands)}"
    if page.uses:
        yield "uses", f"used in MS for {', '.join(use.symptom for use in page.uses)}"
