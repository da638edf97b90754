"""The reprint statement: "Reprinted with permission from <editor> (ed.), <title>, <edition>. <place>: <publisher>, <year>"."""

import re

from medications.content.choices import SourceType
from medications.importing.lines import Paragraph, Passage
from medications.importing.parsed import ParsedSource

_REPRINT = re.compile(r"Reprinted (with permission )?from ", re.IGNORECASE)
_PEOPLE = r"(?P<editors>[^()]{2,200}?) ?\((?:eds?|editors?)\.?\)"
_EDITION = r"(?P<edition>(?:\d{1,2}(?:st|nd|rd|th)|First|Second|Third|Fourth|Fifth|Sixth|Revised|New) (?:Edition|ed\.))"
_IMPRINT = r"(?P<place>[^:]{2,80}): (?P<publisher>.{2,200}), (?P<issued>\d{4})"
_BOOKS = (
    re.compile(rf"{_PEOPLE}, (?P<title>.{{2,300}}), {_EDITION}\.? {_IMPRINT}\.?", re.IGNORECASE),
    re.compile(rf"{_PEOPLE}, (?P<title>[^.]{{2,300}})(?P<edition>)\. {_IMPRINT}\.?", re.IGNORECASE),
)
_LONGEST_CITATION = 600  # characters; more is not one book
_PARTS = ("title", "editors", "edition", "place", "publisher", "issued")


def read_sources(paragraphs: tuple[Paragraph, ...]) -> tuple[ParsedSource, ...]:
    """One book for each reprint statement. One that is not understood keeps its statement and nothing else."""
    sources = []
    for paragraph in paragraphs:
        passage = Passage(*paragraph)
        statement = passage.text
        if _REPRINT.match(statement):
            passage.keep(statement, "sources")
            sources.append(ParsedSource(SourceType.BOOK, **_parts(statement), permission=statement))
    return tuple(sources)


def _parts(statement: str) -> dict[str, str]:
    cited = statement[_REPRINT.match(statement).end() :]
    if len(cited) > _LONGEST_CITATION:
        return {}
    match = next((match for match in (book.fullmatch(cited) for book in _BOOKS) if match), None)
    return {part: match[part] for part in _PARTS} if match else {}
