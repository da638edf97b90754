"""Printed markets such as "U.S. and Canada" -> ISO codes."""

import re

_CODES = {
    "us": "US",
    "usa": "US",
    "united states": "US",
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
}
_BETWEEN = re.compile(r"\s*[,;/&]\s*(?:and\s+)?|\s+and\s+", re.IGNORECASE)


def read_markets(text: str) -> tuple[str, ...]:
    """The codes of all markets named, in printed order; nothing at all if any part is not a known market."""
    codes = [_CODES.get(_key(part), "") for part in _BETWEEN.split(text.strip())]
    return tuple(dict.fromkeys(codes)) if all(codes) else ()


def _key(name: str) -> str:
    return name.replace(".", "").casefold().removeprefix("the ").strip()
