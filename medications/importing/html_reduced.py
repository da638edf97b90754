"""A web page, cut down to the tags that shape its text.

The HTML parser behind nh3 follows the standard, and by the standard some small pages cost minutes and gigabytes: bold tags left
open by the thousand, ten thousand tags inside each other, a megabyte of "&". So what it is given has no formatting tags, no
attribute but the few that are read, no character reference but complete ones, and a limited number of tags.
"""

from collections import Counter
from dataclasses import dataclass, field
from html import escape

from medications.importing.decode import ImportRefused
from medications.importing.html_tokens import RAW, Tag, decoded, tokens

MOST_TAGS = 20_000  # that shape the text, opening and closing
MOST_CHARACTERS = 500_000  # of text
_MOST_AMPERSANDS = 20_000  # of which each costs as much as the text is long
_MOST_INSIDE = 200  # tags of one name inside each other; each new tag costs as much as the nest is deep
_MOST_IN_HEAD = 1000

# Elements whose content nobody sees on the page, or (choices of a form) is no text of it. What noscript and noframes hold was
# shown only to browsers without scripts or frames: "please switch on JavaScript", a counter's picture.
_HIDDEN = ("noscript", "template", "select", "datalist", "svg", "math", "audio", "video", "canvas", "xml")
UNSEEN = frozenset(RAW + _HIDDEN)
_HEAD = frozenset({"link", "meta", "base"})

# Blocks of text become the breaks before and after them: elements without content, so that nothing can be in them or left open.
_BREAKS = dict.fromkeys(
    "address article aside blockquote button center details div fieldset figcaption figure footer form header hgroup"
    " legend main nav section summary".split(),
    ("<wbr>", "<wbr>"),
)
_BREAKS |= {"dl": ("<hr>", "<hr>"), "dt": ("<hr>", ""), "dd": ("<br>", "")}  # a term and what it is stay together
# What other tags become. The rest go; the text between them stays.
_BECOMES = {"menu": "ul", "dir": "ul", "xmp": "pre", "listing": "pre", "image": "img"}
_BECOMES |= {name: name for name in "p br hr h1 h2 h3 h4 h5 h6 ul ol li table caption tr td th pre a img".split()}
_BECOMES |= {name: name for name in _HIDDEN}
# By the standard these have no content, or end where the next one begins.
_NEVER_INSIDE = frozenset({"p", "br", "hr", "li", "caption", "tr", "td", "th", "a", "img"})
# Where the table's own tag is missing, the standard drops its cells and their words would run together: a rule parts them.
_CELLS = ("td", "th")
_ATTRIBUTES = {"a": ("href",), "img": ("alt",), "ol": ("start",), "li": ("value",)}


@dataclass
class Reduced:
    """`html` is well-formed but for its nesting. `head` holds the page's link, meta and base tags."""

    html: str = ""
    head: list[Tag] = field(default_factory=list)


def reduce(page: str) -> Reduced:
    """Raises ImportRefused for more tags or text than a page about a medicine can have."""
    pieces: list[str] = []
    head: list[Tag] = []
    characters = tags = 0
    titles, nest = _Titles(), Counter()
    for token in tokens(page):
        if isinstance(token, str):
            characters += len(token)
            _refuse_above(MOST_CHARACTERS, characters, "characters of text")
            pieces.append(_text(token))
            continue
        if token.name in _HEAD and len(head) < _MOST_IN_HEAD:
            head.append(token)
        written = titles.written(token) if token.name == "title" else _tag(token)
        tags += bool(written)
        _refuse_above(MOST_TAGS, tags, "tags")
        _refuse_above(_MOST_INSIDE, _depth(nest, token), "tags inside each other")
        pieces.append(written)
    html = "".join(pieces)
    _refuse_above(_MOST_AMPERSANDS, html.count("&amp;"), "ampersands")
    return Reduced(html, head)


class _Titles:
    """The first title is the page's and becomes a paragraph: by the standard, one left open would swallow the page.

    Later ones are of drawings.
    """

    def __init__(self) -> None:
        self.is_over = False

    def written(self, tag: Tag) -> str:
        if self.is_over:
            return ""
        self.is_over = tag.is_closing
        return "</p>" if tag.is_closing else "<p>"


def _tag(tag: Tag) -> str:
    if tag.name in _BREAKS:
        return _BREAKS[tag.name][tag.is_closing]
    name = _BECOMES.get(tag.name)
    if not name or (name in ("svg", "math") and tag.printed.endswith("/")):  # only a drawing can close itself
        return ""
    if tag.is_closing:
        return f"</{name}>"
    wanted = _ATTRIBUTES.get(name, ())
    given = tag.attributes if wanted else {}
    if name == "a" and "href" not in given:
        return ""  # a mark to jump to, often left open
    written = f"<{name}{''.join(_attribute(each, given[each]) for each in wanted if each in given)}>"
    return f"{written}<hr>" if name in _CELLS else written


def _depth(nest: Counter, tag: Tag) -> int:
    """How many of the tag's name are open, the tag counted in `nest`."""
    name = _BECOMES.get(tag.name)
    if not name or name in _NEVER_INSIDE:
        return 0
    nest[name] = max(nest[name] + (-1 if tag.is_closing else 1), 0)
    return nest[name]


def _attribute(name: str, value: str) -> str:
    return f' {name}="{escape(value)}"'


def _text(printed: str) -> str:
    apart = " " if printed.endswith("<") else ""  # or it would make a tag with what follows the one that goes
    return escape(decoded(printed) + apart, quote=False)


def _refuse_above(most: int, number: int, what: str) -> None:
    if number > most:
        raise ImportRefused(
            f"The page has more than {most:,} {what}, and a page about a medicine far fewer. Please save its text as plain text."
        )
