"""The use and the source: what a record cannot do without; and what the page says of generics, prescription and route."""

import re
from collections.abc import Iterator

from medications.content.choices import Availability, SectionKind
from medications.importing.checks.evidence import Evidence
from medications.importing.checks.wording import shorten
from medications.importing.parsed import Finding, ParsedPage
from medications.importing.sentences import sentences

_ROUTE = re.compile(
    r"\b(taken|given|administered|delivered|used) (\w+ ){0,2}?(by|as|via|through|under|into) (an? |the )?([\w-]+ ){0,2}?"
    r"(injections?|infusions?|mouth|skin|vein|muscle|bladder|nose|patch|pump|catheter)\b"
    r"|\binject(ed|s)?\b|\b(taken|given|administered) (orally|intravenously|intramuscularly|subcutaneously|rectally)\b",
    re.IGNORECASE,
)
_SAYS_HOW = (SectionKind.ABOUT, SectionKind.PROPER_USAGE)


def check(page: ParsedPage, evidence: Evidence) -> Iterator[Finding]:
    yield from _uses(page)
    yield from _sources(page)
    yield from _generic(evidence)
    yield from _availability(page, evidence)
    yield from _route(page)


def _uses(page: ParsedPage) -> Iterator[Finding]:
    if not page.uses:
        yield Finding("uses_missing", "No use in MS was found under “Primary Usage in MS”. A page needs at least one.", "uses")
    for use in page.uses:
        if "," in use.symptom:
            yield Finding(
                "use_perhaps_several",
                f"“{use.symptom}” may be more than one use. Please check.",
                "uses",
                use.symptom,
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


def _generic(evidence: Evidence) -> Iterator[Finding]:
    generic = evidence.generic
    if generic.differs:
        yield Finding(
            "generic_differs_by_market",
            f"The page says of generics: “{generic.differs}”. The record holds one answer; “{generic.stated.value}” was taken"
            " over with its countries. Please say the rest in the text.",
            "generic_available",
        )
    if generic.beyond:
        yield Finding(
            "generic_qualified",
            f"The page says of generics: “{generic.beyond}”. Only “{generic.stated.value}” was taken over. Please say the rest in"
            " the text.",
            "generic_available",
        )


def _availability(page: ParsedPage, evidence: Evidence) -> Iterator[Finding]:
    if page.availability:
        sentence = f"“{shorten(evidence.availability, 160)}”, which stays in the text"
        source = sentence if evidence.availability else "what stands beside the brand name"
        yield Finding(
            "availability_inferred",
            f"“{Availability(page.availability).label}” was taken from {source}. Please confirm that it is so, and where.",
            "availability",
        )


def _route(page: ParsedPage) -> Iterator[Finding]:
    texts = (section.body for section in page.sections if section.kind in _SAYS_HOW)
    said = next((sentence for text in texts for sentence in sentences(text) if _ROUTE.search(sentence)), "")
    if said:
        yield Finding(
            "route_to_choose",
            f"The page says “{shorten(said, 160).rstrip('.')}”. It stays in the text; please choose the route too, as exactly as"
            " is known.",
            "routes",
        )
