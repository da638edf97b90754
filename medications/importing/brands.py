"""One brand as printed, with what stands beside its name: markets, forms, whether it is still sold.

"Klonopin (U.S.)", "Dulcolax - tablets, suppositories (U.S. and Canada)", "Symmetrel (no longer available in Canada)".
"""

import re
from dataclasses import dataclass

from medications.content.choices import BrandStatus
from medications.importing.availability import availability_in
from medications.importing.dosage_forms import read_forms
from medications.importing.lines import Passage
from medications.importing.markets import read_markets
from medications.importing.parsed import ParsedBrand

_LONGEST = 300
_MARK = "®™"
_SPLIT = re.compile(rf"(?P<name>[A-Z0-9][^():;–—{_MARK}]{{0,79}}?) ?[{_MARK}]?(?P<rest>(?: ?\(| - | ?[–—]).*)?")
# Markets without brackets: "Klonopin, U.S. and Canada".
_BARE_MARKETS = re.compile(
    r"(?P<name>[A-Z0-9][^(),;]{1,60}?),?"
    r" (?P<rest>(?:U\.?S\.?(?:A\.?)?|United States|Canada|U\.?K\.?|Europe|Australia)(?: .*|, .*)?)"
)
_BESIDE = re.compile(r"\((?P<bracket>[^()]*)\)|[-–—] ?(?P<dash>[^()–—]+?)(?= ?[(–—]| - |$)")
_PLAIN_NAME = re.compile(r"[A-Z0-9][\w.'’/+-]*(?: (?:[A-Z0-9][\w.'’/+-]*|of|and|the|for|with|in|de)){0,5}")
_NO_BRAND = frozenset(
    "none no not n/a unknown various several many multiple numerous it this there these the other any yes".split()
)
_DISCONTINUED = re.compile(
    r"(?:now |since )?(?:discontinued|withdrawn|no longer (?:available|sold|marketed|made)|(?:previously|formerly)"
    r"(?: available| sold| marketed)?)(?:,? (?:in |from )?(?P<markets>.+))?",
    re.IGNORECASE,
)
_PRESCRIPTION = re.compile(
    r"(?:(?:available|sold) )?(?:(?:with(?: or without)?|without|by|only by|on) (?:a )?prescription(?: only)?"
    r"|over[- ]the[- ]counter|OTC)",
    re.IGNORECASE,
)
_PARTS = re.compile(r" ?[;,] ?(?:and )?| and ")


@dataclass(frozen=True)
class Beside:
    """What the brackets and dashes beside a brand's name say. `is_understood` if all of them were."""

    markets: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    availability: str = ""
    discontinued: bool = False
    is_understood: bool = True

    def __add__(self, other: "Beside") -> "Beside":
        return Beside(
            tuple(dict.fromkeys(self.markets + other.markets)),
            tuple(dict.fromkeys(self.forms + other.forms)),
            self.availability or other.availability,
            self.discontinued or other.discontinued,
            self.is_understood and other.is_understood,
        )

    @property
    def says_something(self) -> bool:
        return bool(self.markets or self.forms or self.availability or self.discontinued)


@dataclass(frozen=True)
class Brand:
    """A brand's `name` as printed, and `rest`, the brackets and dashes after it."""

    name: str
    rest: str

    @property
    def has_more(self) -> bool:
        """Whether there is anything but brackets and dashes after the name."""
        return not read_markets(self.rest) and bool(_BESIDE.sub("", self.rest).strip())


def split_brand(text: str) -> Brand | None:
    """The name and what stands beside it; None if `text` does not begin with a name."""
    if len(text) > _LONGEST:
        return None
    bare = _BARE_MARKETS.fullmatch(text)
    match = bare if bare and read_markets(bare["rest"]) else _SPLIT.fullmatch(text)
    if not match or match["name"].split()[0].casefold().rstrip(".,") in _NO_BRAND:
        return None
    return Brand(match["name"].strip(), (match["rest"] or "").strip())


def is_plain_name(text: str) -> bool:
    """Whether `text` could be a brand's name though nothing beside it says so: a few words in title case."""
    return bool(_PLAIN_NAME.fullmatch(text)) and len(text) <= 80 and text.split()[0].casefold().rstrip(".,") not in _NO_BRAND


def read_beside(rest: str) -> Beside:
    """What the brackets and dashes in `rest` say, without noting it: first it must be known whether this is a brand."""
    return _read(rest, None)


def place_beside(passage: Passage, rest: str) -> None:
    """Notes on `passage` which pieces of `rest` were understood."""
    _read(rest, passage)


def entries_of(name: str, beside: Beside) -> tuple[ParsedBrand, ...]:
    """The brand once for each of its markets; once without one if none is known."""
    status = BrandStatus.DISCONTINUED if beside.discontinued else BrandStatus.UNKNOWN
    return tuple(ParsedBrand(name, market, status) for market in beside.markets or ("",))


def _read(rest: str, passage: Passage | None) -> Beside:
    printed = [match["bracket"] or match["dash"] or "" for match in _BESIDE.finditer(rest)]
    pieces = [rest] if read_markets(rest) else printed
    return sum((_piece(piece.strip(), passage) for piece in pieces), Beside())


def _piece(piece: str, passage: Passage | None) -> Beside:
    """One bracket: "U.S. and Canada", "tablets", "discontinued", or several of these with commas or semicolons between."""
    said = _one(piece, passage)
    if said.is_understood or not _PARTS.search(piece):
        return said
    return sum((_one(part.strip(), passage) for part in _PARTS.split(piece) if part.strip()), Beside())


def _one(piece: str, passage: Passage | None) -> Beside:
    markets, forms = read_markets(piece), read_forms(piece)
    ended = _DISCONTINUED.fullmatch(piece)
    availability = availability_in(f"available {piece}") if _PRESCRIPTION.fullmatch(piece) else ""
    if markets:
        said, field, value = Beside(markets=markets), "brand_names", " ".join(markets)
    elif forms:
        said, field, value = Beside(forms=forms), "dosage_forms", " ".join(forms)
    elif ended and (not ended["markets"] or read_markets(ended["markets"])):
        markets = read_markets(ended["markets"] or "")
        said, field, value = Beside(markets, discontinued=True), "brand_names", " ".join(["discontinued", *markets])
    elif availability:
        said, field, value = Beside(availability=availability), "availability", availability
    else:
        return Beside(is_understood=not piece)
    if passage:
        passage.convert(piece, field, value)
    return said
