"""Headings of sections, and those inside their texts: readers and screen readers find their way by them."""

from collections import Counter
from collections.abc import Iterator

from medications.content.checks import Reason, says_something
from medications.content.choices import SectionKind
from medications.content.readability import blocks
from medications.content.schema import MedicationRecord, Section
from medications.content.warnings.telling import beginning

LONGEST = 60  # characters: more than a line on a phone's screen, and in the list of contents
SHORTEST_CAPITALS = 6  # letters; a shorter word in capitals may be an abbreviation
SAY_NOTHING = {SectionKind.ABOUT.label.casefold(), SectionKind.OTHER.label.casefold()}
KIND_OF = {kind.label.casefold(): kind for kind in SectionKind}


def warnings(record: MedicationRecord) -> list[Reason]:
    times = Counter(_plain(part.heading) for part in record.sections)
    seen: set[str] = set()
    reasons = []
    for row, part in enumerate(record.sections):
        plain = _plain(part.heading)
        if plain and times[plain] > 1 and plain in seen:
            message = f"Two sections have the heading {beginning(part.heading)}. Give each its own, or make one section of them."
            reasons.append(Reason("heading_twice", "sections", message, row, "heading"))
        seen.add(plain)
        reasons += [Reason(code, "sections", message, row, box) for code, message, box in _of_one(part)]
    return reasons


def _plain(heading: str) -> str:
    return " ".join(heading.casefold().split()).rstrip(".:")


def _of_one(part: Section) -> Iterator[tuple[str, str, str]]:
    named, plain = beginning(part.heading), _plain(part.heading)
    if not plain:
        yield "heading_empty", "A section has no heading. Write what it is about, in a few words.", "heading"
    if len(part.heading) > LONGEST:
        message = f"The heading {named} has {len(part.heading)} characters. Keep it to a few words, at most {LONGEST} characters."
        yield "heading_long", message, "heading"
    letters = [letter for letter in part.heading if letter.isalpha()]
    if len(letters) >= SHORTEST_CAPITALS and all(letter.isupper() for letter in letters):
        message = f"The heading {named} is all in capitals, which are hard to read. Write it like a sentence."
        yield "heading_capitals", message, "heading"
    if part.heading.rstrip().endswith((".", ":", ";", ",")):
        yield "heading_stop", f"The heading {named} ends with a punctuation mark. Leave it out.", "heading"
    if plain in SAY_NOTHING:
        yield "heading_vague", f"The heading {named} does not say what the section is about. Name it.", "heading"
    elif KIND_OF.get(plain, part.kind) != part.kind:
        kind = SectionKind(part.kind).label
        yield "heading_other_kind", f"The section {named} is filed as “{kind}”. Correct its kind, or its heading.", "kind"
    if not part.boxed and not says_something(part.body):
        yield "section_empty", f"The section {named} says nothing yet. Write its text, or delete it.", "body"
    if message := _skipped(part):
        yield "heading_level", message, "body"


def _skipped(part: Section) -> str:
    """The first heading inside a text that skips a level; the section's own heading is the level above #."""
    before = 0
    for block in blocks(part.body):
        if block.inside == "heading":
            if block.level > before + 1:
                right, is_now = "#" * (before + 1), "#" * block.level
                where = f"In the section {beginning(part.heading)}" if part.heading else "In a section"
                heading = beginning(block.plain)
                return f"{where} the heading {heading} skips a level. Begin its line with {right} instead of {is_now}."
            before = block.level
    return ""
