"""Boxed warnings that a reader would not see first.

The page prints sections marked as boxed right below its title, wherever they stand among the sections. What can still go wrong:
the mark is missing, the box is empty, or too much stands in it for one screen.
"""

from medications.content.checks import Reason, says_something
from medications.content.citations import citations_in
from medications.content.readability import sentences, words
from medications.content.schema import MedicationRecord, Section
from medications.content.warnings.telling import beginning

MOST_WORDS = 100  # in all boxes together: they end at 840 pixels on a desk, about where the first screen does
NAMED = "boxed warning"


def warnings(record: MedicationRecord) -> list[Reason]:
    found = [_of_one(row, part) for row, part in enumerate(record.sections)]
    boxed = [row for row, part in enumerate(record.sections) if part.boxed]
    reasons = [reason for reason in found if reason]
    if not boxed:
        return reasons + ([] if reasons else _cited_elsewhere(record))
    length = sum(_length(record.sections[row].body) for row in boxed)
    if length > MOST_WORDS:
        message = (
            f"The boxed warnings have {length} words, so that a reader does not see all of them on the first screen. Keep what "
            f"can happen and what to do, in at most {MOST_WORDS} words, and move the rest to another section."
        )
        reasons.append(Reason("boxed_long", "sections", message, boxed[0], "body"))
    return reasons


def _of_one(row: int, part: Section) -> Reason | None:
    if part.boxed and not says_something(part.body):
        message = f"The boxed warning {beginning(part.heading)} says nothing. Write what can happen and what to do."
        return Reason("boxed_empty", "sections", message, row, "body")
    if not part.boxed and NAMED in part.heading.casefold():
        message = (
            f"The section {beginning(part.heading)} is not marked as a boxed warning, so it stands far down the page. Tick "
            "“Boxed warning” if the official label has it in a box."
        )
        return Reason("boxed_unmarked", "sections", message, row, "boxed")
    return None


def _cited_elsewhere(record: MedicationRecord) -> list[Reason]:
    """A text cites the boxed warning of a label, and no section is marked as one."""
    texts = [("sections", row, "body", part.body) for row, part in enumerate(record.sections)]
    texts += [("at_a_glance", row, "text", part.text) for row, part in enumerate(record.at_a_glance)]
    for field, row, box, text in texts:
        if any(NAMED in citation.locator.casefold() for citation in citations_in(text)):
            message = (
                "The text cites the boxed warning of an official label, but no section is marked as one, so a reader does "
                "not see it first. Give the boxed warning a section of its own and tick “Boxed warning”."
            )
            return [Reason("boxed_cited_only", field, message, row, box)]
    return []


def _length(markdown: str) -> int:
    return sum(len(words(sentence)) for sentence in sentences(markdown))
