"""HTML -> texts and tags in turn, read once from left to right as the standard reads it, comments and scripts left out.

It does not build a tree and does not judge: that is for nh3. It makes what nh3 gets small, whatever was sent.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from medications.importing.decode import ImportRefused

MOST_SIGNS = 100_000  # "<" in the page as it was saved
_MOST_ATTRIBUTES = 1000  # in one tag

# Elements in which the standard knows no tags, and whose content nobody sees.
RAW = ("script", "style", "iframe", "noembed", "noframes", "textarea")

_SPACE = r"[ \t\n\f\r]"
_AFTER_NAME = r"(?=[ \t\n\f\r/>])"
# Each piece takes whatever comes up to its end, or up to the end of the page, so that nothing is read twice.
_MARKUP = re.compile(
    r"<(?:!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|!\[if !supportLists\]>(?P<bullet>.{0,300}?)<!\[endif\]>"
    r"|[!?][^>]*>?|/[^a-z>][^>]*>?|/>"
    rf"|(?P<raw>{'|'.join(RAW)}){_AFTER_NAME}.*?(?:</(?P=raw){_AFTER_NAME}[^>]*>?|\Z)"
    r"|(?P<closing>/?)(?P<name>[a-z][^ \t\n\f\r/>]*))",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"(?P<name>=[^ \t\n\f\r/>=]*|[^ \t\n\f\r/>=]+)"
    rf"""(?:{_SPACE}*={_SPACE}*(?P<value>"[^"]*"|'[^']*'|[^ \t\n\f\r>"'][^ \t\n\f\r>]*|(?=>)))?"""
)
_BETWEEN = re.compile(r"[ \t\n\f\r/]*")
_DIGIT = re.compile(r"[0-9]")
_ENDLESS_NUMBER = re.compile(r"&#(?=[0-9]{8})")  # Python refuses to read numbers of thousands of digits


@dataclass(frozen=True)
class Tag:
    """`name` is in lower case; `printed` is what stands between it and the ">"."""

    name: str
    is_closing: bool
    printed: str

    @property
    def attributes(self) -> dict[str, str]:
        """Names in lower case, values decoded; of two with one name the first counts."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.printed):
            value = match["value"] or ""
            is_quoted = value[:1] in ('"', "'")
            found.setdefault(match["name"].lower(), decoded(value[1:-1] if is_quoted else value))
        return found


def tokens(html: str) -> Iterator[str | Tag]:
    """The page's texts, as they stand there, and its tags. Raises ImportRefused if there is too much of them."""
    refuse_too_many_signs(html)
    at = 0
    while markup := _MARKUP.search(html, at):
        yield html[at : markup.start()]
        at = markup.end()
        if markup["bullet"] is not None:
            yield _word_bullet(markup["bullet"])
        elif markup["name"]:
            at = _end_of_tag(html, at)
            yield Tag(markup["name"].lower(), bool(markup["closing"]), html[markup.end() : at].removesuffix(">"))
    yield html[at:]


def refuse_too_many_signs(text: str) -> None:
    """What costs little to see, before anything is looked for in the text."""
    if text.count("<") > MOST_SIGNS:
        raise ImportRefused(f"The page has more than {MOST_SIGNS:,} tags, and a page about a medicine far fewer.")


def decoded(printed: str) -> str:
    """Text with its character references resolved; one that is none stays as it is."""
    return unescape(_ENDLESS_NUMBER.sub("&amp;#", printed))


def _end_of_tag(html: str, at: int) -> int:
    for _ in range(_MOST_ATTRIBUTES):
        at = _BETWEEN.match(html, at).end()
        attribute = _ATTRIBUTE.match(html, at)
        if not attribute:
            return at + html.startswith(">", at)
        at = attribute.end()
    raise ImportRefused("The page has a tag of more than a thousand parts, which no browser wrote.")


def _word_bullet(printed: str) -> str:
    """What Word prints before an item of a list: a number as it is; any other sign, in whatever font, is a bullet."""
    text = re.sub(r"<[^>]*>", "", printed)
    return text if _DIGIT.search(decoded(text)) else "• "
