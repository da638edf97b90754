"""The medicine's name inferred from the first sentence: "Dantrolene is a muscle relaxant ..."."""

import re

from medications.content.choices import SectionKind
from medications.importing.parsed import ParsedSection

_BRACKET = r"(?: \((?P<beside>[^()]{1,60})\))?"
_IS_A = re.compile(rf"(?P<name>[A-Z][\w'’-]+(?: [a-z0-9][\w-]*){{0,3}}?){_BRACKET},? (?:is|are) (?:an?|one|the)\b")
_APPOSITION = re.compile(rf"(?P<name>[A-Z][\w'’-]+(?: [a-z0-9][\w-]*){{0,3}}?){_BRACKET}, (?:an?|one|the) [^.;]{{1,80}}, ")
_DOES = re.compile(
    rf"(?P<name>[A-Z][\w'’-]+(?: [a-z]\w*(?:ate|ide)| sodium)?){_BRACKET} (?:(?:is|was) (?:used|indicated|given|taken|prescribed"
    r"|approved|available|known|thought)|acts|works|belongs|helps|relieves|relaxes|reduces|decreases|slows|blocks|prevents|treats"
    r"|increases|stimulates)\b"
)
_A_NAME = re.compile(r"[a-z][\w-]{2,}(?: [a-z0-9][\w-]*){0,2}")
_NO_NAME = frozenset(
    "it its this these that those they there the a an people patients treatment treatments medication medications medicine"
    " medicines drug drugs note take taking your you if in for because although most many some several our we research studies"
    " study women men physicians doctors one two each all any both".split()
)


def first_sentences(sections: tuple[ParsedSection, ...]) -> tuple[str, ...]:
    """The beginnings of the texts that say what the medicine is; else of the first text there is."""
    about = tuple(section.body for section in sections if section.kind == SectionKind.ABOUT)
    return about or tuple(section.body for section in sections[:1])


def subject_of(*openings: str) -> str:
    """ "Clonazepam is a benzodiazepine ..." -> "Clonazepam"; "This is a ..." -> "". The first opening that names one counts."""
    return next((match["name"] for match in map(_subject, openings) if match), "")


def name_beside(*openings: str) -> str:
    """ "Provigil (modafinil) is a ..." -> "modafinil"; "" if no such name stands beside the subject."""
    beside = next((match["beside"] or "" for match in map(_subject, openings) if match), "")
    return beside if _A_NAME.fullmatch(beside) else ""


def _subject(opening: str) -> re.Match[str] | None:
    match = _IS_A.match(opening) or _APPOSITION.match(opening) or _DOES.match(opening)
    return match if match and match["name"].split()[0].casefold() not in _NO_NAME else None
