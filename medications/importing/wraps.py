"""Hard line wraps: which lines of a paragraph are one text that was broken to fit a page's width.

Lines that stand by themselves, such as those of an address, stay apart.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from medications.importing.items import Numbering
from medications.importing.lines import Line, Paragraph, Passage

_NARROWEST, _WIDEST = 45, 130  # characters a wrapped line may have; a longer one is a whole paragraph
_SLACK = 6  # an item's further lines may be indented, and so shorter
_SHORTEST_UNFINISHED = 40
_FILLED_ENOUGH = 2 / 3  # of a paragraph's lines; then all of it is one text, though a long word left one line short
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]*]*$")
_SHORTEST_PARAGRAPH = 60
_FEWEST_PAIRS = 3
_NOTE = re.compile(r"(?:please )?(?:note|important|caution|warning|remember|attention)\b[^.:]{0,30}:", re.IGNORECASE)
_FINISHED = re.compile(r"[.!?:;][\"”’')\]*]*$")


def passages_of(paragraphs: tuple[Paragraph, ...], *, wrapped: bool = True) -> list[list[Passage]]:
    """For each paragraph its texts: a list item with its further lines, a wrapped text, or a line that stands alone.

    `wrapped` says that the page they are from has hard line wraps; if it has not, only words that clearly go on are joined.
    """
    numbering = Numbering()
    # Where some paragraph stands on one long line, the others do too.
    known = wrapped and all(len(line.text) <= _WIDEST for paragraph in paragraphs for line in paragraph)
    return [
        [Passage(*lines) for lines in _unwrapped(paragraph, numbering, width_of(paragraph) if known else 0)]
        for paragraph in paragraphs
    ]


def continues(line: Line, *, above: Line, in_item: bool, width: int, all_of_it: bool = False) -> bool:
    """Whether `line` goes on with the text of the line above it.

    `width` is what `width_of` says of its paragraph; `all_of_it` says that the whole paragraph was wrapped.
    """
    if begins_note(line.text) or line.text.startswith("*"):
        return False
    if all_of_it or _fills(above, line, width):
        return True
    unfinished = not is_finished(above.text)
    if in_item:
        return unfinished or line.indented
    return unfinished and line.text[0].islower() and _SHORTEST_UNFINISHED <= len(above.text) <= _WIDEST


def _fills(above: Line, line: Line, width: int) -> bool:
    """Whether the first word of `line` would not have fitted on the line above."""
    first_word = line.text.split(" ", 1)[0]
    room = width - (_SLACK if above.indented else 0)
    return _NARROWEST <= width and len(above.text) <= _WIDEST and len(above.text) + 1 + len(first_word) > room


def has_wraps(paragraphs: Iterable[Paragraph]) -> bool:
    """Whether anywhere a long line breaks off within a sentence."""
    pairs = (pair for paragraph in paragraphs for pair in pairwise(paragraph))
    return any(_breaks_off(above, line) for above, line in pairs)


def _breaks_off(above: Line, line: Line) -> bool:
    return line.text[0].islower() and _NARROWEST <= len(above.text) <= _WIDEST and not is_finished(above.text)


def begins_note(text: str) -> bool:
    """ "Note: ..." begins a paragraph, whatever stands above it."""
    return bool(_NOTE.match(text))


def is_finished(text: str) -> bool:
    """Whether the text ends as a sentence, or a line that introduces a list, does."""
    return bool(_FINISHED.search(text[-10:]))


def is_whole_paragraph(line: Line) -> bool:
    """Whether the line could be a paragraph by itself, though no blank line parts it from the next."""
    return len(line.text) >= _SHORTEST_PARAGRAPH and bool(_SENTENCE_END.search(line.text[-10:]))


def width_of(paragraph: Paragraph) -> int:
    """The width the paragraph may have been wrapped at: its longest line."""
    return max((len(line.text) for line in paragraph if len(line.text) <= _WIDEST), default=0)


def _unwrapped(paragraph: Paragraph, numbering: Numbering, width: int) -> list[list[Line]]:
    texts: list[list[Line]] = []
    in_item = False
    all_of_it = _is_wrapped(paragraph, width)
    for line in paragraph:
        item = numbering.item(line.text)
        if texts and not item and continues(line, above=texts[-1][-1], in_item=in_item, width=width, all_of_it=all_of_it):
            texts[-1].append(line)
        else:
            texts.append([line])
            in_item = item is not None
    return texts


def _is_wrapped(paragraph: Paragraph, width: int) -> bool:
    pairs = list(pairwise(paragraph))
    if len(pairs) < _FEWEST_PAIRS or any(len(line.text) > _WIDEST for line in paragraph):
        return False
    return sum(_fills(above, line, width) for above, line in pairs) >= _FILLED_ENOUGH * len(pairs)
