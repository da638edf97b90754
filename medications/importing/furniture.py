"""Lines that every page of the old sites carried and that say nothing about a medicine."""

import re

from medications.importing.addresses import split_address

_EXACT = frozenset(
    {
        *("donate", "search", "contact us", "donate search contact us", "donate | search | contact us"),
        *("join the movement", "living with ms", "share", "print", "print this page", "email this page", "e-mail this page"),
        *("back to top", "top of page", "find your chapter", "get involved", "sign in", "site map"),
        *("medications used in ms", "treatments > medications used in ms"),
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
        r"(Home|Treatments?|Treating MS|Living With MS|Library)( [>»] [^>»]{1,40}){1,6}",
    )
)
_TITLE = re.compile(rf"(?P<name>[^.;:]{{1,60}}) [-–|] {_SOCIETY}")
_LONGEST = 300


def is_furniture(text: str, *, is_first_line: bool) -> bool:
    """Whether the whole line is navigation. Only a page's first line may be its browser title ("Avonex - ... Society")."""
    if len(text) > _LONGEST:
        return False
    text, _ = split_address(text)
    if text.casefold() in _EXACT or any(pattern.fullmatch(text) for pattern in _PATTERNS):
        return True
    return is_first_line and bool(_TITLE.fullmatch(text))


def title_of(text: str) -> str:
    """What a browser title names: "Avonex - National Multiple Sclerosis Society" -> "Avonex"; else ""."""
    match = _TITLE.fullmatch(text) if len(text) <= _LONGEST else None
    return match["name"] if match else ""
