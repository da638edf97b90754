"""Text that goes on after a block of links which interrupted it."""

import re

from medications.importing.headings import Zone
from medications.importing.lines import Paragraph
from medications.importing.side_effect_groups import opens_group
from medications.importing.wraps import is_finished, passages_of

_LONGEST_DESCRIPTION = 200  # of a link; more is a text
_LONGEST_TITLE = 120
_TWO_SENTENCES = re.compile(r"[.!?] [A-Z]")


def goes_on_with(zone: Zone, paragraph: Paragraph) -> bool:
    """Whether the paragraph, which stands among links, is the rest of the text in `zone` above them."""
    if zone == Zone.SIDE_EFFECTS:
        return opens_group(" ".join(line.text for line in paragraph))
    first = passages_of((paragraph,))[0][0].text
    if len(first) <= _LONGEST_TITLE or not is_finished(first):
        return False
    return len(first) > _LONGEST_DESCRIPTION or bool(_TWO_SENTENCES.search(first))
