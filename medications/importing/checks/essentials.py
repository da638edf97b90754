"""The names, the use and the source: what a record cannot do without."""

from collections.abc import Iterator

from medications.importing.checks.evidence import Evidence
from medications.importing.checks.wording import shorten
from medications.importing.parsed import Finding, ParsedPage


def check(page: ParsedPage, evidence: Evidence) -> Iterator[Finding]:
    yield from _generic_name(page)
    yield from _brands(page)
    if not page.uses:
        yield Finding("uses_missing", "No use in MS was found under “Primary Usage in MS”. A page needs at least one.", "uses")
    yield from _sources(page)


def _generic_name(page: ParsedPage) -> Iterator[Finding]:
    name = page.generic_name
    if not name.value:
        yield Finding("generic_name_missing", "No chemical name was found on the page. Please enter it.", "generic_name")
    elif name.inferred:
        yield Finding(
            "generic_name_inferred",
            f"The page prints no chemical name. “{name.value}” was taken from its first sentence:"
            f" “{shorten(page.sections[0].body)}”. Please check it.",
            "generic_name",
        )


def _brands(page: ParsedPage) -> Iterator[Finding]:
    for brand in page.brand_names:
        if not brand.market:
            yield Finding(
                "brand_market_unknown",
                f"The page does not say in which country “{brand.name}” is sold, nor that it is a brand name: it only stands"
                " where brand names do. Please check both.",
                "brand_names",
                brand.name,
            )


def _sources(page: ParsedPage) -> Iterator[Finding]:
    if not page.sources:
        yield Finding("source_missing", "The page names no source. It cannot be published without one.", "sources")
    for source in page.sources:
        printed = shorten(source.permission)
        yield Finding(
            "source_reuse_unconfirmed",
            f"The page says “{printed}”. That permission is taken to cover this site only. Please confirm with the publisher"
            " whether it also covers print and partner sites.",
            "sources",
            source.permission,
        )
        if not source.title:
            yield Finding(
                "source_not_understood",
                f"The source could not be taken apart into title, editor and publisher: “{printed}”. Please enter them.",
                "sources",
                source.permission,
            )
