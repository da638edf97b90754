"""Last-Modified: never earlier than anything in the answer changed. The ETag is exact; this serves who knows dates only.

An answer is made of stored rows, of other pages beside it, of the society profile, of the day's date and of this release's
templates. The moment at which this process first saw the present generation of the index covers all of them but the date.
"""

from datetime import UTC, datetime, time, timedelta

from django.utils import timezone
from django.utils.http import http_date

from medications.projections.memory import Memory

RESOLUTION = timedelta(seconds=1)  # of dates in HTTP


def last_modified(memory: Memory) -> str:
    """The header's value. `memory` must have been there before anything else was read.

    At least a second before the request: should the index change within that second, the date must be a later one.
    """
    zones = (UTC, timezone.get_current_timezone())
    midnights = [datetime.combine(memory.began.astimezone(zone).date(), time.min, zone) for zone in zones]
    return http_date(min(max(memory.since, *midnights), memory.began - RESOLUTION).timestamp())
