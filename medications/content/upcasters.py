"""Reads a stored record of any schema version. Stored JSON is never rewritten: it is lifted in memory, step by step.

A step is a pure function from the plain data of version n to that of version n + 1, registered in UPCASTERS under (kind, n).
"""

from collections.abc import Callable

import orjson

from medications.content.schema import RECORDS, VERSION, AnyRecord

UPCASTERS: dict[tuple[str, int], Callable[[dict], dict]] = {}


def read_record(content: str | bytes) -> AnyRecord:
    """Stored canonical JSON in, record of the current schema out. Raises LookupError for an unknown kind or version."""
    data = orjson.loads(content)
    kind, version = data["kind"], data["schema_version"]
    while version < VERSION:
        data = UPCASTERS[kind, version](data)
        version = data["schema_version"]
    if version != VERSION:
        raise LookupError(f"{kind} record of schema version {version}; this program reads up to {VERSION}")
    return RECORDS[kind].model_validate(data)
