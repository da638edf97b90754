"""The headings the legacy pages print, and which zone of the page each opens. A new layout starts here."""

import enum
import re
from dataclasses import dataclass

from medications.content.choices import SectionKind
from medications.importing.addresses import split_address
from medications.importing.foot import begins_date
from medications.importing.sources import is_statement


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


BRAND_LABELS = ("brand name", "brand names", "brand name(s)", "trade name", "trade names")
CHEMICAL_LABELS = ("chemical name", "chemical names", "chemical name(s)", "generic name", "generic names")
USE_LABELS = (
    *("primary usage in ms", "primary use in ms", "primary uses in ms", "primary usage", "primary use"),
    *("usage in ms", "use in ms", "uses in ms"),
)
GENERIC_LABELS = ("generic available", "generics available", "generic availability", "available as a generic")

_SECTIONS = {
    SectionKind.ABOUT: ["description", "overview", "general information", "background", "introduction", "how it works"],
    SectionKind.PROPER_USAGE: [
        *("proper usage", "proper use", "proper use of this medication", "proper use of this medicine", "usage"),
        *("how to use", "how to use it", "how to use this medication", "how to use this medicine"),
        *("how to take", "how to take it", "how to take this medication", "how to take this medicine", "how it is taken"),
        *("dosage", "dosing", "dosage and administration", "administration", "directions", "directions for use"),
        *("missed dose", "missed doses", "if you miss a dose"),
    ],
    SectionKind.PRECAUTIONS: [
        *("precautions", "before using this medication", "before taking this medication", "before using this medicine"),
        *("before taking this medicine", "contraindications", "safety information", "important safety information"),
    ],
    SectionKind.PREGNANCY: [
        *(
            "pregnancy",
            "use in pregnancy",
            "use during pregnancy",
            "breastfeeding",
            "breast-feeding",
            "breast feeding",
            "nursing",
        ),
        *("pregnancy and breastfeeding", "pregnancy and breast-feeding", "pregnancy and breast feeding"),
        *("pregnancy and nursing", "pregnancy and lactation"),
    ],
    SectionKind.INTERACTIONS: [
        *("interactions", "drug interactions", "medication interactions", "possible interactions"),
        *("interactions with other medications", "interactions with other medicines", "interactions with other drugs"),
    ],
    SectionKind.OVERDOSE: ["overdose", "overdosage", "in case of overdose"],
    SectionKind.STORAGE: [
        *("storage", "storage and handling", "storage and disposal", "storing this medication", "how to store"),
        *("how to store it", "how to store this medication", "how to store this medicine"),
    ],
    SectionKind.OTHER: ["support", "support program", "support programs"],
}
_LABELS = {
    Zone.NAMES: [
        *BRAND_LABELS,
        *CHEMICAL_LABELS,
        *(f"{brand} {chemical}" for brand in BRAND_LABELS for chemical in CHEMICAL_LABELS),
    ],
    Zone.USES: [*USE_LABELS, *GENERIC_LABELS, *(f"{use} {generic}" for use in USE_LABELS for generic in GENERIC_LABELS)],
    Zone.FACTS: ["about this medication", "about this medicine", "about the medication"],
    Zone.SIDE_EFFECTS: [
        *("possible side effects", "side effects", "potential side effects", "side effects of this medication"),
        *("possible side effects of this medication", "possible adverse effects", "adverse effects", "adverse reactions"),
        "unwanted effects",
    ],
    Zone.LINKS: ["medication index", "medications index", "back to medication index", "return to medication index"],
}
_HEADINGS = {
    **{text: Heading(Zone.SECTION, kind) for kind, texts in _SECTIONS.items() for text in texts},
    **{text: Heading(zone) for zone, texts in _LABELS.items() for text in texts},
}
_LONGEST = 120
_WARNINGS = re.compile(
    r"((important|special|general|other|boxed|black box|fda) ){0,2}(warnings?|precautions?|cautions?)"
    r"( (and|or) ((special|other) )?(warnings?|precautions?|cautions?))?( while (using|taking) this (medication|medicine))?"
)
_OF_MEDICINE = re.compile(r"(?P<heading>[A-Z][\w ]{4,40}) (?:of|for|with) [A-Z][\w-]+:?")  # "Side Effects of Avonex"
_EMPTY_FACT = re.compile(r"[•·▪*-] ?(?P<heading>[A-Z][\w ]{4,40}):")  # "• Brand Name:"
_OTHER_MEDICATIONS = re.compile(
    r"(?:[•·▪*-] ?)?(?:Other|Another|Additional) Medications? (?:Used (?:to Treat|for|in)|for)(?: [^\s.;:]+){1,8}", re.IGNORECASE
)
_ABOUT_SYMPTOM = re.compile(r"About( [^\s.;:]+){1,6}")
_FOR_SYMPTOM = re.compile(r"For(?! More\b)( [A-Z][^\s.;:]*| and| or| of| in){1,5}")
_BEFORE_RESOURCES = (Zone.LINKS, Zone.RESOURCES, Zone.SIDE_EFFECTS, Zone.FOOT)
# Zones whose heading is one of our own labels, or no content; the others' headings are stored by their readers.
LABELS_ONLY = (Zone.NAMES, Zone.USES, Zone.FACTS, Zone.SIDE_EFFECTS, Zone.LINKS)


def heading_of(text: str, *, within: Zone) -> Heading | None:
    """What the line opens, if it is a heading where it stands: "About ..." is one only after links and side effects.

    A heading may be a link, with its address behind it.
    """
    text, _ = split_address(text)
    if len(text) <= _LONGEST:
        key = heading_key(text)
        known = _HEADINGS.get(key)
        if known:
            return known
        if _WARNINGS.fullmatch(key):
            return Heading(Zone.SECTION, SectionKind.PRECAUTIONS)
        named = _OF_MEDICINE.fullmatch(text) or _EMPTY_FACT.fullmatch(text)
        if named and named["heading"].casefold() in _HEADINGS:
            return _HEADINGS[named["heading"].casefold()]
        if _OTHER_MEDICATIONS.fullmatch(text):
            return Heading(Zone.LINKS)
        if within in _BEFORE_RESOURCES and (_ABOUT_SYMPTOM.fullmatch(text) or _FOR_SYMPTOM.fullmatch(text)):
            return Heading(Zone.RESOURCES)
    return Heading(Zone.FOOT) if is_statement(text) or begins_date(text) else None


def heading_key(text: str) -> str:
    """A heading without regard to case, a closing colon, and the signs that may stand between two headings on one line."""
    key = text.casefold().rstrip(" :?").replace("&", "and")
    return " ".join(key.replace("|", " ").replace("/", " ").split()) if "|" in key or "/" in key else key
