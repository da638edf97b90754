"""Is it a page about one medicine, is it whole, and did everything find its place?"""

import re
from collections.abc import Iterator

from medications.importing.checks.evidence import Evidence
from medications.importing.checks.wording import count, shorten
from medications.importing.items import bullet_of
from medications.importing.lines import Line
from medications.importing.parsed import Finding, ParsedPage

# An address or a telephone number ends without a full stop.
_CONTACT = re.compile(r"(\b\d{3}-\d{3,4}(-\d{4})?|\b(www\.|https?://)\S+|\S@\S+\.\w+)$")
_SENTENCE_END = re.compile(r"[.!?:)\]\"”’*]$")


def check(page: ParsedPage, evidence: Evidence) -> Iterator[Finding]:
    if evidence.too_long:
        yield Finding(
            "too_long",
            "This text is far longer than a page about one medicine can be. Nothing was read from it. Please check that you chose"
            " the right file.",
        )
    elif not evidence.is_medication_page:
        yield Finding(
            "not_a_medication_page",
            "This text does not look like a page about a medicine: the headings such as “Brand Name Chemical Name”, “Primary"
            " Usage in MS” and “Proper Usage” are not there. Nothing was read from it. Please check that you chose the right"
            " file.",
        )
    if evidence.second_page:
        yield _second_medicine(evidence)
    if _is_cut_off(page, evidence):
        yield Finding(
            "cut_off",
            f"The page breaks off in the middle of a sentence (“... {evidence.last_lines[-1].text[-60:]}”) and has no “Last"
            " updated” line. Its end is missing. Please find the whole page and import it again.",
        )
    if page.unmapped:
        yield _unmapped(page)


def _second_medicine(evidence: Evidence) -> Finding:
    line = evidence.second_page
    return Finding(
        "several_medicines",
        f"A second page begins at line {line.number} (“{shorten(line.text)}”). Only the first was read; everything from there"
        " on is listed as not placed. Please import each medicine from a file of its own.",
    )


def _is_cut_off(page: ParsedPage, evidence: Evidence) -> bool:
    if not evidence.is_medication_page or evidence.second_page or page.last_updated or not evidence.last_lines:
        return False
    last = evidence.last_lines[-1]
    if last.is_furniture or _CONTACT.search(last.text) or _ends_list(evidence.last_lines):
        return False
    if any(source.title and source.permission.endswith(last.text) for source in page.sources):
        return False  # a reprint statement ends with a year
    return not _SENTENCE_END.search(last.text[-10:])


def _ends_list(lines: tuple[Line, ...]) -> bool:
    """Whether the page ends with a list whose items have no full stops anyway."""
    return len(lines) > 1 and all(bullet_of(line.text) and not _SENTENCE_END.search(line.text[-10:]) for line in lines)


def _unmapped(page: ParsedPage) -> Finding:
    found = count(len(page.unmapped), "line of the page has", "lines of the page have")
    return Finding(
        "unmapped_text",
        f"{found} no place in the record, or not all of it, and nothing of it was thrown away. The first:"
        f" “{shorten(page.unmapped[0])}”. Please put each where it belongs, or leave it out on purpose.",
        "unmapped",
    )
