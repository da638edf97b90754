"""Items of a printed list: "• text", "- text", "1. text", "2) text"."""

import re
from dataclasses import dataclass

MARKS = "•·▪◦‣●■□♦►✓"
_BULLET = re.compile(rf"(?:[{MARKS}] ?|[-–*] )(?P<text>\S.*)")
_NUMBERED = re.compile(r"\(?(?P<number>\d{1,2})[.)] (?P<text>\S.*)")


@dataclass(frozen=True)
class Item:
    """`number` is "" for a bullet."""

    text: str
    number: str = ""


class Numbering:
    """Tells the items of a numbered list, which count up from 1, from a line of text that happens to begin with a number."""

    def __init__(self) -> None:
        self._last = 0

    def item(self, text: str) -> Item | None:
        """The item that `text` begins, if it is the next one."""
        bullet = bullet_of(text)
        if bullet:
            return bullet
        match = _NUMBERED.fullmatch(text)
        if not match or int(match["number"]) not in (1, self._last + 1):
            return None
        self._last = int(match["number"])
        return Item(match["text"], match["number"])


def item_of(text: str) -> Item | None:
    """The item that `text` begins, whatever number it has: for zones that hold nothing but lists."""
    numbered = _NUMBERED.fullmatch(text)
    return Item(numbered["text"], numbered["number"]) if numbered else bullet_of(text)


def bullet_of(text: str) -> Item | None:
    match = _BULLET.fullmatch(text)
    return Item(match["text"]) if match else None


def without_mark(text: str) -> str:
    """The text without the bullet before it, if there is one."""
    bullet = bullet_of(text)
    return bullet.text if bullet else text
