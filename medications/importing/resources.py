"""Reading about one symptom: a heading "About Tremor" or "For Tremor", then titles, each with a line of description."""

import re
from dataclasses import replace

from medications.importing.addresses import split_address
from medications.importing.items import bullet_of, without_mark
from medications.importing.lines import Line, Paragraph, Passage
from medications.importing.outline import Block
from medications.importing.parsed import ParsedResource
from medications.importing.side_effects import is_footnote
from medications.importing.uses import lower_case

_ABOUT = re.compile(r"(?:About|For) (?:MS-related )?(?P<symptom>.+?)(?: in MS)?")
_INVITES = re.compile(r"(?:Read|Learn|Find out|See) (?:more|about|how)\b")
_NARROWEST = 40  # characters a wrapped line has at least
_LONGEST_TITLE = 120
_LONGEST_DESCRIPTION = 200  # of one that stands in a paragraph of its own


def read_resources(blocks: tuple[Block, ...]) -> tuple[ParsedResource, ...]:
    """The resources of every block, in page order. A heading over nothing is navigation."""
    resources = []
    for block in blocks:
        words, _ = split_address(block.line.text)
        symptom = lower_case(_ABOUT.fullmatch(words)["symptom"])
        found = _read(block.paragraphs, symptom)
        heading = Passage(block.line)
        if found:
            heading.convert(words, "related_resources", symptom)
        else:
            heading.set_aside(block.line.text)
        resources += found
    return tuple(resources)


def _read(paragraphs: tuple[Paragraph, ...], symptom: str) -> list[ParsedResource]:
    """A title and its description; or a title alone. A sentence, or a title too long to be one, stays unplaced."""
    resources: list[ParsedResource] = []
    lacks_description = False
    for entry in (entry for paragraph in paragraphs if not is_footnote(paragraph[0].text) for entry in _entries(paragraph)):
        title, description = _title_and_description(entry)
        if _is_title(title, description):
            words, address = split_address(without_mark(title))
            resources.append(ParsedResource(symptom, words, description=description, url=address))
            lacks_description = not description and not title.endswith(".")
        elif lacks_description and not description and len(title) <= _LONGEST_DESCRIPTION:
            resources[-1] = replace(resources[-1], description=title)
            lacks_description = False
        else:
            lacks_description = False
            continue
        for line in entry:
            passage = Passage(line)
            for piece in split_address(without_mark(line.text)):
                passage.keep(piece, "related_resources")
    return resources


def _entries(paragraph: Paragraph) -> list[list[Line]]:
    """A paragraph is one entry; a list is one an item."""
    entries: list[list[Line]] = []
    for line in paragraph:
        if entries and not bullet_of(line.text):
            entries[-1].append(line)
        else:
            entries.append([line])
    return entries


def _title_and_description(entry: list[Line]) -> tuple[str, str]:
    """The first line, with the rest of it if it was wrapped; then the others."""
    end = 1
    while end < len(entry) and entry[end].text[0].islower() and len(entry[end - 1].text) >= _NARROWEST:
        end += 1
    return tuple(" ".join(line.text for line in lines) for lines in (entry[:end], entry[end:]))


def _is_title(title: str, description: str) -> bool:
    words, _ = split_address(title)
    is_sentence = not description and words.endswith(".") and not _INVITES.match(words)
    return len(words) <= _LONGEST_TITLE and not is_sentence
