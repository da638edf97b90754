"""A Markdown text as pieces that can be moved one at a time: paragraphs, and the single items of a list."""

import re

_BLOCK = re.compile(r"\n[ \t]*\n\s*")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)]) +\S")


def pieces(body: str) -> list[str]:
    """The paragraphs of `body` in order; a block in which every line begins a list item gives one piece an item.

    >>> pieces("Take it with food.\\n\\n- no alcohol\\n- no grapefruit")
    ['Take it with food.', '- no alcohol', '- no grapefruit']
    """
    found = []
    for block in _BLOCK.split(body.strip()):
        lines = block.split("\n")
        if all(_ITEM.match(line) for line in lines):
            found += lines
        elif block:
            found.append(block)
    return found


def joined(parts: list[str]) -> str:
    """The text of which these are the pieces: items one after the other in one list, everything else a paragraph."""
    text = ""
    for before, part in zip(["", *parts], parts, strict=False):
        if before:
            text += "\n" if is_item(before) and is_item(part) else "\n\n"
        text += part
    return text


def is_item(piece: str) -> bool:
    return bool(_ITEM.match(piece)) and "\n" not in piece


def without_mark(piece: str) -> str:
    """A piece as a plain sentence: without the sign that begins a list item, on one line."""
    text = piece[_ITEM.match(piece).end() - 1 :] if is_item(piece) else piece
    return " ".join(text.split())
