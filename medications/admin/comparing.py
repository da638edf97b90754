"""Two versions of one Document: as text, field by field and row by row; and as pages, side by side."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from medications.admin.history_words import shown_changes
from medications.admin.version import Shown, shown
from medications.content.shown_changes import touched
from medications.content.sides import TOP, as_side, differing, parts_of
from medications.models import Publication
from medications.projections import addresses
from medications.projections.preview import as_page
from medications.projections.trusted import trusted

# Parts that say the same of the whole page in other words, or nothing of the text.
NOT_COMPARED = {"about-this-page", "contents-heading"}
WAYS_BACK = "sources__back"  # from a source to where it is cited: follows from the texts
MARK = '<strong class="history-differs">Differs</strong> '


@dataclass(frozen=True)
class Side:
    """One of the two pages; `name` keeps its anchors apart from those of the other."""

    name: str
    shown: Shown
    page: SafeString


@dataclass(frozen=True)
class Part:
    """A part that differs, and where it stands on each side; no anchor where it does not."""

    heading: str
    old: str
    new: str


def view(model_admin, request, row, number: int, other: int):
    document = row.document
    old, new = shown(document, request.user, number, other)
    comparable = old.readable and new.readable
    changes = shown_changes(old.stored.record, new.stored.record) if comparable else []
    parts, sides = _pages(old, new) if comparable else ([], [])
    numbers = list(document.revisions.order_by("number").values_list("number", flat=True))
    return model_admin.render_screen(
        request,
        "history/compare.html",
        row,
        title=f"Versions {number} and {other} compared: {row}",
        old=old,
        new=new,
        both=[old, new],
        comparable=comparable,
        changes=changes,
        touches=touched(changes),
        parts=parts,
        sides=sides,
        has_page=document.kind in addresses.PATHS,
        swapped=model_admin.screen_url("compare", row, other, number),
        steps=_steps(model_admin, row, numbers, number, other),
        live=Publication.objects.live().filter(document=document).values_list("revision__number", flat=True).first(),
        newest=numbers[-1],
    )


def _pages(old: Shown, new: Shown) -> tuple[list[Part], list[Side]]:
    """Which parts of the pages differ is asked of both with the same dates; those that each carries are no difference of text."""
    one, two = (parts_of(as_page(side.stored.record, new.facts), but=WAYS_BACK) for side in (old, new))
    unlike = differing(one, two, but=NOT_COMPARED)
    ours, theirs = {part.anchor for part in one}, {part.anchor for part in two}
    parts = [
        Part(
            part.heading if part.anchor != TOP else "The top of the page",
            _anchor("old", part.anchor) if part.anchor in ours else "",
            _anchor("new", part.anchor) if part.anchor in theirs else "",
        )
        for part in unlike
    ]
    marked = {part.anchor for part in unlike}
    return parts, [
        Side(name, side, trusted(as_side(side.page, name, marked=marked, mark=MARK)))
        for name, side in (("old", old), ("new", new))
    ]


def _anchor(side: str, anchor: str) -> str:
    return f"{side}-{anchor}" if anchor else f"{side}-page"


def _steps(model_admin, row, numbers: list[int], number: int, other: int) -> list[tuple[str, str]]:
    """The change before and the change after these two, each of neighboring versions: what to call it, and where it is."""
    first, last = sorted((number, other))
    at, after = numbers.index(first), numbers.index(last)
    steps = []
    if at > 0:
        steps.append((f"Before that: versions {numbers[at - 1]} and {first}", (numbers[at - 1], first)))
    if after + 1 < len(numbers):
        steps.append((f"After that: versions {last} and {numbers[after + 1]}", (last, numbers[after + 1])))
    return [(words, model_admin.screen_url("compare", row, *pair)) for words, pair in steps]
