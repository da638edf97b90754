"""What a request asks for besides its address: the form of the answer, how strictly it is to be read, and what to search for."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from medications.content import parameters as naming
from medications.fhir.outcomes import Refused
from medications.projections.fhir.parameters import BadValue, count
from medications.projections.question import IGNORED

FORM = "application/x-www-form-urlencoded"
FORMATS = {"json", "application/json", "application/fhir+json", "application/fhir json", "text/json"}
TAKEN = {"*/*", "application/*", "text/html", "text/*", *FORMATS}  # a browser that opens an address is given JSON, too
ALWAYS = ("_format", "_pretty")
OF_SEARCHES = ("_count", "_summary", "after")
STANDARD, MOST = 20, 100


@dataclass(frozen=True)
class Search:
    """`given` are what the search goes by; `shown` what of it stands in links; `ignored` was not known."""

    given: list[tuple[str, str]]
    limit: int
    after: str
    shown: list[tuple[str, str]]
    ignored: list[str]

    def address(self, kind: str, after: str) -> str:
        return f"{kind}?{urlencode([*self.shown, *([('after', after)] if after else [])])}".rstrip("?")


def given_in_all(request) -> QueryDict:
    """Parameters of the address and of the form that was posted. Raises Refused (415) for anything but a form."""
    if request.content_type != FORM and (request.content_type or request.body):
        raise Refused(415, f"Send the parameters of a search as a form ({FORM}).")
    given = request.GET.copy()
    given.update(request.POST)
    return given


def check_form(request) -> None:
    """Raises Refused (406) where another form than JSON, or another version of FHIR, is asked for."""
    wanted = request.GET.get("_format", "") or request.headers.get("Accept", "") or "*/*"
    if not any(_can_be_given(each) for each in wanted.lower().split(",")):
        raise Refused(406, "Answers are FHIR R5 (5.0) as JSON: application/fhir+json.")


def _can_be_given(asked: str) -> bool:
    """One of the forms that are asked for: its type, the version of FHIR if one is named, and whether it is wanted at all."""
    kind, *rest = (part.strip() for part in asked.split(";"))
    named = {name.strip(): value.strip(' "') for name, _, value in (part.partition("=") for part in rest)}
    wanted = not re.fullmatch(r"0(\.0*)?", named.get("q", "1"))
    return kind in TAKEN and wanted and named.get("fhirversion", "5.0").startswith("5.0")


def check_known(request, known: tuple[str, ...]) -> list[str]:
    """Names of parameters that are not known, where the request wants them ignored; else raises Refused (400)."""
    unknown = [name for name in request.GET if name not in {*known, *ALWAYS, *IGNORED}]
    lenient = re.search(r"\bhandling\s*=\s*lenient\b", request.headers.get("Prefer", ""), re.IGNORECASE)
    if unknown and not lenient:
        raise Refused(400, naming.unknown(unknown[0], (*known, *ALWAYS)), "not-supported")
    return unknown


def search(request, by: tuple[str, ...]) -> Search:
    """`by` are the parameters of this kind of resource. Raises Refused."""
    ignored = check_known(request, (*by, *OF_SEARCHES))
    given = [(name, value) for name in request.GET if name in by for value in request.GET.getlist(name) if value]
    summary = request.GET.get("_summary", "")
    if summary not in ("", "false", "count"):
        raise Refused(400, "_summary: Only “count” is known.", "not-supported")
    try:
        limit = count(request.GET.get("_count") or str(STANDARD), MOST)
    except BadValue as error:
        raise Refused(400, f"_count: {error}", "value") from None
    limit = 0 if summary == "count" else limit
    shown = [*given, *([("_count", str(limit))] if limit != STANDARD else [])]
    return Search(given, limit, request.GET.get("after", ""), shown, ignored)
