"""The running text: sections with their heading, as Markdown paragraphs and lists."""

from collections.abc import Iterable
from dataclasses import dataclass

from medications.content.choices import SectionKind
from medications.importing.addresses import split_address
from medications.importing.items import Item, Numbering
from medications.importing.lines import Line, Paragraph, Passage
from medications.importing.outline import Block
from medications.importing.parsed import ParsedSection
from medications.importing.wraps import begins_note, is_whole_paragraph, passages_of


def read_opening(paragraphs: tuple[Paragraph, ...], *, wrapped: bool) -> tuple[ParsedSection, ...]:
    """The text before the first section heading. The page prints no heading for it; ours is the label of the kind.

    `wrapped` says that the page has hard line wraps.
    """
    if not paragraphs:
        return ()
    return (ParsedSection(SectionKind.ABOUT, SectionKind.ABOUT.label, _body(paragraphs, wrapped)),)


def read_sections(blocks: Iterable[Block], *, wrapped: bool) -> tuple[ParsedSection, ...]:
    """One section a heading, in page order, complete. A heading without text is no section and stays unplaced."""
    sections = []
    for block, paragraphs in _whole(blocks):
        if paragraphs:
            heading, _ = split_address(block.line.text)
            Passage(block.line).keep(heading, "sections")
            sections.append(ParsedSection(block.heading.section, heading.removesuffix(":"), _body(paragraphs, wrapped)))
    return tuple(sections)


def _whole(blocks: Iterable[Block]) -> list[tuple[Block, tuple[Paragraph, ...]]]:
    """Each headed block with its paragraphs, and with those that go on after links."""
    whole: list[tuple[Block, tuple[Paragraph, ...]]] = []
    for block in blocks:
        if block.line or not whole:
            whole.append((block, block.paragraphs))
        else:
            whole[-1] = (whole[-1][0], whole[-1][1] + block.paragraphs)
    return whole


@dataclass(frozen=True)
class _Piece:
    """A text of a section: an item of a list, or part of a paragraph. `is_first` of its printed paragraph."""

    text: str
    item: Item | None
    is_first: bool
    last_line: Line


def _body(paragraphs: tuple[Paragraph, ...], wrapped: bool) -> str:
    pieces = _pieces(paragraphs, wrapped)
    joined = [_between(above, piece) + _markdown(piece) for above, piece in zip([None, *pieces], pieces, strict=False)]
    return "".join(joined)


def _pieces(paragraphs: tuple[Paragraph, ...], wrapped: bool) -> list[_Piece]:
    pieces, numbering = [], Numbering()
    for passages in passages_of(paragraphs, wrapped=wrapped):
        for passage in passages:
            item = numbering.item(passage.text)
            if item:
                passage.keep(item.number, "sections")
            passage.keep(item.text if item else passage.text, "sections")
            pieces.append(_Piece(passage.text, item, passage is passages[0], passage.lines[-1]))
    return pieces


def _markdown(piece: _Piece) -> str:
    """The text as printed; a printed bullet or number becomes that of a Markdown list."""
    if piece.item is None:
        return piece.text
    return f"{piece.item.number}. {piece.item.text}" if piece.item.number else f"- {piece.item.text}"


def _between(above: _Piece | None, piece: _Piece) -> str:
    """What parts two texts: nothing before the first, a blank line between paragraphs, a line end within one or within a list."""
    if above is None:
        return ""
    if above.item and piece.item:
        return "\n"
    if piece.is_first or above.item or begins_note(piece.text) or is_whole_paragraph(above.last_line):
        return "\n\n"
    # Markdown lets a list begin right below a text only if it is of bullets or counts from 1.
    return "\n\n" if piece.item and piece.item.number not in ("", "1") else "\n"
