"""Brand names, the chemical name and its pronunciation."""

import re
from dataclasses import dataclass

from medications.importing.brackets import split_closing, split_list
from medications.importing.lines import Line, Paragraph, Passage
from medications.importing.markets import read_markets
from medications.importing.parsed import ParsedBrand, ParsedName

_PRONUNCIATION = r"(?P<said>[a-z]+(?:[- ][a-z]+)*-[a-z]+)"
_CHEMICAL = re.compile(rf"(?P<name>[A-Za-z][\w ,-]*\S) ?\({_PRONUNCIATION}\)(?: (?P<rest>[\w][\w -]*))?")
_BRAND = re.compile(r"[A-Z0-9][^()]{0,79}")
_SINGLE_NAME = re.compile(r"[A-Z][\w'’-]+")
_FIRST_SENTENCE = re.compile(r"(?P<name>[A-Z][\w'’-]+(?: [a-z0-9][\w-]*){0,3}?) (?:is|are) (?:an?|one|the)\b")
_NO_NAME = frozenset({"it", "this", "these", "that", "they", "there", "the"})


@dataclass(frozen=True)
class Names:
    """`brands` in printed order; `generic` as printed under "Chemical Name", without inference."""

    brands: tuple[ParsedBrand, ...] = ()
    generic: str = ""
    pronunciation: str = ""


def read_names(paragraphs: tuple[Paragraph, ...], *, opening: str) -> Names:
    """What stands under "Brand Name Chemical Name". `opening` is the page's first sentence, which tells a bare
    chemical name from a bare brand name."""
    subject, brands, generic, said = subject_of(opening), [], "", ""
    for passage in (passage for paragraph in paragraphs for passage in _entries(paragraph)):
        found = _read_entry(passage, subject)
        brands += found.brands
        if found.generic and not generic:
            generic, said = found.generic, found.pronunciation
    return Names(tuple(brands), generic, said)


def read_brands(passage: Passage, text: str) -> tuple[ParsedBrand, ...]:
    """The brands in `text`, a piece of `passage`: "Klonopin (U.S.); Rivotril (Canada)". Without a known market: none."""
    brands = []
    for entry in split_list(text):
        name, bracket = split_closing(entry)
        markets = read_markets(bracket)
        if not markets or not _BRAND.fullmatch(name):
            continue
        passage.keep(name, "brand_names")
        passage.convert(bracket, "brand_names", " ".join(markets))
        brands += [ParsedBrand(name, market) for market in markets]
    return tuple(brands)


def read_chemical(passage: Passage, text: str) -> tuple[str, str]:
    """The chemical name in `text` and its pronunciation: "Modafinil (moe-daf-i-nil)"; or "", ""."""
    match = _CHEMICAL.fullmatch(text)
    if not match:
        return "", ""
    passage.keep(match["name"], "generic_name")
    passage.keep(match["said"], "pronunciation")
    passage.keep(match["rest"] or "", "generic_name")
    name = " ".join(part for part in (match["name"], match["rest"]) if part)
    return lower_first(name), match["said"]


def settle_generic_name(names: Names, *, opening: str) -> ParsedName:
    """The printed chemical name; else the one the first sentence is about, unless that is a brand; else none."""
    if names.generic:
        return ParsedName(names.generic, inferred=False)
    name = subject_of(opening)
    is_brand = name.casefold() in {brand.name.casefold() for brand in names.brands}
    return ParsedName() if is_brand or not name else ParsedName(lower_first(name), inferred=True)


def subject_of(opening: str) -> str:
    """ "Clonazepam is a benzodiazepine ..." -> "Clonazepam"; "This is a ..." -> ""."""
    match = _FIRST_SENTENCE.match(opening)
    if not match or match["name"].split()[0].casefold() in _NO_NAME:
        return ""
    return match["name"]


def lower_first(name: str) -> str:
    """ "Clonazepam" -> "clonazepam", "OnabotulinumtoxinA" -> "onabotulinumtoxinA", "ACTH" as it is."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _entries(paragraph: Paragraph) -> list[Passage]:
    """One entry a line; a line that begins with a bracket belongs to the one before ("DDAVP Tablets", "(U.S.)")."""
    groups: list[list[Line]] = []
    for line in paragraph:
        if groups and line.text.startswith("("):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Passage(*group) for group in groups]


def _read_entry(passage: Passage, subject: str) -> Names:
    """The names in one entry. One that is not understood gives none and stays unplaced."""
    text = passage.text
    if text.rstrip(".") == "None":
        passage.set_aside(text)
        return Names()
    brands = read_brands(passage, text)
    if brands:
        return Names(brands)
    generic, said = read_chemical(passage, text)
    return Names((), generic, said) if generic else _read_bare_name(passage, subject)


def _read_bare_name(passage: Passage, subject: str) -> Names:
    """A name without brackets: the chemical name if the page's first sentence is about it, else perhaps a brand."""
    text = passage.text
    if text.casefold() == subject.casefold():
        passage.keep(text, "generic_name")
        return Names((), lower_first(text))
    if _SINGLE_NAME.fullmatch(text):
        passage.keep(text, "brand_names")
        return Names((ParsedBrand(text),))
    return Names()
