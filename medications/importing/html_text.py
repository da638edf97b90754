"""A web page -> its plain text, in the form `page.parse_page` reads.

    html --reduce--> few and well-formed tags --nh3--> the same, nested by the standard --> lines

Blocks are paragraphs, parted by blank lines; so is each cell of a table, for the old sites laid their pages out in tables. Items
of a list are lines with a bullet or a number. The title is the first line. What only a style hides is kept: it may be what a
button shows.
"""

from dataclasses import dataclass
from html.parser import HTMLParser

import nh3

from medications.importing.html_addresses import page_address
from medications.importing.html_lines import BULLET, Words, Writing
from medications.importing.html_reduced import UNSEEN, reduce

_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_LISTS = frozenset({"ul", "ol"})
_CELLS = frozenset({"table", "caption", "tr", "td", "th", "hr"})
_BLOCKS = frozenset({"p", "pre", "wbr"})  # the last as the break that other blocks were reduced to
_TAGS = _HEADINGS | _LISTS | _CELLS | _BLOCKS | {"br", "li", "a", "img"}
_ATTRIBUTES = {"a": {"href"}, "img": {"alt"}, "ol": {"start"}, "li": {"value"}}
_HIGHEST_NUMBER = 9999
# What the Internet Archive puts on top of a page it shows.
_TOOLBAR = ("<!-- BEGIN WAYBACK TOOLBAR INSERT -->", "<!-- END WAYBACK TOOLBAR INSERT -->")


@dataclass(frozen=True)
class HtmlPage:
    """`address` is where the page stood, "" if it does not say."""

    text: str
    address: str


def html_text(html: str) -> HtmlPage:
    """The page's text, "" if it shows none. Raises ImportRefused for a page that is too large or intricate to be one."""
    page = reduce(_without_toolbar(html))
    address = page_address(html, page.head)
    clean = nh3.clean(
        page.html,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        clean_content_tags=set(UNSEEN),
        url_schemes={"http", "https"},
        link_rel=None,
    )
    reader = _Reader(Writing(own=address))
    reader.feed(clean)
    reader.close()
    return HtmlPage(reader.writing.text(), address)


def _without_toolbar(html: str) -> str:
    before, begin, rest = html.partition(_TOOLBAR[0])
    _, end, after = rest.partition(_TOOLBAR[1])
    return before + after if begin and end else html


class _Reader(HTMLParser):
    """Walks through clean HTML and says to `writing` what it meets."""

    def __init__(self, writing: Writing):
        super().__init__(convert_charrefs=True)
        self.writing = writing
        self.link = ""
        self.kept = 0  # how many <pre> are open
        self.next_numbers: list[int | None] = []  # of the open lists, None for one with bullets

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.link = given.get("href", "")
        elif tag == "br":
            self.writing.break_line()
        elif tag == "img":
            if not self.link:  # in a link it is a button of the site
                self.writing.add_picture(given.get("alt", ""))
        elif tag == "li":
            self.writing.begin_item(self._marker(given.get("value", "")))
        elif tag in _HEADINGS:
            self.writing.begin_heading()
        else:
            self._break(tag)
        self._open(tag, given)

    def handle_endtag(self, tag: str) -> None:
        self.kept -= tag == "pre"
        if tag == "a":
            self.link = ""
        elif tag in _HEADINGS:
            self.writing.end_heading()
        elif tag == "li":
            self.writing.end_line()
            self.writing.marker = ""
        else:
            if tag in _LISTS:
                self.next_numbers.pop()
            self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self.kept:
            self.writing.add(Words(data, self.link))
            return
        first, *others = data.split("\n")
        self.writing.add(Words(first, self.link, kept=True))
        for line in others:
            self.writing.break_line()
            self.writing.add(Words(line, self.link, kept=True))

    def _open(self, tag: str, given: dict[str, str]) -> None:
        self.kept += tag == "pre"
        if tag in _LISTS:
            self.next_numbers.append(_number(given.get("start", ""), otherwise=1) if tag == "ol" else None)

    def _break(self, tag: str) -> None:
        """A block begins or ends. In an item of a list it is a line, so that the items stay together."""
        if self.next_numbers and tag not in _CELLS:
            self.writing.end_line()
        else:
            self.writing.end_paragraph()

    def _marker(self, value: str) -> str:
        if not self.next_numbers or self.next_numbers[-1] is None:
            return BULLET
        number = _number(value, otherwise=self.next_numbers[-1])
        self.next_numbers[-1] = number + 1
        return f"{number}."


def _number(printed: str, *, otherwise: int) -> int:
    printed = printed.strip()
    is_number = printed.isascii() and printed.isdigit() and len(printed) <= len(str(_HIGHEST_NUMBER))
    return int(printed) if is_number else otherwise
