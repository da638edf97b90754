"""The API's lists of symptoms, side effects and sources: stored lines in the order of their names."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlencode

from medications.models import IndexRow
from medications.projections import cursors, record_json
from medications.projections.listed_json import Page
from medications.projections.memory import Memory

PAGE_SIZE = 100
ORDER = ("sort_key", "document")


class TermQuestion:
    """Which terms of a kind: those with one of the codes, or all. `also` are parameters that stay in addresses as they are."""

    def __init__(self, kind: str, codes: Iterable[str], also: list[tuple[str, str]]):
        self.codes = sorted({code for code in codes if code})
        self.kind, self.also = kind, also
        self.rows = IndexRow.objects.filter(kind=kind, **({"code__in": self.codes} if self.codes else {}))

    def page(self, cursor: str, memory: Memory, now: datetime) -> Page:
        """Raises BadCursor."""
        asked = (self.kind, tuple(self.codes))
        at = cursors.decoded(cursor, asked) if cursor else None
        found = cursors.window(self.rows, ORDER, at, PAGE_SIZE, "row_json")
        following, preceding = (
            self._address(cursors.encoded(each, asked)) if each else "" for each in (found.following, found.preceding)
        )
        return Page(record_json.listed([stored for (stored,) in found.rows], memory.profile, now), following, preceding)

    def every(self, memory: Memory, now: datetime) -> list[str]:
        """Every line of the list, read in one statement."""
        stored = list(self.rows.order_by(*ORDER).values_list("row_json", flat=True))
        return record_json.listed(stored, memory.profile, now)

    def _address(self, cursor: str) -> str:
        return "?" + urlencode([*(("code", code) for code in self.codes), *self.also, ("cursor", cursor)])
