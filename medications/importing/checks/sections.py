"""The running text: what in it has a better place, and what a reader must not miss."""

import re
from collections.abc import Iterator

from medications.content.choices import SectionKind
from medications.importing.checks.evidence import Evidence
from medications.importing.checks.wording import around, count, shorten
from medications.importing.parsed import Finding, ParsedPage, ParsedSection
from medications.importing.sentences import sentences

_STOPPING = re.compile(
    r"\bstop(ping)?\b.{0,200}\b((this|the|your) (medication|medicine|drug)|taking|using|suddenly)\b", re.IGNORECASE
)
_MISSED = re.compile(r"\bmiss(ed)? (a|your|one) (dose|d\b)|\bmissed doses?\b", re.IGNORECASE)
_PREGNANCY = re.compile(r"\b(pregnan|birth defect|fetus|foetus|breast[ -]?(feed|milk)|nursing|newborn)", re.IGNORECASE)
# What Markdown would read as markup, though the page meant the signs themselves.
_MARKUP = re.compile(
    r"^(#+ |>|\+ |={3,}|-{3,}|~{3,})|<[A-Za-z/!]|&#?\w{1,32};|[`\\]|\[@|\]\(|(?<!\w)_\S{1,80}_(?!\w)|\*\*", re.MULTILINE
)

_LINK_TEXT = re.compile(r"\bclick (here|on|below)\b(?! ?\(https?:)[^.\n]{0,80}", re.IGNORECASE)


def check(page: ParsedPage, evidence: Evidence) -> Iterator[Finding]:
    if not any(section.kind == SectionKind.PROPER_USAGE for section in page.sections):
        yield Finding("proper_usage_missing", "The page has no text under “Proper Usage”.", "sections")
    yield _stopping(page)
    yield _missed_dose(page)
    for section in page.sections:
        yield from _pregnancy(section)
        yield from _markup(section)
        yield from _link_text(section)
    yield from _resumed(page, evidence)


def _stopping(page: ParsedPage) -> Finding:
    found = _first(page, _STOPPING)
    if found:
        message = (
            f"{found} This stays where it is, but a reader must not miss it. Please also write a short statement on stopping"
            " under “At a glance”."
        )
    else:
        message = (
            "The page does not say how to stop this medicine. If it matters, please write a short statement under “At a glance”."
        )
    return Finding("stopping_statement_missing", message, "at_a_glance")


def _missed_dose(page: ParsedPage) -> Finding:
    found = _first(page, _MISSED)
    if found:
        message = f"{found} This stays where it is. Please also write a short statement on a missed dose under “At a glance”."
    else:
        message = (
            "The page does not say what to do after a missed dose. If known, please add it under “At a glance”, with its source."
        )
    return Finding("missed_dose_statement_missing", message, "at_a_glance")


def _first(page: ParsedPage, pattern: re.Pattern[str]) -> str:
    """ "Proper Usage, paragraph 5, says “...”." for the first paragraph with a match; or ""."""
    for section in page.sections:
        for number, paragraph in enumerate(section.body.split("\n\n"), start=1):
            match = next((match for part in sentences(paragraph) if (match := pattern.search(part))), None)
            if match:
                said = around(match.string, match.start()).rstrip(".")
                return f"“{section.heading}”, paragraph {number}, says “{said}”."
    return ""


def _pregnancy(section: ParsedSection) -> Iterator[Finding]:
    if section.kind != SectionKind.PROPER_USAGE:
        return
    found = [number for number, text in enumerate(section.body.split("\n\n"), start=1) if _PREGNANCY.search(text)]
    if found:
        where = ", ".join(str(number) for number in found)
        yield Finding(
            "pregnancy_in_proper_usage",
            f"{count(len(found), 'paragraph', 'paragraphs')} under “{section.heading}” (number {where}) speak of pregnancy,"
            " birth or breastfeeding. Consider moving them to the section “Pregnancy and breastfeeding”, where readers look"
            " for them.",
            "sections",
        )


def _markup(section: ParsedSection) -> Iterator[Finding]:
    match = _MARKUP.search(section.body)
    if match:
        around = section.body[max(match.start() - 20, 0) : match.end() + 20].replace("\n", " ")
        yield Finding(
            "text_has_markup",
            f"The text under “{section.heading}” has signs that may be shown as formatting instead of as printed: “{around}”."
            " Please look at the preview.",
            "sections",
        )


def _link_text(section: ParsedSection) -> Iterator[Finding]:
    match = _LINK_TEXT.search(section.body)
    if match:
        yield Finding(
            "link_without_address",
            f"The text under “{section.heading}” says “{match[0]}”, but the link behind these words was not saved with the page."
            " Please add the address, or reword it.",
            "sections",
        )


def _resumed(page: ParsedPage, evidence: Evidence) -> Iterator[Finding]:
    for line in evidence.resumed:
        yield Finding(
            "text_after_links",
            f"“{shorten(line.text)}” (line {line.number}) stands below links to other pages. It was taken for the rest of the"
            " text above them. Please check.",
            "sections",
        )
