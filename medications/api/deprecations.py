"""Operations that are to go: all their answers say so and what to use instead (RFC 9745, RFC 8594), for a year at least.

docs/partners.md promises it. One that is to go gets a row here and a line in CHANGELOG.md, and is answered until its day.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils.http import http_date

from medications.projections import addresses

NOTICE = timedelta(days=365)
DOCS = "/api/v1/docs/"


@dataclass(frozen=True)
class Deprecation:
    """`since` was when it was said, `until` the day from which on nothing answers; `instead` is a path of this site."""

    since: date
    until: date
    instead: str

    def __post_init__(self):
        if self.until - self.since < NOTICE:
            raise ValueError("Partners are promised a year.")


DEPRECATED: dict[str, Deprecation] = {}  # by the name that the address has in `urls`


def say(request, response) -> None:
    """Adds the headers to an answer of the API, if its operation is to go. A list's own links stay."""
    match = request.resolver_match
    found = DEPRECATED.get(match.url_name) if match and match.app_name == "api" else None
    if found is None:
        return
    response.headers["Deprecation"] = f"@{_seconds(found.since)}"
    response.headers["Sunset"] = http_date(_seconds(found.until))
    links = [
        f'<{addresses.absolute(found.instead)}>; rel="successor-version"',
        f'<{addresses.absolute(DOCS)}>; rel="deprecation"',
    ]
    response.headers["Link"] = ", ".join(filter(None, [response.get("Link"), *links]))


def mark(described: dict, patterns) -> None:
    """The same in the description. `patterns` are those of `urls`."""
    for pattern in patterns:
        found = DEPRECATED.get(pattern.name)
        for operation in described["paths"].get(_path(pattern), {}).values() if found else ():
            operation["deprecated"] = True
            operation["summary"] += f" (until {found.until.isoformat()}; then {found.instead})"


def _path(pattern) -> str:
    return "/api/v1/" + re.sub(r"<\w+:(\w+)>", r"{\1}", str(pattern.pattern))


def _seconds(day: date) -> int:
    return int(datetime.combine(day, time.min, UTC).timestamp())
