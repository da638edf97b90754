"""What a medicine's page said before: its publications, each as it was, and the bytes whose SHA-256 is its digest.

Whoever has a copy of one must ask again: a text may be withdrawn or removed at any time, and then all of this answers 410.
"""

from django.http import HttpResponse
from django.utils import timezone
from rest_framework.exceptions import NotFound
from rest_framework.response import Response

from medications.api import taken_down
from medications.api.lists import joined
from medications.api.problems import problem
from medications.api.views import Read, dated, moved
from medications.content.choices import DocumentKind
from medications.projections import addresses, history, rows, versions_json
from medications.projections.memory import Memory
from medications.projections.withheld import withheld_version

KIND = DocumentKind.MEDICATION


class Revisions(Read):
    def get(self, request, key: str):
        memory, row = Memory(), rows.find_by_slug_or_uuid(KIND, key)
        if row is None:
            return moved(request, KIND, key)
        return dated(joined(request, versions_json.listed(row, addresses.absolute(request.path))), memory)


class OfOneVersion(Read):
    """Publication `number`, unless it is withdrawn or its text was removed."""

    def get(self, request, key: str, number: int):
        memory, row = Memory(), rows.find_by_slug_or_uuid(KIND, key, "row_json")
        if row is None:
            return moved(request, KIND, key)
        change = history.version(row.document_id, number)
        if change is None:
            raise NotFound(f"There is no publication {number} of “{key[:100]}”.")
        return taken_down.removed(change) if change.is_removed else dated(self.answer(change, row, memory), memory)

    def answer(self, change, row, memory: Memory) -> HttpResponse:
        raise NotImplementedError


class RevisionDetail(OfOneVersion):
    def answer(self, change, row, memory: Memory) -> HttpResponse:
        return Response(versions_json.version(change, row, memory, timezone.now()))


class Canonical(OfOneVersion):
    """The stored bytes, verbatim. They hold the whole text, so they are refused where it may not be passed on."""

    def answer(self, change, row, memory: Memory) -> HttpResponse:
        withheld = withheld_version(change.revision.record, row)
        if withheld:
            return problem(403, withheld["reason"], url=addresses.url(row.kind, row.slug), withheld=withheld)
        return HttpResponse(change.revision.content.encode(), content_type="application/json")
