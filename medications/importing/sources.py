"""The statement that a page is reprinted, in the forms in which societies printed it.

"Reprinted with permission from <editor> (ed.), <title>, <edition>. <place>: <publisher>, <year>"
"""

import re

from medications.content.choices import SourceType
from medications.importing.lines import Paragraph, Passage
from medications.importing.parsed import ParsedSource

_LEAD_IN = (
    r"(?:(?:This|The) (?:material|information|page|text|article|section|content)s? (?:is|was|are|were|has been) "
    r"|(?:Portions|Parts)(?: of (?:this|the) (?:page|text|material))?(?: are| were)? )?"
)
_VERB = r"(?:reprinted|adapted|excerpted|reproduced)"
_PERMISSION = r"(?:with|by)\b[^.]{0,40}\bpermission\b(?: of [^.]{2,60}?)?,?"
# Capitalised where it stands, so that a wrapped sentence whose next line begins with "adapted from" is none.
_STATEMENT = re.compile(
    rf"(?=(?-i:[A-Z]))(?:{_LEAD_IN}{_VERB},? (?:{_PERMISSION}|from\b).*"
    r"|From:? .{20,600}\b(?:used|reprinted) (?:with|by) permission\b.*)",
    re.IGNORECASE,
)
_CITED = re.compile(rf"(?:{_LEAD_IN}{_VERB},? (?:{_PERMISSION} )?from|From:?) (?P<cited>.*)", re.IGNORECASE)
_AFTER_CITED = re.compile(r"\.? ?(?:used|reprinted) (?:with|by) permission\.?$", re.IGNORECASE)

_NAMES = r"(?P<editors>[^()]{2,200}?)"
_MARKED = rf"{_NAMES} ?\((?:eds?|editors?)\.?\)"
_TITLE = r"(?P<title>[^.]{2,300}?)"
_EDITION = r"(?P<edition>(?:\d{1,2}(?:st|nd|rd|th)|First|Second|Third|Fourth|Fifth|Sixth|Revised|New) (?:Edition|ed\.))"
_IMPRINT = r"(?P<place>[^:]{2,80}): (?P<publisher>.{2,200}), (?P<issued>\d{4})"
_COPYRIGHT = r"(?:Copyright|©|\(c\)) (?P<issued>\d{4})(?: by)? (?P<publisher>[^,]{2,200}), (?P<place>[^.]{2,80})"
_BOOKS = tuple(
    re.compile(book, re.IGNORECASE)
    for book in (
        rf"{_MARKED}, (?P<title>.{{2,300}}), {_EDITION}\.? {_IMPRINT}\.?",
        rf"{_MARKED}, (?P<title>[^.]{{2,300}})(?P<edition>)\. {_IMPRINT}\.?",
        rf"(?P<editors>[^(),]{{2,200}}(?:, [^(),]{{2,80}}){{0,4}}), eds?\. {_TITLE}\. {_EDITION}\.? {_IMPRINT}\.?",
        rf"(?P<title>[^()]{{2,300}}?), edited by {_NAMES}, {_EDITION}\.? \(?{_IMPRINT}\)?\.?",
        rf"{_TITLE}, {_EDITION}, {_MARKED}\. {_COPYRIGHT}\.?",
    )
)
_LONGEST_CITATION = 600  # characters; more is not one book
_PARTS = ("title", "editors", "edition", "place", "publisher", "issued")


def is_statement(text: str) -> bool:
    """Whether a line begins the statement from where, and with whose permission, the page is reprinted."""
    return bool(_STATEMENT.fullmatch(text))


def read_sources(paragraphs: tuple[Paragraph, ...]) -> tuple[ParsedSource, ...]:
    """One book for each statement. One that is not understood keeps its statement and nothing else."""
    sources = []
    for paragraph in paragraphs:
        passage = Passage(*paragraph)
        statement = passage.text
        if is_statement(statement) and _CITED.fullmatch(statement):  # a statement that was cut short names nothing
            passage.keep(statement, "sources")
            sources.append(ParsedSource(SourceType.BOOK, **_parts(statement), permission=statement))
    return tuple(sources)


def _parts(statement: str) -> dict[str, str]:
    found = _CITED.fullmatch(statement)
    cited = _AFTER_CITED.sub("", found["cited"]) if found else ""
    if not cited or len(cited) > _LONGEST_CITATION:
        return {}
    match = next((match for match in (book.fullmatch(cited) for book in _BOOKS) if match), None)
    return {part: match[part] for part in _PARTS} if match else {}
