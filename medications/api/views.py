"""The API's answers: stored JSON, completed and joined; no view has a form of its own for a record."""

from functools import partial

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.response import Response
from rest_framework.views import APIView

from medications.actions.partners import following
from medications.api import fields, formats, lists, taken_down
from medications.api.authentication import PartnerKey
from medications.api.problems import preflight, problem
from medications.api.throttling import KeyQuota
from medications.content.choices import DocumentKind
from medications.content.parameters import unknown as said_of_unknown
from medications.delivery.caching import PRIVATE, cache_control
from medications.projections import addresses, change_feed, listed_json, record_json, rows, withdrawn
from medications.projections.memory import Memory
from medications.projections.modified import last_modified
from medications.projections.question import GIVEN_ONCE, IGNORED, MOST_VALUES, Question
from medications.projections.term_lists import TermQuestion

MOST_NAMED = 20  # unknown parameters told by name
REPEATED = {"code", "fields"}
ASKED_ONCE = (*GIVEN_ONCE, "cursor", "format")  # of the list of medicines


class Read(APIView):
    """Open for reading, from any other site too. A key opens nothing more; one that is not valid is refused."""

    authentication_classes = [PartnerKey]
    throttle_classes = [KeyQuota]
    http_method_names = ["get", "head", "options"]
    parameters: tuple[str, ...] | None = ()  # None: the view looks at them itself
    varies_with: tuple[str, ...] = ("Authorization",)

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers.setdefault("Cache-Control", _kept(request, response))
        patch_vary_headers(response, self.varies_with)
        return response

    def options(self, request, *args, **kwargs):
        """What may be asked here; for a browser that asks before it lets another site's script ask (CORS), what it may send."""
        return preflight(self.allowed_methods)

    def initial(self, request, *args, **kwargs):
        """A parameter that is not known is an error: who misspells one must not take the answer for what was asked."""
        super().initial(request, *args, **kwargs)
        unknown = [name for name in request.GET if self.parameters is not None and name not in {*self.parameters, *IGNORED}]
        if unknown:
            raise ValidationError({name[:40]: [said_of_unknown(name, self.parameters)] for name in unknown[:MOST_NAMED]})
        check_once(request, self.parameters or ASKED_ONCE)


def check_once(request, names) -> None:
    """Of two values one would count, and who sent them might think of the other. Raises ValidationError."""
    twice = [name for name in names if name not in REPEATED and len(request.GET.getlist(name)) > 1]
    if twice:
        raise ValidationError({name: ["Give it once."] for name in twice})


def _kept(request, response) -> str:
    """How long copies are kept. Keyed answers say the same as others, but stay out of shared caches, and `Vary` keeps copies of
    others from standing in for them: so a revoked key is refused at once, and what is said of one key's limits reaches no other.
    """
    if response.status_code >= 400 or request.method == "POST":
        return "no-store"
    return cache_control() if request.auth is None else PRIVATE


def dated(response: HttpResponseBase, memory: Memory) -> HttpResponseBase:
    response.headers["Last-Modified"] = last_modified(memory)
    return response


class List(Read):
    parameters = None
    varies_with = ("Authorization", "Accept")


class MedicationList(List):
    def get(self, request):
        memory, now = Memory(), timezone.now()
        question = Question(request.GET, memory, timezone.localdate(now), also=lists.OF_LISTS)
        if "page" in question.params and "cursor" in question.params:
            question.errors["cursor"] = ["Give either `page` or `cursor`."]
        if question.errors:
            raise ValidationError(question.errors)
        return dated(
            lists.answer(
                request,
                memory,
                formats.wanted(request),
                "MedicationInList",
                DocumentKind.MEDICATION,
                lambda: listed_json.page(question, now),
                lambda: listed_json.every(question, now),
            ),
            memory,
        )


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
    shape: str
    parameters = ("fields",)

    def get(self, request, key: str):
        memory, chosen = Memory(), fields.chosen(request, self.shape)
        row = rows.find_by_slug_or_uuid(self.kind, key, "record_json")
        if row is None:
            return moved(request, self.kind, key)
        whole = record_json.completed(row.record_json, row, memory, timezone.now())
        return dated(Response(next(fields.only([whole], chosen))), memory)


class MedicationDetail(RecordDetail):
    kind, shape = DocumentKind.MEDICATION, "Medication"


class SymptomDetail(RecordDetail):
    kind, shape = DocumentKind.SYMPTOM, "Symptom"


class SideEffectDetail(RecordDetail):
    kind, shape = DocumentKind.SIDE_EFFECT, "SideEffect"


class SourceDetail(RecordDetail):
    kind, shape = DocumentKind.SOURCE, "Source"


class TermList(List):
    kind: str
    shape: str
    parameters = ("code", *lists.OF_LISTS)

    def get(self, request):
        memory, now = Memory(), timezone.now()
        codes, stays = request.GET.getlist("code"), [("fields", each) for each in request.GET.getlist("fields")]
        if len(codes) > MOST_VALUES or not all(each.isprintable() for each in codes):
            raise ValidationError({"code": [f"Give codes as records name them, at most {MOST_VALUES}."]})
        question = TermQuestion(self.kind, codes, stays)
        page, every = partial(question.page, request.GET.get("cursor", "")), question.every
        form = formats.wanted(request)
        return dated(
            lists.answer(request, memory, form, self.shape, self.kind, partial(page, memory, now), partial(every, memory, now)),
            memory,
        )


class SymptomList(TermList):
    kind, shape = DocumentKind.SYMPTOM, "SymptomInList"


class SideEffectList(TermList):
    kind, shape = DocumentKind.SIDE_EFFECT, "SideEffectInList"


class SourceList(TermList):
    kind, shape = DocumentKind.SOURCE, "SourceInList"


class ChangeList(Read):
    """Changes after a cursor, oldest first. An unknown stream or a cursor ahead gets 410: start again."""

    parameters = ("stream", "after")

    def get(self, request):
        memory = Memory()
        try:
            page = change_feed.after(request.GET.get("stream", ""), request.GET.get("after", ""))
        except change_feed.BadCursor as error:
            raise ValidationError({"after": [str(error)]}) from None
        except change_feed.StartAgain as error:
            return problem(410, str(error), stream=error.stream, export=addresses.absolute("/api/v1/export/"))
        if request.auth is not None:
            given = int(request.GET.get("after") or 0)
            following.note_cursor(key=request.auth, stream=page.stream, sequence=given, now=timezone.now())
        body = {"results": page.changes, "next": page.next_url(addresses.absolute(request.path)), "previous": None}
        response = Response({**body, "stream": page.stream, "last_sequence": page.last_sequence})
        return dated(lists.link_header(response, next_url=body["next"]), memory)
