"""The running text: sections with their heading, as Markdown paragraphs."""

import re

from medications.content.choices import SectionKind
from medications.importing.lines import Line, Paragraph, Passage
from medications.importing.outline import Block
from medications.importing.parsed import ParsedSection

_BULLET = re.compile(r"[•·▪◦‣●] ?(?=\S)")


def read_opening(paragraphs: tuple[Paragraph, ...]) -> tuple[ParsedSection, ...]:
    """The text before the first section heading. The page prints no heading for it; ours is the label of the kind."""
    if not paragraphs:
        return ()
    return (ParsedSection(SectionKind.ABOUT, SectionKind.ABOUT.label, _body(paragraphs)),)


def read_sections(blocks: tuple[Block, ...]) -> tuple[ParsedSection, ...]:
    """One section a heading, in page order, complete. A heading without text is no section and stays unplaced."""
    sections = []
    for block in blocks:
        if block.paragraphs:
            heading = block.line.text
            Passage(block.line).keep(heading, "sections")
            sections.append(ParsedSection(block.heading.section, heading.removesuffix(":"), _body(block.paragraphs)))
    return tuple(sections)


def _body(paragraphs: tuple[Paragraph, ...]) -> str:
    return "\n\n".join("\n".join(_markdown(line) for line in paragraph) for paragraph in paragraphs)


def _markdown(line: Line) -> str:
    """The line as printed; a printed bullet becomes a list item."""
    bullet = _BULLET.match(line.text)
    printed = line.text[bullet.end() :] if bullet else line.text
    Passage(line).keep(printed, "sections")
    return f"- {printed}" if bullet else printed
