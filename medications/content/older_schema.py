"""What a version could not say yet, since the record had no place for it when it was saved. Pure."""

from typing import Any

import orjson

from medications.content.comparing_words import name_of
from medications.content.upcasters import read_record

NO_CONTENT = {"schema_version", "kind"}


def fields_not_yet_known(content: str | bytes) -> list[str]:
    """Stored canonical JSON in; names, in words, of the fields that it does not have and that are empty when it is read today."""
    now = read_record(content).model_dump(mode="json", exclude=NO_CONTENT)
    return [name_of(name) for name in dict.fromkeys(_missing(orjson.loads(content), now))]


def _missing(then: Any, now: Any):
    if isinstance(now, dict) and isinstance(then, dict):
        for name, value in now.items():
            if name in then:
                yield from _missing(then[name], value)
            elif not value:
                yield name
    elif isinstance(now, list) and isinstance(then, list):
        for before, after in zip(then, now, strict=False):  # an upcaster may have made more of them
            yield from _missing(before, after)
