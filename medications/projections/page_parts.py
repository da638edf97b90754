"""The page of a record cut where a reviewer may comment on the part just read. Joined, the pieces are what readers get."""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from django.utils.safestring import SafeString

from medications.content.choices import SideEffectGroup, StatementKind, When
from medications.content.commenting import FACTS, WHOLE, Place, places_of
from medications.content.schema import AnyRecord, MedicationRecord
from medications.projections.medication_page import GROUP_ORDER, section_anchors
from medications.projections.trusted import trusted

REST = "rest"
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_STATEMENTS = [StatementKind.STOPPING, StatementKind.MISSED_DOSE, StatementKind.POINT]  # as they are read


@dataclass(frozen=True)
class PagePart:
    """Places that are read together. `key` is for names and ids; `rows` says which elements of the part are its rows, in order.

    `where` is the id of its heading, or the class of the part itself, with a dot.
    """

    key: str
    heading: str
    places: tuple[Place, ...]
    where: str = ""
    rows: str = ""

    @property
    def grouped(self) -> list[tuple[str, list[Place]]]:
        """Its places under their headings."""
        groups: dict[str, list[Place]] = {}
        for place in self.places:
            groups.setdefault(place.group, []).append(place)
        return list(groups.items())


@dataclass(frozen=True)
class PagePiece:
    """Some of the page's HTML, and the part that ends there."""

    html: SafeString
    part: PagePart


def page_pieces(record: AnyRecord, html: str) -> list[PagePiece]:
    """The last piece is followed by the part that offers every place, the whole page first."""
    *parts, rest = parts_of(record)
    cutter = _Cutter(html, {part.where: part for part in parts})
    pieces, start = [], 0
    for end, part in sorted(cutter.ends, key=lambda each: each[0]):
        pieces.append(PagePiece(trusted(html[start:end]), part))
        start = end
    return [*pieces, PagePiece(trusted(html[start:]), rest)]


def parts_of(record: AnyRecord) -> list[PagePart]:
    """Those that have a place of their own on the page, if there is anything in them, and the rest.

    Only a medicine's page is long enough to be cut.
    """
    parts = [part for part in _parts(record) if part.places] if isinstance(record, MedicationRecord) else []
    return [*parts, PagePart(REST, "the page as a whole, or anything else", tuple(places_of(record)))]


def _parts(record: MedicationRecord) -> Iterator[PagePart]:
    places = places_of(record)
    facts = [each for each in places if each.field == "uses" or (each.group == FACTS and each.field not in _ELSEWHERE)]
    yield PagePart("facts", "the names and facts", tuple(facts), ".key-facts--more")
    for number, anchor in enumerate(section_anchors(record.sections)):
        place = next(each for each in places if each.key == f"sections.{number}")
        yield PagePart(f"section-{number}", place.label, (place,), anchor)
    statements = [each for each in places if each.field == "at_a_glance" and each.row is not None]
    statements.sort(key=lambda each: _STATEMENTS.index(record.at_a_glance[each.row].kind))
    yield PagePart("at-a-glance", "“At a glance”", tuple(statements), "at-a-glance", ".callout > p, ul > li")
    for group, when, heading in GROUP_ORDER:
        rows = [each for each in places if each.field == "side_effects" and _is_in(record.side_effects, each, group, when)]
        lead = [each for each in places if each.field == "lead_sentences" and _is_in(record.lead_sentences, each, group, when)]
        anchor = f"{group}-{when}".replace("_", "-")
        yield PagePart(anchor, f"“{heading}”", (*rows, *lead), anchor, ".side-effects__list > li")
    footnote = [each for each in places if each.key in ("side_effects", "lead_sentences", "look_alike_footnote")]
    yield PagePart("side-effects", "the side effects as a whole", tuple(footnote), ".side-effects")
    sources = [each for each in places if each.field in ("sources", "whole_page_sources")]
    yield PagePart("sources", "the sources", tuple(sources), "sources")


_ELSEWHERE = {WHOLE, "look_alike_footnote", "codes", "whole_page_sources", "slug"}


def _is_in(rows: tuple, place: Place, group: SideEffectGroup, when: When) -> bool:
    return place.row is not None and (rows[place.row].group, rows[place.row].when) == (group, when)


class _Cutter(HTMLParser):
    """Finds where the parts end, each the first time it is met. `ends` are positions in the text."""

    def __init__(self, html: str, parts: dict[str, PagePart]):
        super().__init__()
        self.html, self.parts, self.open = html, parts, []
        self.ends: list[tuple[int, PagePart]] = []
        self.lines = [0]
        for line in html.split("\n"):
            self.lines.append(self.lines[-1] + len(line) + 1)
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        if named.get("id") in self.parts and self.open:
            self.open[-1][1].append(self.parts.pop(named["id"]))
        if tag in _VOID:
            return
        classes = [f".{name}" for name in (named.get("class") or "").split()]
        self.open.append((tag, [self.parts.pop(name) for name in classes if name in self.parts]))

    def handle_startendtag(self, tag, attrs):
        """It ends at once, and nothing in it is a part."""

    def handle_endtag(self, tag):
        while self.open:
            name, parts = self.open.pop()
            if name == tag:
                line, column = self.getpos()
                end = self.html.index(">", self.lines[line - 1] + column) + 1
                self.ends += [(end, part) for part in parts]
                return
