"""Side effects: groups with their lead sentence, one row a wording, and the footnote on look-alikes.

A group is printed as "Side effects that ...: drowsiness; slurred speech*; trembling.", or as a lead with its rows below it, one a
line, with or without bullets.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from medications.importing.brackets import split_closing, split_list
from medications.importing.items import item_of
from medications.importing.lines import Line, Paragraph, Passage
from medications.importing.parsed import ParsedLeadSentence, ParsedSideEffect
from medications.importing.side_effect_groups import Kind, group_of, is_bare_lead, lead_in
from medications.importing.wraps import continues, is_finished, width_of

_FOOTNOTE = re.compile(r"\* ?(?P<text>[^*].*)")
_ABOUT_LOOK_ALIKES = re.compile(r"symptom|effect|\bstarred|\bMS\b|multiple sclerosis", re.IGNORECASE)
_CLOSING_STAR = re.compile(r"(?<!\*)\*$")
_LONGEST_STARRED = 60  # characters of an item with a star as its bullet, which may speak of symptoms too
_LONGEST_ROW = 100  # characters of a row that stands on a line of its own; a longer line is prose
_NEW_SENTENCE = re.compile(r"[.!?] [A-Z]")
_WORDS_OF_A_SENTENCE = 6
_LONGEST_LEAD = 400
_AND = re.compile(r"(?:and|or) (?=\S)")  # before the last of a list


def is_footnote(text: str) -> bool:
    """Whether the text is the footnote, "*Since symptoms of MS ...", and not an item of a list whose bullets are stars."""
    if not text.startswith("* "):
        return text.startswith("*")
    return bool(_ABOUT_LOOK_ALIKES.search(text)) and lead_in(text[2:]) is None and (len(text) > _LONGEST_STARRED or "MS" in text)


@dataclass
class SideEffects:
    """What is read so far; at the end, what the page says."""

    rows: list[ParsedSideEffect] = field(default_factory=list)
    leads: list[ParsedLeadSentence] = field(default_factory=list)
    footnote: str = ""


def read_side_effects(listed: tuple[Paragraph, ...], after: tuple[Paragraph, ...]) -> SideEffects:
    """`listed` stands under the heading "Possible Side Effects"; `after` may hold the footnote too."""
    reader = _Reader()
    passages = [passage for paragraph in listed for passage in _passages(paragraph)]
    for passage, following in zip_longest(passages, passages[1:]):
        reader.take(passage, following)
    for passage in (*passages, *(passage for paragraph in after for passage in _passages(paragraph))):
        _read_footnote(passage, reader.found)
    return reader.found


def _passages(paragraph: Paragraph) -> Iterator[Passage]:
    """A wrapped text is one passage; a line that starts a group, an item, a row or the footnote begins the next."""
    width, single = width_of(paragraph), _rows_by_line(paragraph)
    group: list[Line] = []
    listing = False
    for index, line in enumerate(paragraph):
        opens = line.text.startswith("*") or item_of(line.text) or _begins_group(line, group)
        listing = not opens and bool(group) and (listing or (single[index] and group[-1].text.endswith(":")))
        if group and (opens or not _belongs(line, group, listing=listing, width=width)):
            yield Passage(*group)
            group = []
        group.append(line)
    if group:
        yield Passage(*group)


def _begins_group(line: Line, group: list[Line]) -> bool:
    """A lead that a list follows, or a row in the same paragraph, must never be taken for more of what stands above it."""
    if not group:
        return False
    begins_anew = line.text[0].isupper()
    if item_of(group[0].text):
        return begins_anew and group_of(line.text) is not None
    return (begins_anew or group[-1].text.endswith((".", ":"))) and lead_in(line.text) is not None


def _belongs(line: Line, group: list[Line], *, listing: bool, width: int) -> bool:
    if listing and (group[-1].text.endswith(":") or is_bare_lead(group[-1].text)):
        return False
    if listing or item_of(group[0].text):
        return continues(line, above=group[-1], in_item=not listing, width=width)
    return True


def _rows_by_line(paragraph: Paragraph) -> list[bool]:
    """For each line whether no semicolon follows in its group: then lines below a lead are rows, not a wrapped list."""
    answers, semicolon = [], False
    for line in reversed(paragraph):
        semicolon = semicolon or ";" in line.text
        answers.append(not semicolon)
        if line.text.startswith("*") or lead_in(line.text):
            semicolon = False
    return answers[::-1]


class _Reader:
    """Takes the passages in order. `kind` is the group that is open; `bare` while no rows stood on its lead's own line."""

    def __init__(self) -> None:
        self.found = SideEffects()
        self.kind: Kind | None = None
        self.bare = False

    def take(self, passage: Passage, following: Passage | None) -> None:
        text = passage.text
        item = None if is_footnote(text) else item_of(text)
        below = bool(following and item_of(following.text))
        if item:
            passage.set_aside(item.number)
            if not self._open(passage, item.text, in_item=True):
                self._rows(passage, [_without_end(item.text, passage)])
        elif self._open(passage, text) or (below and self._open_bare(passage)):
            return
        elif is_footnote(text):
            return
        elif self.kind and self.bare and is_bare_lead(text):
            self._open_bare(passage)
        elif self.kind and self.bare and _may_be_rows(text):
            self._rows(passage, _listed(text))
        else:
            self.bare = False
            if below or text.endswith(":") or not is_finished(text):
                self.kind = None  # what follows stands under words that are not understood

    def _open(self, passage: Passage, text: str, *, in_item: bool = False) -> bool:
        """Reads "lead: row; row.", if the text is that. An item with a colon is one only if it has such a list."""
        match = lead_in(text)
        if not match or (in_item and ";" not in text):
            return False
        self.kind = group_of(match["lead"])
        self._lead(passage, match["lead"])
        rows = _listed(text[match.end() :])
        self.bare = not rows
        self._rows(passage, rows)
        return True

    def _open_bare(self, passage: Passage) -> bool:
        """Reads a lead without a colon, above a list of items."""
        text = passage.text
        kind = group_of(text) if 10 <= len(text) <= _LONGEST_LEAD and ";" not in text else None
        if kind:
            self.kind, self.bare = kind, True
            self._lead(passage, text.rstrip(".:"))
        return kind is not None

    def _lead(self, passage: Passage, lead: str) -> None:
        passage.keep(lead, "lead_sentences")
        self.found.leads.append(ParsedLeadSentence(self.kind[0], lead))

    def _rows(self, passage: Passage, items: list[str]) -> None:
        if self.kind:
            self.found.rows += [_row(passage, item, self.kind) for item in items]


def _listed(text: str) -> list[str]:
    return split_list(text.strip().removesuffix("."))


def _without_end(text: str, passage: Passage) -> str:
    """An item without the sign that parts it from the next; a comma is one only where a line ends the item."""
    return text.rstrip(".;, " if len(passage.lines) == 1 else ".; ") or text


def _may_be_rows(text: str) -> bool:
    """Whether a text below a bare lead is one row, or a list of them, and not a sentence."""
    if _NEW_SENTENCE.search(text) or max(map(len, text.split(";"))) > _LONGEST_ROW:
        return False
    return ";" in text or not text.endswith(".") or text.count(" ") < _WORDS_OF_A_SENTENCE


def _row(passage: Passage, item: str, kind: Kind) -> ParsedSideEffect:
    """A closing star becomes `look_alike`; a star inside marks part of the wording, so it stays there as well."""
    wording, qualifier = split_closing(_CLOSING_STAR.sub("", item).rstrip())
    wording = _CLOSING_STAR.sub("", wording).rstrip()
    joined = _AND.match(wording)
    if joined:
        printed, wording = wording, wording[joined.end() :]
        passage.convert(printed, "side_effects", wording)
    else:
        passage.keep(wording, "side_effects")
    passage.keep(qualifier, "side_effects")
    return ParsedSideEffect(kind[0], wording, qualifier, look_alike="*" in item, when=kind[1])


def _read_footnote(passage: Passage, found: SideEffects) -> None:
    match = _FOOTNOTE.fullmatch(passage.text)
    if match and not found.footnote and is_footnote(passage.text) and _ABOUT_LOOK_ALIKES.search(match["text"]):
        passage.keep(match["text"], "footnote")
        found.footnote = match["text"]
