"""Answers of the FHIR facade: one resource, an old version of it, a search, or what may be asked."""

import orjson
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date
from rest_framework.views import APIView

from medications.api.authentication import PartnerKey
from medications.api.problems import preflight
from medications.api.throttling import KeyQuota
from medications.delivery.caching import PRIVATE, cache_control
from medications.fhir import asking
from medications.fhir.outcomes import CONTENT_TYPE, Refused, outcome_of
from medications.projections.fhir import clinical_use, definitions, medication_knowledge, reading
from medications.projections.fhir import search as searching
from medications.projections.fhir.bundles import searchset
from medications.projections.fhir.capability import statement
from medications.projections.fhir.parameters import BadValue
from medications.projections.memory import Memory
from medications.projections.modified import last_modified

SEARCHES = {
    medication_knowledge.TYPE: (searching.medicines, tuple(searching.OF_MEDICINES)),
    clinical_use.TYPE: (searching.issues, searching.ISSUES_BY),
}


class Fhir(APIView):
    """Open for reading, from any other site too. A key opens nothing more; one that is not valid is refused."""

    authentication_classes = [PartnerKey]
    throttle_classes = [KeyQuota]
    http_method_names = ["get", "head", "options"]

    def get_exception_handler(self):
        return outcome_of

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        asking.check_form(request)

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        kept = cache_control() if request.auth is None else PRIVATE
        kept = "no-store" if response.status_code >= 400 or request.method == "POST" else kept
        response.headers.setdefault("Cache-Control", kept)
        patch_vary_headers(response, ["Accept", "Authorization", "Prefer"])
        return response

    def options(self, request, *args, **kwargs):
        return preflight(self.allowed_methods)


class Metadata(Fhir):
    def get(self, request):
        asking.check_known(request, ("mode",))
        if request.GET.get("mode", "full") not in ("full", ""):
            raise Refused(400, "mode: Only “full” is known.", "not-supported")
        memory = Memory()
        return _answer(request, statement(memory.profile), last_modified(memory))


class Definition(Fhir):
    """What an extension or a system of codes of ours is, at the address that resources name."""

    kind = ""

    def get(self, request, name: str):
        asking.check_known(request, ())
        memory = Memory()
        found = definitions.find(self.kind, name, memory.profile)
        if found is None:
            raise Refused(404, f"There is no {self.kind} “{name[:64]}”.")
        return _answer(request, found, last_modified(memory))


class Search(Fhir):
    kind = ""

    def get(self, request):
        find, by = SEARCHES[self.kind]
        asked, memory = asking.search(request, by), Memory()
        try:
            found = find(asked.given, asked.limit, asked.after, memory, timezone.localdate())
        except BadValue as error:
            raise Refused(400, str(error), "value") from None
        here, following = asked.address(self.kind, asked.after), found.after and asked.address(self.kind, found.after)
        bundle = searchset(found.resources, found.total, here, following, asked.ignored)
        return _answer(request, bundle, last_modified(memory))


class PostedSearch(Search):
    """A search whose parameters come as a form, beside those in the address: FHIR wants it of whoever can be searched."""

    http_method_names = ["post", "options"]

    def initial(self, request, *args, **kwargs):
        if request.method == "POST":
            request._request.GET = asking.given_in_all(request._request)
        super().initial(request, *args, **kwargs)

    def post(self, request):
        return self.get(request)


class Read(Fhir):
    """The resource as it is now, or, with a version, as it was."""

    kind = ""

    def get(self, request, id: str, number: int | None = None):
        asking.check_known(request, ())
        memory, today = Memory(), timezone.localdate()
        try:
            if number is None:
                found = reading.read(self.kind, id, memory, today)
            else:
                found = reading.read_version(self.kind, id, number, memory, today)
        except reading.NotThere:
            raise Refused(404, f"There is no {self.kind} “{id[:64]}”{'' if number is None else ' in this version'}.") from None
        except reading.Gone as error:
            raise Refused(410, str(error)) from None
        answer = _answer(request, found.resource, http_date(found.published.at.timestamp()))
        answer["ETag"] = f'W/"{found.published.version}"'
        if number is not None and found.published.withheld:
            _never_the_same(answer)
        return answer


def _never_the_same(answer: HttpResponse) -> None:
    """A permission may have been taken back since a copy of this version was taken, which has its number: so no copy is kept, and
    whoever has one is given the stub, never told that nothing has changed.
    """
    answer["Cache-Control"] = "no-store"
    del answer["ETag"], answer["Last-Modified"]


def _answer(request, resource: dict, modified: str) -> HttpResponse:
    pretty = orjson.OPT_INDENT_2 if request.GET.get("_pretty") == "true" else 0
    return HttpResponse(orjson.dumps(resource, option=pretty), content_type=CONTENT_TYPE, headers={"Last-Modified": modified})
