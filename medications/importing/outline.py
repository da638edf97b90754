"""A page cut into blocks: a heading and the paragraphs under it, each block in its zone."""

from dataclasses import dataclass, field

from medications.importing.foot import is_half_a_foot
from medications.importing.furniture import is_furniture, title_of
from medications.importing.headings import LABELS_ONLY, Heading, Zone, heading_key, heading_of
from medications.importing.labels import fact_in
from medications.importing.lines import Line, Paper, Paragraph, Passage
from medications.importing.resuming import goes_on_with
from medications.importing.second_page import second_page

# A page about a medicine prints at least two of these; an index page or a letter does not.
_TELLING = (Zone.NAMES, Zone.USES, Zone.FACTS, Zone.SECTION, Zone.SIDE_EFFECTS)
# Zones whose text may be interrupted by links to other pages.
_TEXT = (Zone.USES, Zone.FACTS, Zone.SECTION, Zone.SIDE_EFFECTS)
_LINKS = (Zone.LINKS, Zone.RESOURCES)
# More than this is no page about one medicine, which has a few thousand characters; reading it would only keep people waiting.
MOST_LINES, MOST_CHARACTERS = 5_000, 150_000


@dataclass(frozen=True)
class Block:
    """`line` is the printed heading; a text that goes on after links has none."""

    heading: Heading
    line: Line | None
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Outline:
    """`second_page` is the line a second medicine begins with; from there on nothing is read. Nor is a text `too_long`.

    `resumed` are the paragraphs that were taken for the rest of a text that links had interrupted. `browser_title` is what the
    first line names, if it is a title such as "Avonex - ... Society".
    """

    blocks: tuple[Block, ...] = ()
    second_page: Line | None = None
    too_long: bool = False
    resumed: tuple[Paragraph, ...] = ()
    browser_title: str = ""

    @property
    def is_medication_page(self) -> bool:
        telling = [block for block in self.blocks if block.line and block.heading.zone in _TELLING]
        facts = {fact.label for block in telling for fact in _facts(block)}
        return len({heading_key(block.line.text) for block in telling}) > 1 or len(facts) > 1

    def of(self, zone: Zone) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.heading.zone == zone)

    def paragraphs(self, zone: Zone) -> tuple[Paragraph, ...]:
        return tuple(paragraph for block in self.of(zone) for paragraph in block.paragraphs)


def outline_of(paper: Paper) -> Outline:
    """The blocks of the first page in `paper`. Furniture and headings that are mere labels are set aside here."""
    second = second_page(paper.lines[: MOST_LINES + 1])
    lines = paper.lines[: paper.lines.index(second)] if second else paper.lines
    if len(lines) > MOST_LINES or sum(len(line.text) for line in lines) > MOST_CHARACTERS:
        return Outline(second_page=second, too_long=True)
    sorter = _Sorter(first=lines[0] if lines else None, last=lines[-1] if lines else None)
    for paragraph in paper.paragraphs:
        for line in paragraph:
            if line is second:
                return sorter.finish(second)
            sorter.take(line)
        sorter.end_paragraph()
    return sorter.finish(None)


def _facts(block: Block):
    return (fact for paragraph in block.paragraphs for line in paragraph if (fact := fact_in(line.text)))


@dataclass
class _Sorter:
    """Takes the lines of a page in order and gathers them into blocks. `first` and `last` are the page's."""

    first: Line | None
    last: Line | None
    blocks: list[Block] = field(default_factory=list)
    resumed: list[Paragraph] = field(default_factory=list)
    heading: Heading = field(default_factory=lambda: Heading(Zone.TOP))
    line: Line | None = None
    text: Heading | None = None  # the zone of text that was open last
    paragraphs: list[Paragraph] = field(default_factory=list)
    run: list[Line] = field(default_factory=list)

    def take(self, line: Line) -> None:
        heading = self._heading_of(line)
        if heading:
            self._open(heading, line)
        elif is_furniture(line.text, is_first_line=line is self.first):
            self.end_paragraph()
            Passage(line).set_aside(line.text)
        else:
            self.run.append(line)

    def end_paragraph(self) -> None:
        if self.run and self.text and self.heading.zone in _LINKS and goes_on_with(self.text.zone, tuple(self.run)):
            run, self.run = self.run, []
            self._close()
            self.heading, self.run = self.text, run
            self.resumed.append(tuple(run))
        if self.run:
            self.paragraphs.append(tuple(self.run))
        self.run = []

    def finish(self, second: Line | None) -> Outline:
        self._close()
        title = title_of(self.first.text) if self.first else ""
        return Outline(tuple(self.blocks), second, resumed=tuple(self.resumed), browser_title=title)

    def _heading_of(self, line: Line) -> Heading | None:
        if self.run and line.text[0].islower():
            return None  # the last word of a wrapped text, such as "storage"
        if line is self.last and is_half_a_foot(line.text):
            return Heading(Zone.FOOT)
        if self.heading.zone in (Zone.TOP, Zone.NAMES, Zone.USES) and fact_in(line.text):
            return Heading(Zone.FACTS)
        return heading_of(line.text, within=self.heading.zone)

    def _open(self, heading: Heading, line: Line) -> None:
        self._close()
        self.heading, self.line = heading, line
        self.text = heading if heading.zone in _TEXT else self.text
        if heading.zone == Zone.FOOT or fact_in(line.text):
            self.run.append(line)  # what opens the zone is itself its text
        elif heading.zone in LABELS_ONLY:
            Passage(line).set_aside(line.text)

    def _close(self) -> None:
        self.end_paragraph()
        self.blocks.append(Block(self.heading, self.line, tuple(self.paragraphs)))
        self.line, self.paragraphs = None, []
