"""The uses and the generic under "Primary Usage in MS / Generic Available": "Tremor; Pain; Spasticity No"."""

import re
from dataclasses import dataclass, field

from medications.importing.brackets import split_closing, split_list
from medications.importing.generic import STATEMENT, Generic, is_generic_statement, read_generic
from medications.importing.items import bullet_of, without_mark
from medications.importing.lines import Line, Paragraph, Passage
from medications.importing.parsed import ParsedUse

# A bracket may hold a full stop, as in "Pain (e.g., burning) No".
_USAGE = re.compile(rf"(?P<uses>(?:[^.:()]|\([^()]{{0,100}}\)){{1,300}}?) (?P<generic>{STATEMENT})")
_LONGEST_USAGE = 600
_LONE_USES = re.compile(r"(?!.*\b(?:Yes|No)\b).{1,79}[^.:]")  # longer, or with a full stop: a paragraph, not a list of uses
_MOST_LINES = 12  # in which the uses stand, one a line
_NARROWEST = 40  # characters a wrapped line has at least
_WORD = re.compile(r"[^\s/-]+")
_LONGEST_CAPITALS = 3  # letters of a word that stays in capitals where all of them are


@dataclass(frozen=True)
class Usage:
    """`rest` is the text that follows: the page's opening."""

    uses: tuple[ParsedUse, ...] = ()
    generic: Generic = field(default_factory=Generic)
    rest: tuple[Paragraph, ...] = ()


def read_usage(paragraphs: tuple[Paragraph, ...]) -> Usage:
    """Finds the usage line wherever it stands under its headings; everything else is `rest`, in order."""
    passages = [passage for paragraph in paragraphs for passage in _passages(paragraph)]
    found = next((passage for passage in passages if _usage_in(passage)), None)
    if found:
        return _read_line(found, paragraphs)
    return _read_lone_uses(passages, paragraphs)


def read_uses(passage: Passage, text: str) -> tuple[ParsedUse, ...]:
    """The uses in `text`, a piece of `passage`, in lower case and with their qualifier in brackets, if any."""
    uses = []
    for entry in split_list(text):
        symptom, qualifier = split_closing(entry)
        passage.keep(symptom, "uses")
        passage.keep(qualifier, "uses")
        uses.append(ParsedUse(lower_case(symptom), _qualifier(qualifier)))
    return tuple(uses)


def _qualifier(printed: str) -> str:
    """As printed; in lower case if it was in title case, as the use before it is."""
    return lower_case(printed) if printed == printed.title() else printed


def lower_case(text: str) -> str:
    """Lower case but for abbreviations: "MS-Related Fatigue" -> "MS-related fatigue", "TREMOR" -> "tremor"."""
    all_capitals = text.upper() == text
    return _WORD.sub(lambda match: _lower_word(match[0], all_capitals), text)


def _lower_word(word: str, all_capitals: bool) -> str:
    is_abbreviation = re.search("[A-Z]{2}", word) and not (all_capitals and len(word) > _LONGEST_CAPITALS)
    return word if is_abbreviation else word.lower()


def _passages(paragraph: Paragraph) -> list[Passage]:
    """Each line by itself, with the rest of a list that was wrapped behind a semicolon or within brackets."""
    groups: list[list[Line]] = []
    for line in paragraph:
        if groups and _goes_on(groups[-1][-1].text, line.text) and len(groups[-1]) < _MOST_LINES:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Passage(*group) for group in groups]


def _goes_on(above: str, text: str) -> bool:
    if above.endswith(";") or above.count("(") > above.count(")"):
        return True
    return ";" in above and len(above) >= _NARROWEST and text[0].islower() and not _USAGE.fullmatch(above[-_LONGEST_USAGE:])


def _usage_in(passage: Passage) -> re.Match[str] | None:
    return _USAGE.fullmatch(passage.text) if len(passage.text) <= _LONGEST_USAGE else None


def _read_line(passage: Passage, paragraphs: tuple[Paragraph, ...]) -> Usage:
    match = _usage_in(passage)
    uses = read_uses(passage, without_mark(match["uses"]))
    generic = read_generic(passage, match["generic"])
    return Usage(uses, generic, _without(set(passage.lines), paragraphs))


def _read_lone_uses(passages: list[Passage], paragraphs: tuple[Paragraph, ...]) -> Usage:
    """Uses and generic on lines of their own, or uses alone: short lines without a full stop come first."""
    taken: set[Line] = set()
    uses: tuple[ParsedUse, ...] = ()
    stated = next((passage for passage in passages[: _MOST_LINES + 1] if is_generic_statement(without_mark(passage.text))), None)
    for passage in _with_uses(passages, stated):
        taken |= set(passage.lines)
        uses += read_uses(passage, without_mark(passage.text))
    generic = Generic()
    if stated and (uses or stated is passages[0]):
        taken |= set(stated.lines)
        generic = read_generic(stated, without_mark(stated.text))
    return Usage(uses, generic, _without(taken, paragraphs))


def _with_uses(passages: list[Passage], stated: Passage | None) -> list[Passage]:
    """The lines before the statement on generics; behind it, or without one, the first line, or the first list."""
    if stated and stated is not passages[0]:
        return [passage for passage in passages[: passages.index(stated)] if _is_lone(passage)]
    rest = passages[1 : _MOST_LINES + 1] if stated else passages[:_MOST_LINES]
    if not rest or not _is_lone(rest[0]):
        return []
    items = []
    for passage in rest:
        if not (bullet_of(passage.text) and _is_lone(passage)):
            break
        items.append(passage)
    return items or rest[:1]


def _is_lone(passage: Passage) -> bool:
    return len(passage.text) <= _LONGEST_USAGE and all(
        _LONE_USES.fullmatch(part) for part in split_list(without_mark(passage.text))
    )


def _without(taken: set[Line], paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    kept = (tuple(line for line in paragraph if line not in taken) for paragraph in paragraphs)
    return tuple(paragraph for paragraph in kept if paragraph)
