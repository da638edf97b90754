"""`freshness/`: which of the copies that a partner holds are no longer what the public reads."""

from uuid import UUID

import orjson
from django.utils import timezone
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from medications.api import exports
from medications.api.views import Read
from medications.projections import freshness
from medications.projections.freshness import Held
from medications.projections.memory import Memory
from medications.projections.record_json import display_until

MOST = 1_000
MOST_FAULTS = 20
LARGEST = 2**31 - 1
SHAPE = 'Send {"records": [{"uuid": "...", "digest": "...", "publication_number": 1}, ...]}.'


class Freshness(Read):
    http_method_names = ["post", "options"]

    def post(self, request):
        memory, now = Memory(), timezone.now()
        found = freshness.compared(held(request.body))
        return Response(
            {
                "results": found.results,
                "stream": found.stream,
                "last_sequence": found.last_sequence,
                "display_until": display_until(memory.profile, now),
                "licence": memory.profile.content_licence,
                "attribution": exports.attribution(memory),
            }
        )


def held(body: bytes) -> list[Held]:
    """What was sent, as copies. Raises ValidationError."""
    try:
        sent = orjson.loads(body)
    except ValueError:
        raise ValidationError({"records": [f"This is not JSON. {SHAPE}"]}) from None
    if not isinstance(sent, dict) or set(sent) != {"records"} or not isinstance(sent["records"], list):
        raise ValidationError({"records": [SHAPE]})
    if len(sent["records"]) > MOST:
        raise ValidationError({"records": [f"Ask for at most {MOST:,} at once."]})
    faults: dict[str, list[str]] = {}
    copies = [_copy(each, number, faults) for number, each in enumerate(sent["records"])]
    if faults:
        raise ValidationError(dict(list(faults.items())[:MOST_FAULTS]))
    return [copy for copy in copies if copy]


def _copy(sent: object, number: int, faults: dict) -> Held | None:
    if not isinstance(sent, dict) or set(sent) != {"uuid", "digest", "publication_number"}:
        faults[f"records[{number}]"] = ["It has `uuid`, `digest` and `publication_number`, and nothing else."]
        return None
    uuid, digest, publication = (sent[name] for name in ("uuid", "digest", "publication_number"))
    try:
        known = UUID(uuid) if isinstance(uuid, str) else None
    except ValueError:
        known = None
    if known is None:
        faults[f"records[{number}].uuid"] = ["This is not a UUID."]
    if not (isinstance(digest, str) and len(digest) == 64 and set(digest) <= set("0123456789abcdef")):
        faults[f"records[{number}].digest"] = ["A digest is 64 signs, 0 to 9 and a to f."]
    if not (isinstance(publication, int) and not isinstance(publication, bool) and 1 <= publication <= LARGEST):
        faults[f"records[{number}].publication_number"] = ["This is a whole number from 1."]
    return None if faults else Held(known, digest, publication)
