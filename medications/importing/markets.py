"""Printed markets such as "U.S. and Canada" -> ISO codes."""

import re

_CODES = {
    "us": "US",
    "usa": "US",
    "united states": "US",
    "united states of america": "US",
    "canada": "CA",
    "uk": "GB",
    "united kingdom": "GB",
    "great britain": "GB",
    "ireland": "IE",
    "eu": "EU",
    "european union": "EU",
    "europe": "EU",
    "australia": "AU",
    "new zealand": "NZ",
    "hong kong": "HK",
    "malaysia": "MY",
    "singapore": "SG",
    "switzerland": "CH",
}
_LONGEST_ABBREVIATION = 5  # "u s a"
_LONGEST = 200
_BETWEEN = re.compile(r"\s*[,;/&]\s*(?:and\s+)?|\s+and\s+", re.IGNORECASE)


def read_markets(text: str) -> tuple[str, ...]:
    """The codes of all markets named, in printed order; nothing at all if any part is not a known market."""
    if len(text) > _LONGEST:
        return ()
    codes = [_CODES.get(_key(part), "") for part in _BETWEEN.split(text.strip())]
    return tuple(dict.fromkeys(codes)) if all(codes) else ()


def _key(name: str) -> str:
    key = name.replace(".", "").casefold().removeprefix("in ").removeprefix("the ").removesuffix(" only").strip()
    return key.replace(" ", "") if len(key) <= _LONGEST_ABBREVIATION else key
