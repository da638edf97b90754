"""Reading about one symptom: a heading "About Tremor", then titles, each with a line of description."""

import re

from medications.importing.lines import Paragraph, Passage
from medications.importing.outline import Block
from medications.importing.parsed import ParsedResource
from medications.importing.uses import lower_case

_ABOUT = re.compile(r"About (?:MS-related )?(?P<symptom>.+?)(?: in MS)?")
_LONGEST_TITLE = 120


def read_resources(blocks: tuple[Block, ...]) -> tuple[ParsedResource, ...]:
    """The resources of every block, in page order. A heading over nothing is navigation."""
    resources = []
    for block in blocks:
        symptom = _ABOUT.fullmatch(block.line.text)["symptom"]
        found = [resource for paragraph in block.paragraphs for resource in _read(paragraph, lower_case(symptom))]
        heading = Passage(block.line)
        if found:
            heading.convert(block.line.text, "related_resources", lower_case(symptom))
        else:
            heading.set_aside(block.line.text)
        resources += found
    return tuple(resources)


def _read(paragraph: Paragraph, symptom: str) -> list[ParsedResource]:
    """A title and its description; or a title alone. A sentence, or a title too long to be one, stays unplaced."""
    title, *rest = paragraph
    if len(title.text) > _LONGEST_TITLE or (not rest and title.text.endswith(".")):
        return []
    for line in paragraph:
        Passage(line).keep(line.text, "related_resources")
    return [ParsedResource(symptom, title.text, description=" ".join(line.text for line in rest))]
