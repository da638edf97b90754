"""What names a source: a DOI, an ISBN, a web address. Told apart, checked, and put in one form in which two can be compared.

Every function raises ValueError for what it cannot read, with a message for the person who typed it.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

LONGEST = 2000
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_BEFORE_DOI = re.compile(r"(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/|doi(?::\s*|\s+))(?:doi:)?", re.IGNORECASE)
# As in addresses of publishers: https://journals.example.org/doi/full/10.1177/1352
_DOI_IN_ADDRESS = re.compile(r"https?://[^/\s]+/(?:\S*/)?doi/(?:\w+/)?(10\.\d{4,9}/[^?#\s]+)", re.IGNORECASE)
_BEFORE_ISBN = re.compile(r"(?:e?isbn)(?:-1[03])?:?\s*", re.IGNORECASE)
_LIKE_ISBN = re.compile(r"[0-9][0-9Xx\s\u00ad\u2010-\u2014-]{8,24}")
_WITHOUT_SCHEME = re.compile(r"(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}(?:[/?#]\S*)?", re.IGNORECASE)
_OF_CAMPAIGNS = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id", re.IGNORECASE)


@dataclass(frozen=True)
class Identifier:
    """`kind` is the field of a source that holds it: `doi`, `isbn` or `url`."""

    kind: str
    value: str


def identified(typed: str) -> Identifier:
    """What was typed or pasted, as the one of the three that it is."""
    typed = typed.strip()
    if not typed:
        raise ValueError("Type or paste a DOI, an ISBN or a web address.")
    if len(typed) > LONGEST:
        raise ValueError(f"This is longer than {LONGEST:,} characters. Paste only the DOI, the ISBN or the address.")
    in_address = _DOI_IN_ADDRESS.match(typed)
    if in_address:
        return Identifier("doi", doi(unquote(in_address[1])))
    if _BEFORE_DOI.match(typed) or typed.startswith("10."):
        return Identifier("doi", doi(typed))
    if re.match(r"https?://", typed, re.IGNORECASE):
        return Identifier("url", typed)
    if _BEFORE_ISBN.match(typed) or _LIKE_ISBN.fullmatch(typed):
        return Identifier("isbn", isbn(typed))
    if _WITHOUT_SCHEME.fullmatch(typed):
        return Identifier("url", f"https://{typed}")
    raise ValueError(
        "This is not a DOI, an ISBN or a web address. A DOI looks like 10.1177/13524585, an ISBN has 10 or 13 digits, "
        "an address begins with https://."
    )


def doi(typed: str) -> str:
    """The bare DOI (`10.1177/13524585`) of one written in any of the usual ways."""
    typed = typed.strip()
    before = _BEFORE_DOI.match(typed)
    bare = typed[before.end() :].strip() if before else typed
    if before and "doi.org/" in before[0].lower():
        bare = unquote(bare.partition("?")[0])
    bare = bare.rstrip(".,;")
    if bare.endswith(")") and bare.count("(") < bare.count(")"):
        bare = bare[:-1]
    if not _DOI.fullmatch(bare) or not bare.isprintable():
        raise ValueError("This is not a whole DOI. A DOI begins with 10., a number and a slash, such as 10.1177/13524585.")
    return bare


def doi_address(bare: str) -> str:
    """The address that leads to what a bare DOI names."""
    return f"https://doi.org/{quote(bare, safe='/:;()')}"


def isbn(typed: str) -> str:
    """The thirteen digits of an ISBN, with or without hyphens; one of ten is turned into one of thirteen."""
    typed = typed.strip()
    before = _BEFORE_ISBN.match(typed)
    signs = re.sub(r"[\s\u00ad\u2010-\u2014-]", "", typed[before.end() :] if before else typed).upper()
    if not re.fullmatch(r"[0-9]{9}[0-9X]|[0-9]{13}", signs):
        raise ValueError(f"An ISBN has 10 or 13 digits; this has {sum(sign.isdigit() for sign in signs)}.")
    if len(signs) == 10:
        if sum((10 - place) * (10 if sign == "X" else int(sign)) for place, sign in enumerate(signs)) % 11:
            raise ValueError("This ISBN has a mistake in it: its last digit does not fit the others.")
        return _with_check_digit(f"978{signs[:9]}")
    if signs != _with_check_digit(signs[:12]):
        raise ValueError("This ISBN has a mistake in it: its last digit does not fit the others.")
    return signs


def _with_check_digit(twelve: str) -> str:
    total = sum(int(sign) * (3 if place % 2 else 1) for place, sign in enumerate(twelve))
    return f"{twelve}{-total % 10}"


def identities(*, doi: str = "", isbn: str = "", url: str = "") -> set[Identifier]:
    """Each in the form in which it can be compared. What cannot be read names nothing."""
    found = set()
    for value, comparable in ((doi, _comparable_doi), (isbn, _comparable_isbn), (url, _comparable_address)):
        with suppress(ValueError):
            found.add(comparable(value))
    return found


def _comparable_doi(typed: str) -> Identifier:
    return Identifier("doi", doi(typed).lower())


def _comparable_isbn(typed: str) -> Identifier:
    return Identifier("isbn", isbn(typed))


def _comparable_address(url: str) -> Identifier:
    """An address of doi.org is a DOI. Elsewhere neither http or https, www, the last slash, nor what campaigns append matter."""
    if _BEFORE_DOI.match(url):
        return _comparable_doi(url)
    parts = urlsplit(url.strip())
    if not parts.netloc:
        raise ValueError("This is not a web address.")
    query = urlencode([(name, value) for name, value in parse_qsl(parts.query, True) if not _OF_CAMPAIGNS.fullmatch(name)])
    host = parts.netloc.lower().removeprefix("www.")
    return Identifier("url", f"{host}{parts.path.rstrip('/')}?{query}")
