"""Names of other medicines below "Other Medications Used to Treat ...": links, which the new pages derive from the uses."""

import re

from medications.importing.headings import Zone
from medications.importing.items import without_mark
from medications.importing.lines import Passage
from medications.importing.outline import Outline

_NAME = re.compile(r"[A-Z][\w'’-]+®?(?: \([\w ,'’.-]{1,40}\))?")


def set_links_aside(outline: Outline) -> None:
    """Marks as furniture the lines among the links that are nothing but one name."""
    for paragraph in outline.paragraphs(Zone.LINKS):
        for line in paragraph:
            if _NAME.fullmatch(without_mark(line.text)):
                Passage(line).set_aside(line.text)
