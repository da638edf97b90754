"""Examples of errors in the description, with the members that a program goes by."""

from http import HTTPStatus

from medications.api import throttling
from medications.api.examples import AT, STREAM, UUIDS
from medications.content.parameters import unknown
from medications.projections import addresses

HERE = addresses.absolute("/medications/orbelazine/")
EXPORT = addresses.absolute("/api/v1/export/")
WITHDRAWN = {
    "uuid": UUIDS["medication"],
    "url": HERE,
    "publication_number": 3,
    "withdrawal": "gone",
    "withdrawn_at": AT,
    "reason": "It is no longer sold.",
    "replacement": None,
}
REMOVED = {
    "uuid": UUIDS["medication"],
    "publication_number": 3,
    "digest": "7" * 64,
    "removed_at": AT,
    "reason": "The dose was wrong.",
}
WITHHELD = {
    "reason": "The text of this page is reprinted from the sources named here.",
    "sources": [
        {
            "code": "example-book-2020",
            "title": "Example book",
            "publisher": "Example press",
            "permission": "Reprinted with permission from Example press.",
        }
    ],
}
OF_ONE = {  # by operation and status: where an error has members that others of its status have not
    ("listChanges", 410): {"stream": STREAM, "export": EXPORT},
    ("getExportedLines", 410): {"export": EXPORT},
    ("getExportedTable", 410): {"export": EXPORT},
    ("getRevision", 410): REMOVED,
    ("getCanonicalBytes", 410): REMOVED,
    ("getCanonicalBytes", 403): {"url": HERE, "withheld": WITHHELD},
    ("postFreshness", 400): {"errors": {"records[0].uuid": ["This is not a UUID."]}},
}


def problem(operation: dict, status: int, said: str) -> dict:
    """`said` is what the description says of it."""
    about = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": said.replace("`", "")}
    return about | OF_ONE.get((operation["operationId"], status), _of_all(operation, status))


def _of_all(operation: dict, status: int) -> dict:
    if status == 400:
        return {"errors": {"nonsense": [unknown("nonsense", _asked(operation))]}}
    return {410: WITHDRAWN, 429: throttling.PROBLEM}.get(status, {})


def _asked(operation: dict) -> list[str]:
    return [each["name"] for each in operation.get("parameters", ()) if each["in"] == "query"]
