"""Brand names, the chemical name and its pronunciation, as they stand under "Brand Name Chemical Name"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from medications.importing import brand_prose, brands
from medications.importing.brackets import split_list
from medications.importing.chemical import Chemical, lower_first, parse_chemical, place_chemical
from medications.importing.dosage_forms import read_forms
from medications.importing.entries import Entry, Under
from medications.importing.former_brands import read_former_brands
from medications.importing.inference import name_beside, subject_of
from medications.importing.lines import Passage
from medications.importing.markets import read_markets
from medications.importing.parsed import ParsedBrand, ParsedName
from medications.importing.quotes import Quote

__all__ = ["Names", "lower_first", "merged", "read_names", "settle_generic_name", "subject_of"]

_NOTHING = re.compile(
    r"(?:None|Not applicable|N/A|Not available|(?:There is )?no brand(?: name)?(?: is)?(?: available)?)\.?|[-–—]+", re.IGNORECASE
)
# Where a list goes on without a semicolon: behind a bracket, before a further name.
_AFTER_BRACKET = re.compile(r"(?<=\)),?(?: and| or)? (?=[A-Z0-9])|(?<=\)) (?=[a-z][\w-]*(?: [a-z0-9][\w-]*)?(?:$| \())")
_MOST_PIECES = 200  # a page names a handful
_LONGEST = 80
_BARE_CHEMICAL = re.compile(r"[a-z0-9][\w'’/-]*(?: [\w'’/-]+){0,3}")


@dataclass(frozen=True)
class Names:
    """What the page says of names, in printed order; `generic` as printed, without inference.

    `half` is a chemical name printed without the name proper: "(des-moe-press-in) acetate". The quotes are for findings:
    brands sold no more, prose among the brands, a second chemical name. `says_none`: the page says that there is no brand.
    """

    brands: tuple[ParsedBrand, ...] = ()
    generic: str = ""
    pronunciation: str = ""
    half: Quote | None = None
    forms: tuple[str, ...] = ()
    availability: str = ""
    discontinued: tuple[Quote, ...] = ()
    prose: tuple[Quote, ...] = ()
    second: str = ""
    says_none: bool = False


def merged(names: Names, others: Names) -> Names:
    """Both together; where only one can count, the first that says something."""
    parts = {}
    for part in fields(Names):
        one, other = getattr(names, part.name), getattr(others, part.name)
        parts[part.name] = one + other if isinstance(one, tuple) else one or other
    return Names(**parts)


def read_names(entries: Iterable[Entry], *, openings: tuple[str, ...]) -> Names:
    """The names in `entries`. `openings` are the texts whose first sentence tells a bare chemical name from a bare brand name."""
    entries = list(entries)
    reader = _Reader(subject_of(*openings), has_chemical=any(_is_surely_chemical(entry) for entry in entries))
    for entry in entries:
        reader.take(entry.passage, entry.text, entry.under)
    return reader.names


def settle_generic_name(names: Names, *, openings: tuple[str, ...]) -> ParsedName:
    """The printed chemical name; else the one the first sentence is about, unless that is a brand; else none."""
    if names.generic:
        return ParsedName(names.generic, inferred=False)
    name = subject_of(*openings)
    if name.casefold() in {brand.name.casefold() for brand in names.brands}:
        name = name_beside(*openings)
    if not name:
        return ParsedName()
    salt = names.half.subject if names.half else ""
    whole = f"{name} {salt}" if salt and not name.casefold().endswith(salt.casefold()) else name
    return ParsedName(lower_first(whole), inferred=True)


def _names_in(part: str) -> list[str]:
    """The names in a part of a list that has brackets or commas between them: "Betaseron (U.S.), Betaferon (Europe)"."""
    pieces = []
    for piece in _AFTER_BRACKET.split(part):
        names, bracket, rest = piece.partition(" (")
        listed = names.split(", ")
        if len(listed) > 1 and all(brands.is_plain_name(name) for name in listed) and not read_markets(listed[-1]):
            pieces += [*listed[:-1], f"{listed[-1]}{bracket}{rest}"]
        else:
            pieces.append(piece)
    return pieces


def _is_surely_chemical(entry: Entry) -> bool:
    if entry.under == Under.BRAND:
        return False
    chemical = parse_chemical(entry.text)
    return bool(entry.under == Under.CHEMICAL or _is_in_lower_case(entry.text) or (chemical and chemical.name))


def _is_in_lower_case(text: str) -> bool:
    return text[:1].islower() and bool(_BARE_CHEMICAL.fullmatch(text)) and not (read_forms(text) or parse_chemical(text))


class _Reader:
    """Takes the entries in order. One that is not understood gives nothing and stays unplaced."""

    def __init__(self, subject: str, *, has_chemical: bool):
        self.subject = subject
        self.has_chemical = has_chemical  # some entry is one for sure, so a name in title case need not be
        self.names = Names()
        self.pieces = 0

    def take(self, passage: Passage, text: str, under: Under) -> None:
        if _NOTHING.fullmatch(text):
            passage.set_aside(text)
            self._add(Names(says_none=under != Under.CHEMICAL))
            return
        former = read_former_brands(passage, text) if under != Under.CHEMICAL else ()
        if former:
            self._add(Names(former))
            self._quote_discontinued(former, text)
            return
        for part in split_list(text):
            is_chemical = under != Under.BRAND and parse_chemical(part)
            for piece in (part,) if is_chemical else _names_in(part):
                self._piece(passage, piece.strip(), under)

    def _piece(self, passage: Passage, text: str, under: Under) -> None:
        self.pieces += 1
        if self.pieces > _MOST_PIECES:
            return
        chemical = parse_chemical(text) if under != Under.BRAND else None
        if chemical:
            self._chemical(passage, text, chemical)
        elif under == Under.CHEMICAL:
            if self._is_name(text):
                self._bare_chemical(passage, text)
        elif not (self._forms(passage, text) or self._brand(passage, text) or self._prose(passage, text)):
            self._bare(passage, text, under)

    def _chemical(self, passage: Passage, text: str, chemical: Chemical) -> None:
        names = self.names
        if names.generic and not names.pronunciation and not chemical.name:
            place_chemical(passage, text)
            self._add(Names(pronunciation=chemical.said))
        elif names.generic or names.half:
            self._second(passage, chemical.name, text)
        else:
            place_chemical(passage, text)
            generic = "" if chemical.is_half else lower_first(chemical.name)
            half = Quote(chemical.name, text) if chemical.is_half else None
            self._add(Names(generic=generic, pronunciation=chemical.said, half=half))

    def _bare_chemical(self, passage: Passage, text: str) -> None:
        names = self.names
        if names.generic or (names.half and names.half.subject):
            self._second(passage, text, text)
            return
        passage.keep(text, "generic_name")
        self._add(Names(generic=lower_first(text)))

    def _second(self, passage: Passage, name: str, text: str) -> None:
        """A chemical name where one was read before: the same again, or that of another medicine."""
        if name.casefold() == self.names.generic.casefold():
            passage.set_aside(name)
        else:
            self.names = replace(self.names, second=self.names.second or text)

    def _forms(self, passage: Passage, text: str) -> bool:
        """Forms of the brand before, behind a semicolon: "Dulcolax - tablets; suppositories (U.S.)"."""
        printed, _, rest = text.partition(" (")
        forms = read_forms(printed) if self.names.brands else ()
        if not forms:
            return False
        passage.convert(printed, "dosage_forms", " ".join(forms))
        self._add(Names(forms=forms))
        beside = brands.read_beside(f"({rest}") if rest else brands.Beside()
        name = self.names.brands[-1].name
        further = [one for one in brands.entries_of(name, beside) if one.market and one not in self.names.brands]
        if further:
            brands.place_beside(passage, f"({rest}")
            without_market = ParsedBrand(name)
            kept = tuple(one for one in self.names.brands if one != without_market)
            self.names = replace(self.names, brands=(*kept, *further))
        return True

    def _brand(self, passage: Passage, text: str) -> bool:
        """A brand with something beside its name that is understood."""
        brand = brands.split_brand(text)
        beside = brands.read_beside(brand.rest) if brand and brand.rest else brands.Beside()
        if not beside.says_something:
            return False
        if brand_prose.is_prose(text) and (brand.has_more or not brands.is_plain_name(brand.name)):
            return False
        self._add_brand(passage, brand, beside, text)
        return True

    def _add_brand(self, passage: Passage, brand: brands.Brand, beside: brands.Beside, text: str) -> None:
        passage.keep(brand.name, "brand_names")
        brands.place_beside(passage, brand.rest)
        entries = brands.entries_of(brand.name, beside)
        self._add(Names(entries, forms=beside.forms, availability=beside.availability))
        if beside.discontinued:
            self._quote_discontinued(entries, text)

    def _prose(self, passage: Passage, text: str) -> bool:
        if not brand_prose.is_prose(text):
            return False
        found = brand_prose.read_prose(passage, text)
        subjects = dict.fromkeys(brand.name for brand in found) or {"": None}
        self._add(Names(found, prose=tuple(Quote(name, text) for name in subjects)))
        return True

    def _bare(self, passage: Passage, text: str, under: Under) -> None:
        """A name with nothing beside it: the chemical name if the first sentence is about it, else perhaps a brand."""
        brand = brands.split_brand(text)
        if under == Under.BOTH and self._is_bare_chemical(text):
            self._bare_chemical(passage, text)
        elif brand and brands.is_plain_name(brand.name) and (under == Under.BRAND or not self._is_subject(brand.name)):
            self._add_brand(passage, brand, brands.Beside(), text)

    def _is_subject(self, name: str) -> bool:
        """Whether the first sentence is about it; only its own label says then that it is a brand."""
        return name.casefold() == self.subject.casefold()

    def _is_bare_chemical(self, text: str) -> bool:
        if not self._is_name(text):
            return False
        subject, name = self.subject.casefold(), text.casefold()
        if subject and (name == subject or name.startswith(f"{subject} ") or subject.startswith(f"{name} ")):
            return True
        if _is_in_lower_case(text):
            return True
        # The first sentence does not help: then the second column is the chemical name.
        known = {brand.name.casefold() for brand in self.names.brands}
        return bool(known) and not self.has_chemical and (not subject or subject in known) and name not in known

    def _is_name(self, text: str) -> bool:
        return len(text) <= _LONGEST and bool(re.fullmatch(r"[A-Za-z0-9][\w ,'’/+-]*", text)) and text.count(" ") <= 5

    def _quote_discontinued(self, found: tuple[ParsedBrand, ...], text: str) -> None:
        quotes = tuple(Quote(name, text) for name in dict.fromkeys(brand.name for brand in found))
        self._add(Names(discontinued=quotes))

    def _add(self, more: Names) -> None:
        self.names = merged(self.names, more)
