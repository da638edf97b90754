"""Side effects: groups with their lead sentence, one row a wording, and the footnote on look-alikes.

A group is printed as "Side effects that ...: drowsiness; slurred speech*; trembling." or as a lead with bullets below it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from medications.content.choices import SideEffectGroup, When
from medications.importing.brackets import split_closing, split_list
from medications.importing.lines import Line, Paragraph, Passage
from medications.importing.parsed import ParsedLeadSentence, ParsedSideEffect

# In this order: an overdose lead asks for immediate help too, and so, in its words, does "do not require medical attention".
_GROUPS = (
    (re.compile("overdose"), SideEffectGroup.EMERGENCY, When.OVERDOSE),
    (
        re.compile("(?<!not )(?<!n't )(?<!n’t )(?<!fail to )go away|adjusts|not (usually )?(require|need) (immediate )?medical"),
        SideEffectGroup.USUALLY_SETTLES,
        When.ANY,
    ),
    (re.compile("immediate|emergency"), SideEffectGroup.EMERGENCY, When.ANY),
    (re.compile("physician|doctor|nurse|clinician|health care"), SideEffectGroup.TELL_CLINICIAN, When.ANY),
)
_LEAD = re.compile(r"(?P<lead>[^:*;]{10,400}):(?= |$)")
_ITEM = re.compile(r"[•·▪◦‣●-] (?P<text>.+)")
_FOOTNOTE = re.compile(r"\* ?(?P<text>[^*].*)")
_ABOUT_LOOK_ALIKES = re.compile("symptom|side effect", re.IGNORECASE)
_CLOSING_STAR = re.compile(r"(?<!\*)\*$")


@dataclass
class SideEffects:
    """What is read so far; at the end, what the page says."""

    rows: list[ParsedSideEffect] = field(default_factory=list)
    leads: list[ParsedLeadSentence] = field(default_factory=list)
    footnote: str = ""


def read_side_effects(listed: tuple[Paragraph, ...], after: tuple[Paragraph, ...]) -> SideEffects:
    """`listed` stands under the heading "Possible Side Effects"; `after` may hold the footnote too."""
    found = SideEffects()
    kind = None
    for passage in _all_passages(listed):
        opened = _read_group(passage, found)
        kind = opened or kind
        if kind and not opened:
            _read_bullet(passage, kind, found)
    for passage in _all_passages((*listed, *after)):
        _read_footnote(passage, found)
    return found


def group_of(lead: str) -> tuple[SideEffectGroup, When] | None:
    """What a lead sentence asks the reader to do; None if it is no lead."""
    lowered = lead.casefold()
    return next(((group, when) for pattern, group, when in _GROUPS if pattern.search(lowered)), None)


def _all_passages(paragraphs: tuple[Paragraph, ...]) -> Iterator[Passage]:
    return (passage for paragraph in paragraphs for passage in _passages(paragraph))


def _passages(paragraph: Paragraph) -> list[Passage]:
    """A wrapped text is one passage; a line that starts a group, a bullet or the footnote begins the next."""
    groups: list[list[Line]] = []
    for line in paragraph:
        if groups and not _begins_passage(line, after=groups[-1][-1]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Passage(*group) for group in groups]


def _begins_passage(line: Line, *, after: Line) -> bool:
    if line.text.startswith("*") or _ITEM.match(line.text) or _ITEM.match(after.text):
        return True
    lead = _LEAD.match(line.text)
    return bool(lead and group_of(lead["lead"]) and after.text.endswith((".", ":")))


def _read_group(passage: Passage, found: SideEffects) -> tuple[SideEffectGroup, When] | None:
    match = _LEAD.match(passage.text)
    kind = group_of(match["lead"]) if match and not _ITEM.match(passage.text) else None
    if kind is None:
        return None
    passage.keep(match["lead"], "lead_sentences")
    found.leads.append(ParsedLeadSentence(kind[0], match["lead"]))
    for item in split_list(_without_full_stop(passage.text[match.end() :])):
        found.rows.append(_row(passage, item, kind))
    return kind


def _read_bullet(passage: Passage, kind: tuple[SideEffectGroup, When], found: SideEffects) -> None:
    match = _ITEM.fullmatch(passage.text)
    if match:
        found.rows.append(_row(passage, match["text"].rstrip(".;"), kind))


def _row(passage: Passage, item: str, kind: tuple[SideEffectGroup, When]) -> ParsedSideEffect:
    """A closing star becomes `look_alike`; a star inside marks part of the wording, so it stays there as well."""
    wording, qualifier = split_closing(_CLOSING_STAR.sub("", item).rstrip())
    wording = _CLOSING_STAR.sub("", wording).rstrip()
    passage.keep(wording, "side_effects")
    passage.keep(qualifier, "side_effects")
    return ParsedSideEffect(kind[0], wording, qualifier, look_alike="*" in item, when=kind[1])


def _read_footnote(passage: Passage, found: SideEffects) -> None:
    match = _FOOTNOTE.fullmatch(passage.text)
    if match and not found.footnote and _ABOUT_LOOK_ALIKES.search(match["text"]):
        passage.keep(match["text"], "footnote")
        found.footnote = match["text"]


def _without_full_stop(text: str) -> str:
    return text.strip().removesuffix(".")
