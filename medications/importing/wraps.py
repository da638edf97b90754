"""Hard line wraps: which lines of a paragraph are one text that was broken to fit a page's width.

Lines that stand by themselves, such as those of an address, stay apart.
"""

import re

from medications.importing.items import Numbering
from medications.importing.lines import Line, Paragraph, Passage

_NARROWEST, _WIDEST = 45, 130  # characters a wrapped line may have; a longer one is a whole paragraph
_SHORTEST_UNFINISHED = 40
_NOTE = re.compile(r"(?:please )?(?:note|important|caution|warning|remember|attention)\b[^.:]{0,30}:", re.IGNORECASE)
_FINISHED = re.compile(r"[.!?:;][\"”’')\]*]*$")


def passages_of(paragraphs: tuple[Paragraph, ...]) -> list[list[Passage]]:
    """For each paragraph its texts: a list item with its further lines, a wrapped text, or a line that stands alone."""
    numbering = Numbering()
    return [[Passage(*lines) for lines in _unwrapped(paragraph, numbering)] for paragraph in paragraphs]


def continues(line: Line, *, above: Line, in_item: bool, width: int) -> bool:
    """Whether `line` goes on with the text of the line above it. `width` is the longest line of its paragraph."""
    if begins_note(line.text) or line.text.startswith("*"):
        return False
    if _NARROWEST <= len(above.text) <= _WIDEST and len(above.text) + len(line.text.split(" ", 1)[0]) >= width:
        return True  # the first word did not fit on the line above
    unfinished = not is_finished(above.text)
    if in_item:
        return unfinished or line.indented
    return unfinished and line.text[0].islower() and _SHORTEST_UNFINISHED <= len(above.text) <= _WIDEST


def begins_note(text: str) -> bool:
    """ "Note: ..." begins a paragraph, whatever stands above it."""
    return bool(_NOTE.match(text))


def is_finished(text: str) -> bool:
    """Whether the text ends as a sentence, or a line that introduces a list, does."""
    return bool(_FINISHED.search(text[-10:]))


def is_whole_paragraph(text: str) -> bool:
    return len(text) > _WIDEST and is_finished(text)


def width_of(paragraph: Paragraph) -> int:
    return max((len(line.text) for line in paragraph if len(line.text) <= _WIDEST), default=_WIDEST)


def _unwrapped(paragraph: Paragraph, numbering: Numbering) -> list[list[Line]]:
    texts: list[list[Line]] = []
    width, in_item = width_of(paragraph), False
    for line in paragraph:
        item = numbering.item(line.text)
        if texts and not item and continues(line, above=texts[-1][-1], in_item=in_item, width=width):
            texts[-1].append(line)
        else:
            texts.append([line])
            in_item = item is not None
    return texts
