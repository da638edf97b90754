"""Lines that every page of the old sites carried and that say nothing about a medicine."""

import re

_EXACT = frozenset(
    {
        "donate search contact us",
        "join the movement",
        "living with ms",
        "share",
        "treatments > medications used in ms",
    }
)
_SOCIETY = r"(\w[\w.'’]* ){0,5}(Multiple Sclerosis|MS) Society"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"Home - {_SOCIETY}",
        _SOCIETY,
        r"Skip to \w+( Skip to \w+)*",
        r"Home( \| [^|]{1,40}){2,}",
    )
)
_TITLE = re.compile(rf"[^.;:]{{1,60}} - {_SOCIETY}")


def is_furniture(text: str, *, is_first_line: bool) -> bool:
    """Whether the whole line is navigation. Only a page's first line may be its browser title ("Avonex - ... Society")."""
    if text.casefold() in _EXACT or any(pattern.fullmatch(text) for pattern in _PATTERNS):
        return True
    return is_first_line and bool(_TITLE.fullmatch(text))
