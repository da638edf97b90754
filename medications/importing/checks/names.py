"""Brand names and the chemical name: what was inferred, is missing, or was said in words that have no field."""

from collections.abc import Iterator

from medications.content.choices import MARKETS, BrandStatus
from medications.importing.checks.evidence import Evidence
from medications.importing.checks.wording import shorten
from medications.importing.parsed import Finding, ParsedPage


def check(page: ParsedPage, evidence: Evidence) -> Iterator[Finding]:
    yield from _generic_name(page, evidence)
    yield from _second_medicine(page, evidence)
    yield from _brands(page, evidence)
    for quote in evidence.names.prose:
        yield Finding(
            "brand_prose",
            f"Where the brand name belongs the page says “{quote.printed}”. Only names were taken over as brands; please decide"
            " what becomes of the rest.",
            "brand_names",
            quote.subject,
        )


def _generic_name(page: ParsedPage, evidence: Evidence) -> Iterator[Finding]:
    name, half = page.generic_name, evidence.names.half
    if not name.value:
        yield Finding("generic_name_missing", "No chemical name was found on the page. Please enter it.", "generic_name")
    elif name.inferred:
        printed = f"only “{half.printed}” for the chemical name" if half else "no chemical name"
        yield Finding(
            "generic_name_inferred",
            f"The page prints {printed}. “{name.value}” was taken from its first sentence:"
            f" “{shorten(page.sections[0].body)}”. Please check it.",
            "generic_name",
            name.value,
        )


def _second_medicine(page: ParsedPage, evidence: Evidence) -> Iterator[Finding]:
    if evidence.names.second and not evidence.second_page:
        yield Finding(
            "several_medicines",
            f"The page names a second medicine, “{evidence.names.second}”, beside {page.generic_name.value}. Its uses, text and"
            " side effects cannot be told apart; please check all of them, and import each medicine from a file of its own.",
            "generic_name",
        )


def _brands(page: ParsedPage, evidence: Evidence) -> Iterator[Finding]:
    if not page.brand_names and not evidence.names.says_none:
        yield Finding("brand_missing", "No brand name was found on the page. If there is one, please enter it.", "brand_names")
    for quote in evidence.names.discontinued:
        ended = [brand for brand in page.brand_names if brand.name == quote.subject and brand.status == BrandStatus.DISCONTINUED]
        where = ", ".join(MARKETS[brand.market] for brand in ended if brand.market) or "country unknown"
        yield Finding(
            "brand_discontinued",
            f"The page says “{quote.printed}”. “{quote.subject}” ({where}) was taken over as no longer sold. Please check.",
            "brand_names",
            quote.subject,
        )
    for brand in page.brand_names:
        if not brand.market:
            yield Finding(
                "brand_market_unknown",
                f"The page does not say in which country “{brand.name}” is sold, nor that it is a brand name: it only stands"
                " where brand names do. Please check both.",
                "brand_names",
                brand.name,
            )
