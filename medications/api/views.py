"""The API's answers: stored JSON, completed and joined; no view has a form of its own for a record."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.response import Response
from rest_framework.views import APIView

from medications.api import taken_down
from medications.api.authentication import PartnerKey
from medications.api.lists import joined, link_header
from medications.api.problems import FOR_OTHER_SITES, problem
from medications.content.choices import DocumentKind
from medications.delivery.caching import PRIVATE, cache_control
from medications.projections import addresses, change_feed, history, listed_json, record_json, rows, symptom_list, withdrawn
from medications.projections.memory import Memory
from medications.projections.modified import last_modified
from medications.projections.question import IGNORED, Question
from medications.projections.withheld import withheld_version

MOST_NAMED = 20  # unknown parameters told by name


class Read(APIView):
    """Open for reading, from any other site too. A key opens nothing more; one that is not valid is refused."""

    authentication_classes = [PartnerKey]
    http_method_names = ["get", "head", "options"]
    parameters: tuple[str, ...] | None = ()  # None: the view looks at them itself

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers.setdefault("Cache-Control", _kept(request, response))
        patch_vary_headers(response, ["Authorization"])
        for name, value in FOR_OTHER_SITES.items():
            response.headers.setdefault(name, value)
        return response

    def initial(self, request, *args, **kwargs):
        """A parameter that is not known is an error: who misspells one must not take the answer for what was asked."""
        super().initial(request, *args, **kwargs)
        unknown = [name for name in request.GET if self.parameters is not None and name not in {*self.parameters, *IGNORED}]
        if unknown:
            raise ValidationError({name[:40]: [said_of_unknown(self.parameters)] for name in unknown[:MOST_NAMED]})


def _kept(request, response) -> str:
    """How long copies are kept. Keyed answers say the same as others, but stay out of shared caches, and `Vary` keeps copies of
    others from standing in for them: so a revoked key is refused at once, and what is said of one key's limits reaches no other.
    """
    if response.status_code >= 400:
        return "no-store"
    return cache_control() if request.auth is None else PRIVATE


def said_of_unknown(known: tuple[str, ...]) -> str:
    return f"There is no parameter of this name. There are: {', '.join(known)}." if known else "No parameters are known here."


def dated(response: Response, memory: Memory) -> Response:
    response.headers["Last-Modified"] = last_modified(memory)
    return response


class MedicationList(Read):
    parameters = None

    def get(self, request):
        memory, now = Memory(), timezone.now()
        question = Question(request.GET, memory, timezone.localdate(now))
        if question.errors:
            raise ValidationError(question.errors)
        return dated(joined(request, listed_json.listed(question, now), question.next_url, question.previous_url), memory)


def moved(request, kind: str, key: str) -> HttpResponse:
    """Leads to the same address under the current slug; or says what was withdrawn. Raises NotFound for what never was public."""
    current = rows.moved_to(kind, key)
    if current is None:
        found = withdrawn.find_by_slug_or_uuid(kind, key)
        if found is None:
            raise NotFound(f"There is no {DocumentKind(kind).label} “{key[:100]}”.")
        return taken_down.withdrawn(found)
    here = request.resolver_match
    query = request.META["QUERY_STRING"]
    answer = problem(301, "It has moved; see Location.")
    answer["Location"] = reverse(here.view_name, kwargs={**here.kwargs, "key": current}) + (f"?{query}" if query else "")
    return answer


class RecordDetail(Read):
    """One record by slug or UUID; a former slug is redirected to the current one."""

    kind: str

    def get(self, request, key: str):
        memory = Memory()
        row = rows.find_by_slug_or_uuid(self.kind, key, "record_json")
        if row is None:
            return moved(request, self.kind, key)
        return dated(Response(record_json.completed(row.record_json, row, memory, timezone.now())), memory)


class MedicationDetail(RecordDetail):
    kind = DocumentKind.MEDICATION


class SymptomDetail(RecordDetail):
    kind = DocumentKind.SYMPTOM


class Canonical(Read):
    """The stored bytes of what was publication `number`, verbatim: their SHA-256 is the digest.

    They hold the whole text, so they are refused where it may not be passed on.
    """

    def get(self, request, key: str, number: int):
        row = rows.find_by_slug_or_uuid(DocumentKind.MEDICATION, key, "row_json")
        if row is None:
            return moved(request, DocumentKind.MEDICATION, key)
        change = history.version(row.document_id, number)
        if change is None:
            raise NotFound(f"There is no publication {number} of “{key[:100]}”.")
        if change.is_removed:
            return taken_down.removed(change)
        withheld = withheld_version(change.revision.record, row)
        if withheld:
            return problem(403, withheld["reason"], url=addresses.url(row.kind, row.slug), withheld=withheld)
        return HttpResponse(change.revision.content.encode(), content_type="application/json")


class SymptomList(Read):
    def get(self, request):
        memory = Memory()
        return dated(joined(request, symptom_list.stored(memory)), memory)


class ChangeList(Read):
    """Changes after a cursor, oldest first. An unknown stream or a cursor ahead gets 410: start again."""

    parameters = ("stream", "after")

    def get(self, request):
        try:
            page = change_feed.after(request.GET.get("stream", ""), request.GET.get("after", ""))
        except change_feed.BadCursor as error:
            raise ValidationError({"after": [str(error)]}) from None
        except change_feed.StartAgain as error:
            return problem(410, str(error), stream=error.stream)
        body = {"results": page.changes, "next": page.next_url(addresses.absolute(request.path)), "previous": None}
        response = Response({**body, "stream": page.stream, "last_sequence": page.last_sequence})
        return link_header(response, next_url=body["next"])
