"""The pages the tests read: our own samples, and the legacy pages where that folder is at hand."""

from datetime import date
from pathlib import Path

import pytest

from medications.importing.page import parse_page
from medications.importing.parsed import ParsedPage

ROOT = Path(__file__).parents[2]
LEGACY = ROOT.parent / "shared" / "legacy"
SAMPLES = Path(__file__).parent / "samples"
TODAY = date(2024, 6, 1)

needs_legacy = pytest.mark.skipif(not LEGACY.is_dir(), reason="../shared is not here, nor its legacy pages")


def sample_text(name: str = "orbelazine") -> str:
    return (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")


def legacy_text(name: str) -> str:
    return (LEGACY / name).read_text(encoding="utf-8")


def parsed(text: str, *, today: date | None = TODAY) -> ParsedPage:
    return parse_page(text, file="page.txt", today=today)


def codes(page: ParsedPage) -> list[str]:
    return [finding.code for finding in page.findings]


def message(page: ParsedPage, code: str) -> str:
    """The message of the only finding of that code."""
    (finding,) = [finding for finding in page.findings if finding.code == code]
    return finding.message


# A small page to vary: each test replaces one part.
SMALL = """Brand Name Chemical Name

{names}

Primary Usage in MS

Generic Available
{usage}

{opening}

Proper Usage
{proper_usage}

Possible Side Effects
{side_effects}

{tail}"""


def small_page(
    *,
    names: str = "Quietrane (U.S.)",
    usage: str = "Vertigo No",
    opening: str = "Orbelazine is an invented agent.",
    proper_usage: str = "Take it with water.",
    side_effects: str = "Effects that go away: yawning.",
    tail: str = "Last updated March 4, 2006",
) -> str:
    return SMALL.format(
        names=names, usage=usage, opening=opening, proper_usage=proper_usage, side_effects=side_effects, tail=tail
    )
