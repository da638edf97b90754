"""The text of a web page as it is written down: words into lines, lines into paragraphs."""

import re
from dataclasses import dataclass, field

from medications.importing.html_addresses import address_in_text

BULLET = "•"
_BULLETS = frozenset("•·▪◦‣●*-–")
# What stands for a bullet in pages that drew theirs.
_DRAWN_BULLETS = frozenset({"bullet", "bullet point", "dot", "arrow"})
_LONGEST_ALTERNATIVE = 200
_MOST_WORDS = 200  # runs of text in a line; one with more links is a menu, and their addresses are not looked at


@dataclass(frozen=True)
class Words:
    """A run of text as the page has it; `link` is its address if it is a link, `kept` if its blanks count."""

    text: str
    link: str = ""
    kept: bool = False


@dataclass
class Writing:
    """Takes the words of a page in order. `own` is the address of the page, "" if it is not known."""

    own: str
    paragraphs: list[list[str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    alternatives: list[str] = field(default_factory=list)  # of the line's pictures
    marker: str = ""  # bullet or number that waits for the first line of its item
    in_heading: bool = False
    is_apart: bool = False  # the last item was a paragraph of its own

    def add(self, words: Words) -> None:
        self.words.append(words)

    def add_picture(self, alternative: str) -> None:
        """A picture, by the text that stands for it: printed where a line has no other text, such as a heading drawn as one."""
        if "<" not in alternative:  # markup that ended up in the wrong place
            self.alternatives.append(alternative)

    def begin_item(self, marker: str) -> None:
        self.end_line()
        if self.is_apart:
            self.end_paragraph()
        self.marker = marker

    def begin_heading(self) -> None:
        self.end_paragraph()
        self.marker, self.in_heading = "", True

    def end_heading(self) -> None:
        self.end_paragraph()
        self.in_heading = False

    def break_line(self) -> None:
        """A line break; two in a row, as pages of the time parted their paragraphs, end the paragraph."""
        if not self.end_line():
            self.end_paragraph()

    def end_paragraph(self) -> None:
        self.end_line()
        if self.lines:
            self.paragraphs.append(self.lines)
        self.lines, self.is_apart = [], False

    def end_line(self) -> bool:
        """Whether there was anything on the line."""
        words, alternatives, self.words, self.alternatives = self.words, self.alternatives, [], []
        text = _plain(words) or _standing_for(alternatives)
        if text in _BULLETS or text.casefold() in _DRAWN_BULLETS:
            self.marker = self.marker or BULLET  # bullets in a column of their own: what follows is the item
        elif text:
            self._write(text, words)
        return bool(text)

    def text(self) -> str:
        self.end_paragraph()
        return "\n\n".join("\n".join(lines) for lines in self.paragraphs)

    def _write(self, text: str, words: list[Words]) -> None:
        marker, self.marker = self.marker, ""
        is_link = all(each.link for each in words if each.text.strip())
        # A line that is a link may be a heading, or the title of a leaflet, and is read as one only if nothing is added to it.
        # Links away from a known site are neither when they stand in a list.
        adds_addresses = not self.in_heading and (not is_link or bool(marker and self.own))
        written = self._with_addresses(words, text) if adds_addresses and len(words) <= _MOST_WORDS else text
        if marker == BULLET and is_link and words and written == text:
            self.end_paragraph()
            self.is_apart, marker = True, ""
        self.lines.append(f"{marker} {written}" if marker and text[0] not in _BULLETS else written)

    def _with_addresses(self, words: list[Words], text: str) -> str:
        return _plain([self._with_address(each, text.casefold()) if each.link else each for each in words])

    def _with_address(self, words: Words, line: str) -> Words:
        address = address_in_text(words.link, line=line, own=self.own) if words.text.strip() else ""
        if not address:
            return words
        printed = words.text.rstrip()
        return Words(f"{printed} ({address}){words.text[len(printed) :]}", kept=words.kept)


def _plain(words: list[Words]) -> str:
    """One line of text: blanks as a browser shows them, so a run of them is one space, but where they are kept."""
    text = "".join(each.text for each in words)
    if any(each.kept for each in words):
        return re.sub(r"\s", " ", text).rstrip() if text.strip() else ""
    return " ".join(text.split())


def _standing_for(alternatives: list[str]) -> str:
    texts = (" ".join(text.split()) for text in alternatives)
    return " ".join(text for text in texts if len(text) <= _LONGEST_ALTERNATIVE)
