"""`export/`: a manifest of the whole catalogue at one sequence number, and its files."""

import base64

from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from rest_framework.response import Response

from medications.api.problems import problem
from medications.api.views import Read, dated
from medications.delivery import export
from medications.projections import addresses
from medications.projections.memory import Memory
from medications.projections.record_json import display_until

MANIFEST = "/api/v1/export/"
MOVING = "The site changed while the files were made, several times over. Ask again in a few seconds."
OF_ANOTHER_STATE = "The site has changed since that manifest was made. Take a new one."


def made(view):
    """Decorates a view that wants the files, too; while the site never rests, it is told so."""

    def answer(self, request, *args, **kwargs):
        memory = Memory()
        try:
            found = export.current()
        except export.AlwaysMoving:
            response = problem(503, MOVING)
            response["Retry-After"] = "5"
            return response
        response = view(self, request, found, memory, *args, **kwargs)
        return dated(response, memory) if response.status_code == 200 else response

    return answer


class Manifest(Read):
    @made
    def get(self, request, found: export.Export, memory: Memory) -> Response:
        profile = memory.profile
        return Response(
            {
                "stream": found.state.stream,
                "sequence": found.state.sequence,
                "display_until": display_until(profile, timezone.now()),
                "licence": profile.content_licence,
                "attribution": attribution(memory),
                "files": [_told(file, found.state.mark) for file in found.files],
            }
        )


def attribution(memory: Memory) -> dict:
    """Whom to name. A single record has the address of its page instead."""
    profile = memory.profile
    return {"text": profile.attribution or profile.name, "url": addresses.absolute("/")}


def _told(file: export.File, mark: str) -> dict:
    return {
        "name": file.name,
        "url": f"{addresses.absolute(MANIFEST)}{file.name}?at={mark}",
        "media_type": file.media_type,
        "records": file.records,
        "bytes": file.bytes,
        "sha256": file.sha256,
    }


class ExportFile(Read):
    """One file. With `at`, as the manifest gives it, of exactly that state, or 410."""

    name: str
    parameters = ("at",)

    @made
    def get(self, request, found: export.Export, memory: Memory) -> HttpResponseBase:
        if request.GET.get("at", found.state.mark) != found.state.mark:
            return problem(410, OF_ANOTHER_STATE, export=addresses.absolute(MANIFEST))
        file = found.file(self.name)
        digest = base64.b64encode(bytes.fromhex(file.sha256)).decode()
        headers = {
            "Content-Length": str(file.bytes),
            "Content-Disposition": f'attachment; filename="{file.name}"',
            "ETag": f'"{file.sha256}"',
            "Repr-Digest": f"sha-256=:{digest}:",  # RFC 9530
        }
        return StreamingHttpResponse(found.blocks(file.name), content_type=file.media_type, headers=headers)


class ExportedLines(ExportFile):
    name = export.NDJSON


class ExportedTable(ExportFile):
    name = export.CSV
