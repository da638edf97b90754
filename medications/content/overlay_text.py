"""The sections of a page that has changed, laid over those of a draft that was edited since, paragraph by paragraph. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from medications.content.differences import Differences
from medications.content.moving import SECTIONS
from medications.content.pairing import alike, changes
from medications.content.pieces import joined, pieces, without_mark
from medications.content.schema import MedicationRecord, Section, Statement

_MOST_COMPARED = 250_000  # pairs of a paragraph that is gone and one that may be what became of it


def lay_over_text(
    base: MedicationRecord, mine: MedicationRecord, theirs: MedicationRecord, *, lines: Iterable[str], told: Differences
) -> MedicationRecord:
    """`mine` with what `theirs` says otherwise than `base` did. `lines` are those of the new page that have no place.

    A paragraph of the page is looked for anywhere in the draft, since an editor may have moved it.
    """
    draft = _Draft.of(mine)
    page = [(part, _pieces(part)) for part in theirs.sections]
    said_before = _keys(base.sections)
    said_now = {key for _, found in page for key in found} | {without_mark(line) for line in lines}
    kept = said_before & said_now
    kinds = {part.kind for part in theirs.sections}
    removed = []
    groups = _groups(base, theirs)
    for group in dict.fromkeys(map(groups, (*theirs.sections, *base.sections))):
        before, after = (
            [key for part in each.sections if groups(part) == group for key in _pieces(part)] for each in (base, theirs)
        )
        for old, new in changes(before, after, kept):
            section, found = next(((part, found) for part, found in page if new in found), (None, {}))
            if old and new and not draft.has(new):
                if not draft.replace(old, found[new]):
                    told.changed("sections", old, new)
            elif new and not old:
                draft.add(new, section, found)
            elif group[0] in kinds:  # a section that the page lacks altogether was cut off, and stays
                removed.append(old)
    edited = [key for key in draft.known if key not in said_before][: _MOST_COMPARED // max(len(removed), 1)]
    for old in removed:
        _remove(draft, old, edited, told)
    _head(draft, base, theirs)
    return draft.record(mine)


def _groups(base: MedicationRecord, theirs: MedicationRecord) -> Callable[[Section], tuple[str, str]]:
    """Which sections are compared with each other: those of one kind and heading, or the rest of a kind."""
    before, now = ({(part.kind, part.heading) for part in record.sections} for record in (base, theirs))
    return lambda part: (part.kind, part.heading if (part.kind, part.heading) in before & now else "")


def _remove(draft: "_Draft", old: str, edited: list[str], told: Differences) -> None:
    """`edited` are the paragraphs of the draft that the page did not have: `old` may be one of them by now."""
    if not draft.remove(old) and (draft.has(old) or any(alike(old, key) for key in edited)):
        told.gone("sections", old)


def _head(draft: "_Draft", base: MedicationRecord, theirs: MedicationRecord) -> None:
    """A heading that the page alone has changed."""
    for part in draft.sections:
        before, now = ([each.heading for each in record.sections if each.kind == part.section.kind] for record in (base, theirs))
        if len(before) == len(now) == 1 and part.section.heading == before[0] != now[0] and not part.section.boxed:
            part.section = part.section.model_copy(update={"heading": now[0]})


def _pieces(section: Section) -> dict[str, str]:
    """The pieces of a section by their words, without the sign that begins a list item."""
    return {without_mark(piece): piece for piece in pieces(section.body)}


def _keys(sections: Iterable[Section]) -> set[str]:
    return {key for part in sections for key in _pieces(part)}


@dataclass
class _Part:
    """A section of the draft as pieces; `changed` once they are no longer those of its body."""

    section: Section
    pieces: list[str]
    keys: list[str]
    changed: bool = False

    def put(self, at: slice, found: list[str]) -> None:
        self.pieces[at] = found
        self.keys[at] = [without_mark(piece) for piece in found]
        self.changed = True


@dataclass
class _Draft:
    """`known` are the words of all pieces and statements, of which none is gone but those that the page lacks."""

    sections: list[_Part]
    statements: list[Statement]
    known: dict[str, None]

    @classmethod
    def of(cls, record: MedicationRecord) -> "_Draft":
        split = [(part, pieces(part.body)) for part in record.sections]
        parts = [_Part(part, found, [without_mark(piece) for piece in found]) for part, found in split]
        known = [key for part in parts for key in part.keys] + [without_mark(each.text) for each in record.at_a_glance]
        return cls(parts, list(record.at_a_glance), dict.fromkeys(known))

    def has(self, key: str) -> bool:
        return key in self.known

    def replace(self, old: str, new: str) -> bool:
        """Puts the piece `new` where `old` stands, in whatever place. False if it stands nowhere."""
        if not self.has(old):
            return False
        self.known[without_mark(new)] = None
        for part in self.sections:
            if old in part.keys:
                at = part.keys.index(old)
                part.put(slice(at, at + 1), [new])
                return True
        for number, statement in enumerate(self.statements):
            if without_mark(statement.text) == old:
                self.statements[number] = statement.model_copy(update={"text": without_mark(new)})
                return True
        return False

    def remove(self, old: str) -> bool:
        """Takes `old` out of its section. A statement on top of the page is never taken away without a person."""
        for part in self.sections:
            if old in part.keys and not part.section.boxed:
                at = part.keys.index(old)
                part.put(slice(at, at + 1), [])
                return True
        return False

    def add(self, key: str, section: Section, found: dict[str, str]) -> None:
        """Adds one of the pieces `found` in a section of the page beside the one it stands beside there, or else at the end."""
        if self.has(key):
            return
        self.known[key] = None
        order = list(found)
        at = order.index(key)
        for neighbours, behind in ((reversed(order[:at]), 1), (order[at + 1 :], 0)):
            for part, where in (self._where(neighbour, section.kind) for neighbour in neighbours if self.has(neighbour)):
                if part:
                    part.put(slice(where + behind, where + behind), [found[key]])
                    return
        part = self._section(section)
        part.put(slice(len(part.pieces), None), [found[key]])

    def _where(self, key: str, kind: str) -> tuple[_Part | None, int]:
        for part in self.sections:
            if part.section.kind == kind and not part.section.boxed and key in part.keys:
                return part, part.keys.index(key)
        return None, 0

    def _section(self, like: Section) -> _Part:
        """The section of that kind, by preference of that heading; made where it belongs if there is none."""
        same = [part for part in self.sections if part.section.kind == like.kind and not part.section.boxed]
        if same:
            return next((part for part in same if part.section.heading == like.heading), same[-1])
        part = _Part(like, [], [], changed=True)
        rank = SECTIONS.index(like.kind)
        before = [number for number, each in enumerate(self.sections) if SECTIONS.index(each.section.kind) <= rank]
        self.sections.insert(max(before, default=-1) + 1, part)
        return part

    def record(self, mine: MedicationRecord) -> MedicationRecord:
        sections = []
        for part in self.sections:
            if part.pieces or not part.changed:
                body = joined(part.pieces) if part.changed else part.section.body
                sections.append(part.section.model_copy(update={"body": body}))
        return mine.model_copy(update={"sections": tuple(sections), "at_a_glance": tuple(self.statements)})
