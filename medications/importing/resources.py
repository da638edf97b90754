"""Reading about one symptom: a heading "About Tremor" or "For Tremor", then titles, each with a line of description."""

import re

from medications.importing.items import bullet_of, without_mark
from medications.importing.lines import Line, Paragraph, Passage
from medications.importing.outline import Block
from medications.importing.parsed import ParsedResource
from medications.importing.uses import lower_case

_ABOUT = re.compile(r"(?:About|For) (?:MS-related )?(?P<symptom>.+?)(?: in MS)?")
_INVITES = re.compile(r"(?:Read|Learn|Find out|See) (?:more|about|how)\b")
_LONGEST_TITLE = 120
_LONGEST_DESCRIPTION = 200  # of one that stands in a paragraph of its own


def read_resources(blocks: tuple[Block, ...]) -> tuple[ParsedResource, ...]:
    """The resources of every block, in page order. A heading over nothing is navigation."""
    resources = []
    for block in blocks:
        symptom = lower_case(_ABOUT.fullmatch(block.line.text)["symptom"])
        found = _read(block.paragraphs, symptom)
        heading = Passage(block.line)
        if found:
            heading.convert(block.line.text, "related_resources", symptom)
        else:
            heading.set_aside(block.line.text)
        resources += found
    return tuple(resources)


def is_footnote(paragraph: Paragraph) -> bool:
    """The footnote of the side effects may stand below the links."""
    return paragraph[0].text.startswith("*")


def _read(paragraphs: tuple[Paragraph, ...], symptom: str) -> list[ParsedResource]:
    """A title and its description; or a title alone. A sentence, or a title too long to be one, stays unplaced."""
    resources: list[ParsedResource] = []
    lacks_description = False
    for title, *rest in (entry for paragraph in paragraphs if not is_footnote(paragraph) for entry in _entries(paragraph)):
        if _is_title(title.text, rest):
            description = " ".join(line.text for line in rest)
            resources.append(ParsedResource(symptom, without_mark(title.text), description=description))
            lacks_description = not rest and not title.text.endswith(".")
        elif lacks_description and not rest and len(title.text) <= _LONGEST_DESCRIPTION:
            resources[-1] = ParsedResource(symptom, resources[-1].title, description=title.text)
            lacks_description = False
        else:
            lacks_description = False
            continue
        for line in (title, *rest):
            Passage(line).keep(without_mark(line.text), "related_resources")
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


def _is_title(text: str, rest: list[Line]) -> bool:
    is_sentence = not rest and text.endswith(".") and not _INVITES.match(text)
    return len(text) <= _LONGEST_TITLE and not is_sentence
