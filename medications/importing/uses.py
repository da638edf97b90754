"""The line under "Primary Usage in MS / Generic Available": "Tremor; Pain; Spasticity No"."""

import re
from dataclasses import dataclass, field

from medications.content.choices import GenericAvailable
from medications.importing.brackets import split_closing, split_list
from medications.importing.lines import Line, Paragraph, Passage
from medications.importing.markets import read_markets
from medications.importing.parsed import ParsedGeneric, ParsedUse

_GENERIC = r"(?P<value>Yes|No|Unknown|Not known)(?: ?\((?P<markets>[^()]*)\))?\.?"
_USAGE = re.compile(rf"(?P<uses>[^.:]{{1,300}}) {_GENERIC}")
_VALUE = re.compile(_GENERIC)
_VALUES = {"Yes": GenericAvailable.YES, "No": GenericAvailable.NO}
_LONE_USES = re.compile(r"(?!.*\b(?:Yes|No)\b).{1,79}[^.:]")  # longer, or with a full stop: a paragraph, not a list of uses


@dataclass(frozen=True)
class Usage:
    """`rest` is the text that follows: the page's opening."""

    uses: tuple[ParsedUse, ...] = ()
    generic: ParsedGeneric = field(default_factory=ParsedGeneric)
    rest: tuple[Paragraph, ...] = ()


def read_usage(paragraphs: tuple[Paragraph, ...]) -> Usage:
    """Finds the usage line wherever it stands under its headings; everything else is `rest`, in order."""
    lines = [line for paragraph in paragraphs for line in paragraph]
    found = next((line for line in lines if _USAGE.fullmatch(line.text)), None)
    if found:
        return _read_line(found, paragraphs)
    return _read_lone_uses(lines, paragraphs)


def read_uses(passage: Passage, text: str) -> tuple[ParsedUse, ...]:
    """The uses in `text`, a piece of `passage`, in lower case and with their qualifier in brackets, if any."""
    uses = []
    for entry in split_list(text):
        symptom, qualifier = split_closing(entry)
        passage.keep(symptom, "uses")
        passage.keep(qualifier, "uses")
        uses.append(ParsedUse(lower_case(symptom), qualifier))
    return tuple(uses)


def read_generic(passage: Passage, text: str) -> ParsedGeneric:
    """ "Yes (U.S.)" -> yes, US. A bracket that is not a market stays unplaced."""
    match = _VALUE.fullmatch(text)
    if not match:
        return ParsedGeneric()
    value = _VALUES.get(match["value"], GenericAvailable.UNKNOWN)
    markets = read_markets(match["markets"] or "")
    passage.convert(match["value"], "generic_available", value)
    if markets:
        passage.convert(match["markets"], "generic_available", " ".join(markets))
    return ParsedGeneric(value, markets)


def lower_case(text: str) -> str:
    """Lower case but for abbreviations: "MS-related Fatigue" -> "MS-related fatigue"."""
    return " ".join(word if re.search("[A-Z]{2}", word) else word.lower() for word in text.split())


def _read_line(line: Line, paragraphs: tuple[Paragraph, ...]) -> Usage:
    passage, printed = Passage(line), _USAGE.fullmatch(line.text)["uses"]
    uses = read_uses(passage, printed)
    generic = read_generic(passage, line.text[len(printed) + 1 :])
    return Usage(uses, generic, _without({line}, paragraphs))


def _read_lone_uses(lines: list[Line], paragraphs: tuple[Paragraph, ...]) -> Usage:
    """Uses and generic on lines of their own, or uses alone: a short line without a full stop comes first."""
    taken, uses, generic = set(), (), ParsedGeneric()
    if lines and _LONE_USES.fullmatch(lines[0].text):
        taken.add(lines[0])
        uses = read_uses(Passage(lines[0]), lines[0].text)
    if taken and len(lines) > 1 and _VALUE.fullmatch(lines[1].text):
        taken.add(lines[1])
        generic = read_generic(Passage(lines[1]), lines[1].text)
    return Usage(uses, generic, _without(taken, paragraphs))


def _without(taken: set[Line], paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    kept = (tuple(line for line in paragraph if line not in taken) for paragraph in paragraphs)
    return tuple(paragraph for paragraph in kept if paragraph)
