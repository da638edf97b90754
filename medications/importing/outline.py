"""A page cut into blocks: a heading and the paragraphs under it, each block in its zone."""

from dataclasses import dataclass, field

from medications.importing.furniture import is_furniture
from medications.importing.headings import FIRST_OF_PAGE, LABELS_ONLY, Heading, Zone, heading_key, heading_of
from medications.importing.lines import Line, Paper, Paragraph, Passage

# A page about a medicine prints at least two of these; an index page or a letter does not.
_TELLING = (Zone.NAMES, Zone.USES, Zone.FACTS, Zone.SECTION, Zone.SIDE_EFFECTS)


@dataclass(frozen=True)
class Block:
    heading: Heading
    line: Line | None  # the printed heading
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Outline:
    """`second_page` is the line a second medicine begins with; from there on nothing is read."""

    blocks: tuple[Block, ...]
    second_page: Line | None

    @property
    def is_medication_page(self) -> bool:
        opened = {heading_key(block.line.text) for block in self.blocks if block.line and block.heading.zone in _TELLING}
        return len(opened) > 1

    def of(self, zone: Zone) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.heading.zone == zone)

    def paragraphs(self, zone: Zone) -> tuple[Paragraph, ...]:
        return tuple(paragraph for block in self.of(zone) for paragraph in block.paragraphs)


def outline_of(paper: Paper) -> Outline:
    """The blocks of the first page in `paper`. Furniture and headings that are mere labels are set aside here."""
    second = _second_page(paper)
    sorter = _Sorter()
    for paragraph in paper.paragraphs:
        for line in paragraph:
            if second and line.number >= second.number:
                return Outline(sorter.finish(), second)
            sorter.take(line)
        sorter.end_paragraph()
    return Outline(sorter.finish(), None)


def _second_page(paper: Paper) -> Line | None:
    """The line where a second page begins: two medicines must never be read as one."""
    seen: set[str] = set()
    lines = paper.lines
    for index, line in enumerate(lines):
        heading = heading_of(line.text, within=Zone.TOP)
        if heading is None or heading.zone not in FIRST_OF_PAGE:
            continue
        if heading_key(line.text) in seen:
            return _first_of_its_navigation(lines, index)
        seen.add(heading_key(line.text))
    return None


def _first_of_its_navigation(lines: list[Line], index: int) -> Line:
    while index > 1 and is_furniture(lines[index - 1].text, is_first_line=False):
        index -= 1
    return lines[index]


@dataclass
class _Sorter:
    """Takes the lines of a page in order and gathers them into blocks."""

    blocks: list[Block] = field(default_factory=list)
    heading: Heading = field(default_factory=lambda: Heading(Zone.TOP))
    line: Line | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)
    run: list[Line] = field(default_factory=list)
    is_first_line: bool = True

    def take(self, line: Line) -> None:
        heading = heading_of(line.text, within=self.heading.zone)
        if heading:
            self._open(heading, line)
        elif is_furniture(line.text, is_first_line=self.is_first_line):
            self.end_paragraph()
            Passage(line).set_aside(line.text)
        else:
            self.run.append(line)
        self.is_first_line = False

    def end_paragraph(self) -> None:
        if self.run:
            self.paragraphs.append(tuple(self.run))
        self.run = []

    def finish(self) -> tuple[Block, ...]:
        self._close()
        return tuple(self.blocks)

    def _open(self, heading: Heading, line: Line) -> None:
        self._close()
        self.heading, self.line = heading, line
        if heading.zone in LABELS_ONLY:
            Passage(line).set_aside(line.text)
        elif heading.zone == Zone.FOOT:
            self.run.append(line)  # what opens the foot is itself its text

    def _close(self) -> None:
        self.end_paragraph()
        self.blocks.append(Block(self.heading, self.line, tuple(self.paragraphs)))
        self.line, self.paragraphs = None, []
