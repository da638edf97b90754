"""Moving text to where readers look for it: a paragraph from one section to another, or to "At a glance". Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from medications.content.choices import SectionKind, StatementKind
from medications.content.pieces import joined, pieces, without_mark
from medications.content.schema import MedicationRecord, Section, Statement

SECTIONS = tuple(SectionKind)
# Where a paragraph can go, with the words staff see; statements of "At a glance" that a reader must not miss come first.
PLACES = {
    StatementKind.STOPPING.value: "At a glance: stopping",
    StatementKind.MISSED_DOSE.value: "At a glance: missed dose",
    **{kind.value: kind.label for kind in SectionKind},
}


class CannotMove(ValueError):
    """There is no such paragraph or place; the message says which."""


@dataclass(frozen=True)
class Move:
    """Piece number `piece` of section number `section` (both from 0, as they stand before any move) goes `to` a place."""

    section: int
    piece: int
    to: str


def move(record: MedicationRecord, moves: Iterable[Move]) -> MedicationRecord:
    """The record with these pieces moved, in the order in which they stood. A section that is left empty goes."""
    chosen = {(each.section, each.piece): each.to for each in moves}
    kept: list[Section] = []
    taken: list[tuple[str, str]] = []
    for number, section in enumerate(record.sections):
        stay = []
        for index, piece in enumerate(pieces(section.body)):
            to = chosen.pop((number, index), None)
            if to is None or to == section.kind:
                stay.append(piece)
            elif section.boxed:
                raise CannotMove("A boxed warning stays whole. Change it on the draft's form, if it must be changed.")
            else:
                taken.append((piece, to))
        kept += _with_body(section, stay)
    if chosen:
        section, piece = min(chosen)
        raise CannotMove(f"There is no paragraph {piece + 1} in section {section + 1} any more.")
    changed = record.model_copy(update={"sections": tuple(kept)})
    for piece, to in taken:
        changed = place(changed, piece, to)
    return changed


def _with_body(section: Section, stay: list[str]) -> list[Section]:
    """The section with these pieces, unchanged if they are all of it; nothing if none are left."""
    if stay == pieces(section.body):
        return [section]
    return [section.model_copy(update={"body": joined(stay)})] if stay else []


def place(record: MedicationRecord, text: str, to: str) -> MedicationRecord:
    """The record with `text` added at the end of a section of that kind (made where it belongs if there is none), or as a
    statement of that kind. Boxed warnings are never added to.
    """
    if to in (StatementKind.STOPPING, StatementKind.MISSED_DOSE):
        statement = Statement(kind=to, text=without_mark(text))
        return record.model_copy(update={"at_a_glance": (*record.at_a_glance, statement)})
    if to not in SECTIONS:
        raise CannotMove(f"There is no place called “{to}”.")
    sections = list(record.sections)
    there = [number for number, section in enumerate(sections) if section.kind == to and not section.boxed]
    if there:
        last = sections[there[-1]]
        sections[there[-1]] = last.model_copy(update={"body": joined([*pieces(last.body), text])})
    else:
        sections.insert(_where(sections, to), Section(kind=to, heading=SectionKind(to).label, body=text))
    return record.model_copy(update={"sections": tuple(sections)})


def _where(sections: list[Section], kind: str) -> int:
    """The index at which a new section of this kind stands in the usual order."""
    rank = SECTIONS.index(SectionKind(kind))
    before = [number for number, section in enumerate(sections) if SECTIONS.index(SectionKind(section.kind)) <= rank]
    return max(before, default=-1) + 1
