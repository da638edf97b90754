"""Lists of stored JSON: in pages put together as text, with `Link` headers (RFC 8288); whole as NDJSON or CSV, line by line."""

from collections.abc import Callable

from django.http import StreamingHttpResponse
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from medications.api import fields as chosen_fields
from medications.api.formats import Format
from medications.projections import addresses, tables
from medications.projections.cursors import BadCursor
from medications.projections.listed_json import Page
from medications.projections.memory import Memory
from medications.projections.modified import version_of

OF_LISTS = ("cursor", "fields", "format")  # parameters of every list


def answer(
    request, memory: Memory, form: Format, shape: str, kind: str, page: Callable[[], Page], every: Callable[[], list[str]]
):
    """The list in the form that was asked for. Raises ValidationError."""
    fields = chosen_fields.chosen(request, shape)
    if form is not Format.JSON:
        return _whole(request, memory, form, kind, every, fields)
    try:
        found = page()
    except BadCursor as error:
        raise ValidationError({"cursor": [str(error)]}) from None
    return joined(request, list(chosen_fields.only(found.lines, fields)), found.next_query, found.previous_query)


def _whole(request, memory: Memory, form: Format, kind: str, every: Callable[[], list[str]], fields) -> StreamingHttpResponse:
    """All lines, sent one by one. They are read only if the copy that was named is an old one."""
    for name in ("page", "cursor"):
        if request.GET.get(name):
            raise ValidationError({name: [f"A list as {form.name} comes whole: leave this out."]})

    def parts():
        lines = chosen_fields.only(every(), fields)
        yield from tables.as_csv(kind, lines, fields) if form is Format.CSV else (line + b"\n" for line in lines)

    charset = "; charset=utf-8; header=present" if form is Format.CSV else ""
    response = StreamingHttpResponse(parts(), content_type=f"{form.value}{charset}")
    response.headers["ETag"] = f'"{version_of(memory, request.get_full_path(), form.name)}"'
    ending = {Format.CSV: "csv", Format.NDJSON: "ndjson"}[form]
    response.headers["Content-Disposition"] = f'attachment; filename="{kind.replace("_", "-")}s.{ending}"'
    return response


def joined(request, results: list[bytes], next_url: str = "", previous_url: str = "") -> Response:
    """Stored JSON objects in, `{results, next, previous}` out. Addresses are given as query strings and become absolute."""
    here = addresses.absolute(request.path)
    following, preceding = (here + part if part else None for part in (next_url, previous_url))
    ends = f'],"next":{quoted(following)},"previous":{quoted(preceding)}}}'
    return link_header(Response(b'{"results":[' + b",".join(results) + ends.encode()), following, preceding)


def quoted(address: str | None) -> str:
    return f'"{address}"' if address else "null"  # percent-encoded: nothing in it needs an escape


def link_header(response: Response, next_url: str | None = None, previous_url: str | None = None) -> Response:
    links = [f'<{url}>; rel="{rel}"' for rel, url in (("next", next_url), ("prev", previous_url)) if url]
    if links:
        response.headers["Link"] = ", ".join(links)
    return response
