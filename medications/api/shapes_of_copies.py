"""JSON Schemas of what keeps copies true: lists of versions, answers about freshness, the export."""

from medications.api.freshness import MOST
from medications.api.shapes import (
    ADDRESS,
    ADDRESS_OR_NONE,
    BASIS,
    BOOLEAN,
    DAY,
    DAY_OR_NONE,
    DIGEST,
    MOMENT,
    NUMBER,
    REPLACEMENT_OR_NONE,
    STRING,
    UUID,
    ref,
    whole,
)
from medications.content.choices import ChangeKind, DocumentKind

KIND = {"type": "string", "enum": DocumentKind.values}
COUNT = {"type": "integer", "minimum": 0}
REVISION = whole(
    {
        "publication_number": NUMBER,
        "digest": DIGEST,
        "kind": {"type": "string", "enum": ChangeKind.values},
        "basis": BASIS,
        "last_updated": DAY,
        "last_reviewed": DAY_OR_NONE,
        "note": STRING,
        "at": MOMENT,
        "is_current": BOOLEAN,
        "is_removed": {**BOOLEAN, "description": "Its text was removed: delete every copy with this digest."},
        "url": {**ADDRESS, "description": "The record as it was then; 410 if its text was removed."},
    },
    "One publication of a record.",
)
HELD = whole({"uuid": UUID, "digest": DIGEST, "publication_number": NUMBER}, "A copy that you have.")
REMOVED = whole(
    {"digest": DIGEST, "reason": STRING, "removed_at": MOMENT},
    "The text of your copy was removed for good: delete it everywhere.",
)


def _status(value: str, description: str, more: dict) -> dict:
    return whole({"uuid": UUID, "status": {"const": value}, **more}, description)


NAMED = {"kind": KIND, "slug": STRING, "url": ADDRESS_OR_NONE, "publication_number": NUMBER}
CHANGED = _status("changed", "Your copy is an old one: get the record again.", {**NAMED, "digest": DIGEST})
WITHDRAWN = _status(
    "withdrawn",
    "Take your copy down, and show the reason.",
    {
        **NAMED,
        "withdrawal": {"type": "string", "enum": ["banner", "moved", "gone"]},
        "withdrawn_at": MOMENT,
        "reason": STRING,
        "replacement": REPLACEMENT_OR_NONE,
    },
)
UNKNOWN = _status("unknown", "Nothing of this UUID was ever public here: take your copy down.", {})
for each in (CHANGED, WITHDRAWN):
    each["properties"]["removed"] = ref("Removed")  # not required
ATTRIBUTION = whole({"text": STRING, "url": ADDRESS})
EXPORT_FILE = whole(
    {
        "name": STRING,
        "url": {
            **ADDRESS,
            "description": "Of exactly these bytes. Once the site has changed it answers 410: take a new manifest.",
        },
        "media_type": STRING,
        "records": COUNT,
        "bytes": COUNT,
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    }
)


def components() -> dict[str, dict]:
    return {
        "Revision": REVISION,
        "Copy": HELD,
        "Copies": {
            **whole({"records": {"type": "array", "items": ref("Copy"), "maxItems": MOST}}),
            "additionalProperties": False,
        },
        "Removed": REMOVED,
        "CopyChanged": CHANGED,
        "CopyWithdrawn": WITHDRAWN,
        "CopyUnknown": UNKNOWN,
        "Freshness": whole(
            {
                "results": {"type": "array", "items": {"oneOf": [ref("CopyChanged"), ref("CopyWithdrawn"), ref("CopyUnknown")]}},
                "stream": UUID,
                "last_sequence": {**COUNT, "description": "Go on from here in `changes/`."},
                "display_until": {**MOMENT, "description": "Copies that are not among the results may be shown until then."},
                "licence": {**STRING, "description": "The terms of today, for all copies: they change without a Change."},
                "attribution": {
                    **ATTRIBUTION,
                    "description": "Its `text` is what to print with all copies today.",
                },
            }
        ),
        "ExportFile": EXPORT_FILE,
        "Export": whole(
            {
                "stream": UUID,
                "sequence": {
                    **COUNT,
                    "description": "All changes up to this one are in the files: go on from here in `changes/`.",
                },
                "display_until": MOMENT,
                "licence": STRING,
                "attribution": ATTRIBUTION,
                "files": {"type": "array", "items": ref("ExportFile")},
            },
            "The whole catalogue at one sequence number.",
        ),
    }
