"""Last-Modified: never earlier than anything in the answer changed. The ETag is exact; this serves who knows dates only.
And the ETag of what is too long to be made before it is sent.

An answer is made of stored rows, of other pages beside it, of the society profile, of the day's date and of this release's
templates. The moment at which this process first saw the present generation of the index covers all of them but the date.
"""

from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path

from django.utils import timezone
from django.utils.http import http_date

from medications.projections.memory import Memory

CODE = Path(__file__).resolve().parents[1]
RESOLUTION = timedelta(seconds=1)  # of dates in HTTP


def last_modified(memory: Memory) -> str:
    """The header's value. `memory` must have been there before anything else was read.

    At least a second before the request: should the index change within that second, the date must be a later one.
    """
    zones = (UTC, timezone.get_current_timezone())
    midnights = [datetime.combine(memory.began.astimezone(zone).date(), time.min, zone) for zone in zones]
    return http_date(min(max(memory.since, *midnights), memory.began - RESOLUTION).timestamp())


def version_of(memory: Memory, *parts: str) -> str:
    """Another word whenever the answer may be another: of the index as it stands, the day, this release, and what was asked."""
    days = [memory.began.astimezone(zone).date().isoformat() for zone in (UTC, timezone.get_current_timezone())]
    return sha256("\n".join([str(memory.generation), *days, RELEASE, *parts]).encode()).hexdigest()


def _release() -> str:
    digest = sha256()
    for file in sorted(CODE.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


# The same in every process that runs this code. Read on starting: files that are replaced under a running site are not what it
# runs, and processes that read them sooner and later would each refuse the export that the other one has just named.
RELEASE = _release()
