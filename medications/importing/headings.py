"""The headings the legacy pages print, and which zone of the page each opens. A new layout starts here."""

import enum
import re
from dataclasses import dataclass

from medications.content.choices import SectionKind


class Zone(enum.Enum):
    TOP = "before the first heading"
    NAMES = "brand and chemical names"
    USES = "uses and generic, then the opening text"
    FACTS = "labelled facts, one a line, then the opening text"
    SECTION = "a section of text"
    SIDE_EFFECTS = "side effects"
    LINKS = "links to other medicines"
    RESOURCES = "reading about one symptom"
    FOOT = "reprint statement and date"


@dataclass(frozen=True)
class Heading:
    """`section` is given for the zone SECTION only."""

    zone: Zone
    section: SectionKind | None = None


_HEADINGS = {
    "brand name chemical name": Heading(Zone.NAMES),
    "brand name": Heading(Zone.NAMES),
    "chemical name": Heading(Zone.NAMES),
    "primary usage in ms": Heading(Zone.USES),
    "generic available": Heading(Zone.USES),
    "primary usage in ms generic available": Heading(Zone.USES),
    "about this medication": Heading(Zone.FACTS),
    "possible side effects": Heading(Zone.SIDE_EFFECTS),
    "side effects": Heading(Zone.SIDE_EFFECTS),
    "description": Heading(Zone.SECTION, SectionKind.ABOUT),
    "proper usage": Heading(Zone.SECTION, SectionKind.PROPER_USAGE),
    "precautions": Heading(Zone.SECTION, SectionKind.PRECAUTIONS),
    "warnings": Heading(Zone.SECTION, SectionKind.PRECAUTIONS),
    "warnings and precautions": Heading(Zone.SECTION, SectionKind.PRECAUTIONS),
    "pregnancy": Heading(Zone.SECTION, SectionKind.PREGNANCY),
    "pregnancy and breastfeeding": Heading(Zone.SECTION, SectionKind.PREGNANCY),
    "interactions": Heading(Zone.SECTION, SectionKind.INTERACTIONS),
    "drug interactions": Heading(Zone.SECTION, SectionKind.INTERACTIONS),
    "overdose": Heading(Zone.SECTION, SectionKind.OVERDOSE),
    "storage": Heading(Zone.SECTION, SectionKind.STORAGE),
    "support": Heading(Zone.SECTION, SectionKind.OTHER),
    "medication index": Heading(Zone.LINKS),
}
_OTHER_MEDICATIONS = re.compile(r"(Other Medications|Another Medication) Used to Treat( [^\s.;:]+){1,8}", re.IGNORECASE)
_ABOUT_SYMPTOM = re.compile(r"About( [^\s.;:]+){1,6}")
_FOOT = re.compile(r"Reprinted (with permission )?from .*|Last updated\b.{0,40}", re.IGNORECASE)

_AFTER_LINKS = (Zone.LINKS, Zone.RESOURCES)
# Zones whose heading is one of our own labels, or no content; the others' headings are stored by their readers.
LABELS_ONLY = (Zone.NAMES, Zone.USES, Zone.FACTS, Zone.SIDE_EFFECTS, Zone.LINKS)
# Headings that begin a page: a second one of the same wording begins a second page.
FIRST_OF_PAGE = (Zone.NAMES, Zone.FACTS)


def heading_of(text: str, *, within: Zone) -> Heading | None:
    """What the line opens, if it is a heading where it stands: "About ..." is one only after the links."""
    known = _HEADINGS.get(heading_key(text))
    if known:
        return known
    if _OTHER_MEDICATIONS.fullmatch(text):
        return Heading(Zone.LINKS)
    if within in _AFTER_LINKS and _ABOUT_SYMPTOM.fullmatch(text):
        return Heading(Zone.RESOURCES)
    return Heading(Zone.FOOT) if _FOOT.fullmatch(text) else None


def heading_key(text: str) -> str:
    """A heading without regard to case and a closing colon."""
    return text.casefold().removesuffix(":").rstrip()
