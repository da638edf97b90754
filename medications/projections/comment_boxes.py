"""The boxes in which comments on the parts of a page are typed, with what was typed, and what was said there before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from medications.content.commenting import LONGEST
from medications.projections.page_parts import PagePart, PagePiece


@dataclass(frozen=True)
class CommentBox:
    """One box. `place` is the place chosen, `said` what was said before on any place of its part."""

    part: PagePart
    place: str
    text: str
    error: str
    said: tuple = ()

    @property
    def is_open(self) -> bool:
        return bool(self.text.strip() or self.error)


@dataclass(frozen=True)
class PieceWithBox:
    html: SafeString
    box: CommentBox


def typed(parts: Iterable[PagePart], data: Mapping[str, str]) -> list[CommentBox]:
    """What was typed into the boxes, checked. Empty ones are left out."""
    boxes = [_box(part, data) for part in parts]
    return [box for box in boxes if box.text.strip()]


def with_boxes(pieces: Iterable[PagePiece], filled: Iterable[CommentBox], said: Mapping[str, list]) -> list[PieceWithBox]:
    """The page with a box after each part, those that are `filled` as they are; `said` is by key of the place.

    What was said on a place is shown once: after its part, or else at the end, under `None` too what has no place any more.
    """
    known, left = {box.part.key: box for box in filled}, {key: list(each) for key, each in said.items()}
    *parts, rest = pieces
    shown = [
        _with_box(piece, known, [each for place in piece.part.places for each in left.pop(place.key, [])]) for piece in parts
    ]
    return [*shown, _with_box(rest, known, [each for several in left.values() for each in several])]


def _with_box(piece: PagePiece, known: dict[str, CommentBox], said: list) -> PieceWithBox:
    box = known.get(piece.part.key) or _box(piece.part, {})
    return PieceWithBox(piece.html, replace(box, said=tuple(said)))


def _box(part: PagePart, data: Mapping[str, str]) -> CommentBox:
    text = data.get(f"text-{part.key}", "")
    place = data.get(f"place-{part.key}", part.places[0].key)
    error = ""
    if len(text.strip()) > LONGEST:
        error = f"At most {LONGEST:,} characters; this has {len(text.strip()):,}."
    elif text.strip() and place not in {each.key for each in part.places}:
        error = "Choose what your comment is about."
    return CommentBox(part, place, text, error)
