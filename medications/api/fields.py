"""`fields=generic_name,uses`: only these members of a record, and those without which a copy could not be kept true."""

from collections.abc import Iterable, Iterator
from functools import cache

import orjson
from rest_framework.exceptions import ValidationError

from medications.api import shapes
from medications.content.parameters import unknown

MOST = 50
ALWAYS = ("uuid", "kind", "publication_number", "digest", "withheld", "safety_notices", "display_until")


@cache
def known(shape: str) -> tuple[str, ...]:
    """The names of what a record of this shape has."""
    named = shapes.components()
    return tuple(named.get(f"{shape}Full", named.get(shape, {}))["properties"])


def chosen(request, shape: str) -> frozenset[str] | None:
    """The names asked for, and ALWAYS; None for all of them. Raises ValidationError."""
    given = request.GET.getlist("fields")
    if len(given) > MOST:
        raise ValidationError({"fields": [f"Give at most {MOST} values."]})
    asked = [name.strip() for each in given for name in each.split(",") if name.strip()]
    wrong = [name for name in asked if name not in known(shape)]
    if wrong:
        raise ValidationError({"fields": [unknown(wrong[0], known(shape), "There is no field “%(name)s”.")]})
    return frozenset((*asked, *ALWAYS)) if asked else None


def only(lines: Iterable[str | bytes], fields: frozenset[str] | None) -> Iterator[bytes]:
    """JSON objects in, the same with these members alone out."""
    for line in lines:
        if fields is None:
            yield line if isinstance(line, bytes) else line.encode()
        else:
            yield orjson.dumps({name: value for name, value in orjson.loads(line).items() if name in fields})
