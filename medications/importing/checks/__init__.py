"""What a person should look at before a parsed page becomes a record: findings in plain words."""

from collections.abc import Iterator

from medications.importing.checks import ageing, essentials, names, sections, side_effects, whole_page
from medications.importing.checks.evidence import Evidence
from medications.importing.parsed import Finding, ParsedPage

__all__ = ["Evidence", "check"]

_CHECKS = (whole_page.check, names.check, essentials.check, ageing.check, sections.check, side_effects.check)


def check(page: ParsedPage, evidence: Evidence) -> tuple[Finding, ...]:
    """All findings on `page`. A text that is no page about a medicine gets only those on the whole text."""
    return tuple(_findings(page, evidence))


def _findings(page: ParsedPage, evidence: Evidence) -> Iterator[Finding]:
    for one in _CHECKS if evidence.is_medication_page else (whole_page.check,):
        yield from one(page, evidence)
