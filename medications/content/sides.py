"""Two pages of one making beside each other on one screen: which of their parts differ, and how both can stand on it. Pure.

The HTML is that of our own templates: headings with an id begin a part, and attributes stand in double quotes.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from html.parser import HTMLParser

TOP = ""  # what stands before the first heading with an id
NAMING = re.compile(r'(\s(?:id|for|aria-labelledby|aria-describedby)=")([^"]+)(")')
WITHIN = re.compile(r'(\shref="#)([^"]+)(")')
HEADINGS = {"h1", "h2", "h3", "h4"}
WITHOUT_END = {"br", "hr", "img", "input", "link", "meta", "wbr"}


@dataclass(frozen=True)
class PagePart:
    """`text` is all that is read in it, the heading included."""

    anchor: str
    heading: str
    text: str


def parts_of(html: str, *, but: str = "") -> list[PagePart]:
    """The page cut at its headings, in reading order. `but` is the class of elements that are no text of the page's own."""
    reader = _Reader(but)
    reader.feed(html)
    reader.close()
    return [
        PagePart(anchor, " ".join("".join(heading).split()), " ".join("".join(text).split()))
        for anchor, heading, text in reader.parts
    ]


def differing(one: list[PagePart], other: list[PagePart], *, but: Collection[str] = ()) -> list[PagePart]:
    """Parts of either that the other has not, or not in the same words; in the order of `one`, then what only `other` has.

    `but` are anchors that do not count.
    """
    theirs, ours = {part.anchor: part for part in other}, {part.anchor for part in one}
    unlike = [part for part in one if part.anchor not in theirs or theirs[part.anchor].text != part.text]
    only_there = [part for part in other if part.anchor not in ours]
    return [part for part in [*unlike, *only_there] if part.anchor not in but]


def heading_of(side: str) -> str:
    """Id of the heading under which a side stands."""
    return f"{side}-heading"


def as_side(html: str, side: str, *, marked: Collection[str], mark: str) -> str:
    """The page with its ids and the links to them kept apart by `side`, and `mark` (HTML) before each heading that is marked.

    Parts with a name of their own are called after the heading of the side too, which the screen must have.
    """
    writer = _Writer(side, marked, mark)
    writer.feed(html)
    writer.close()
    return "".join(writer.written)


class _Reader(HTMLParser):
    """A part goes on until the element ends in which its heading stands; then the one around it goes on."""

    def __init__(self, but: str):
        super().__init__(convert_charrefs=True)
        self.but = but
        self.passed_over = 0  # how many elements are open, from one that does not count on
        self.parts: list[tuple[str, list[str], list[str]]] = [(TOP, [], [])]
        self.part = 0
        self.open: list[tuple[str, int]] = []  # elements, each with the part that goes on after it
        self.inside = ""

    def handle_starttag(self, tag, attrs):
        anchor = dict(attrs).get("id")
        if tag in HEADINGS and anchor:
            self.parts.append((anchor, [], []))
            self.part = len(self.parts) - 1
            self.inside = tag
        self._add(" ")  # words of two elements are two words
        if tag not in WITHOUT_END:
            self.open.append((tag, self.part))
            if self.passed_over or (self.but and self.but in (dict(attrs).get("class") or "").split()):
                self.passed_over += 1

    def handle_startendtag(self, tag, attrs):
        self._add(" ")

    def handle_endtag(self, tag):
        if tag == self.inside:
            self.inside = ""
        while self.open:
            closed, self.part = self.open.pop()
            self.passed_over = max(0, self.passed_over - 1)
            if closed == tag:
                break
        self._add(" ")

    def handle_data(self, data):
        self._add(data)

    def _add(self, data: str) -> None:
        if self.passed_over:
            return
        _, heading, text = self.parts[self.part]
        text.append(data)
        if self.inside:
            heading.append(data)


class _Writer(HTMLParser):
    """Writes everything as it came, but for ids."""

    def __init__(self, side: str, marked: Collection[str], mark: str):
        super().__init__(convert_charrefs=False)
        self.side, self.marked, self.mark = side, marked, mark
        self.written: list[str] = []

    def handle_starttag(self, tag, attrs):
        apart = NAMING.sub(self._of_this_side, self.get_starttag_text())
        self.written.append(WITHIN.sub(self._of_this_side, apart))
        if tag in HEADINGS and dict(attrs).get("id") in self.marked:
            self.written.append(self.mark)

    handle_startendtag = handle_starttag

    def _of_this_side(self, match: re.Match) -> str:
        names = [f"{self.side}-{name}" for name in match[2].split()]
        if match[1].endswith('aria-labelledby="'):
            names.append(heading_of(self.side))
        return f"{match[1]}{' '.join(names)}{match[3]}"

    def handle_endtag(self, tag):
        self.written.append(f"</{tag}>")

    def handle_data(self, data):
        self.written.append(data)

    def handle_entityref(self, name):
        self.written.append(f"&{name};")

    def handle_charref(self, name):
        self.written.append(f"&#{name};")

    def handle_comment(self, data):
        self.written.append(f"<!--{data}-->")
