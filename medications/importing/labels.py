"""Facts with their label on the same line, as the later site printed them: "Brand Name: Ditropan (U.S. and Canada)"."""

import enum
import re
from dataclasses import dataclass

from medications.importing.headings import BRAND_LABELS, CHEMICAL_LABELS, GENERIC_LABELS, USE_LABELS
from medications.importing.items import MARKS


class Label(enum.Enum):
    BRAND = "brand"
    CHEMICAL = "chemical"
    USE = "use"
    GENERIC = "generic"


_LABELS = {
    **dict.fromkeys(BRAND_LABELS, Label.BRAND),
    **dict.fromkeys(CHEMICAL_LABELS, Label.CHEMICAL),
    **dict.fromkeys(USE_LABELS, Label.USE),
    **dict.fromkeys((*GENERIC_LABELS, "generic"), Label.GENERIC),
}
_FACT = re.compile(rf"(?:[{MARKS}] ?|[-–*] )?(?P<label>[^:]{{4,30}}?) ?: ?(?P<text>\S.*)")


@dataclass(frozen=True)
class Fact:
    """`printed` is the label as it stands on the page, `text` what it says."""

    label: Label
    printed: str
    text: str


def fact_in(text: str) -> Fact | None:
    """The fact that the line states, if it begins with one of the labels."""
    if ":" not in text[:40]:
        return None
    match = _FACT.fullmatch(text)
    label = _LABELS.get(match["label"].casefold()) if match else None
    return Fact(label, match["label"], match["text"]) if label else None
