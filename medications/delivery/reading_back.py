"""After a page was taken down or put back: asks every surface for it, as readers and partners would, and says what is there.

The act stands whatever is found here. A surface that fails is told as such; time is bounded.
"""

import time
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.conf import settings

from medications.delivery.looking import TELL, Look
from medications.delivery.own_answers import Answer, ask
from medications.delivery.surfaces import Surface, of_kind
from medications.models import Document, SocietyProfile
from medications.projections.public_state import PublicState, public_state

SECONDS = 10
TIME_IS_UP = "not looked at: the time was up"
FAILED = "could not be looked at"


@dataclass(frozen=True)
class Line:
    """`mend` is what to do; empty if all is well."""

    surface: str
    address: str
    expected: str
    found: str
    mend: str

    @property
    def is_well(self) -> bool:
        return not self.mend


@dataclass(frozen=True)
class ReadBack:
    state: PublicState
    lines: list[Line]
    shared_cache_seconds: int
    copy_lifetime_days: int

    @property
    def wrong(self) -> list[Line]:
        return [line for line in self.lines if not line.is_well]


def read_back(document: Document, *, seconds: float = SECONDS) -> ReadBack | None:
    """None for what was never public."""
    state = public_state(document)
    if state is None:
        return None
    ends = time.monotonic() + seconds
    lines = [line for surface in of_kind(state.kind) for line in _lines(surface, state, ends)]
    lifetime = SocietyProfile.objects.latest().copy_lifetime_days
    return ReadBack(state, lines, settings.STALE_LIMIT, lifetime)


def _lines(surface: Surface, state: PublicState, ends: float) -> list[Line]:
    try:
        looks = list(surface.looks(state))
    except Exception as error:  # told like any other finding: one surface must not hide the others
        return [Line(surface.name, "", "", f"{FAILED}: {type(error).__name__}", TELL)]
    return [_line(surface, look, ends) for look in looks]


def _line(surface: Surface, look: Look, ends: float) -> Line:
    if time.monotonic() > ends:
        return Line(surface.name, look.address, look.expected, TIME_IS_UP, "Press “Check again”.")
    try:
        found = look.found(_answer(look, ends))
    except Exception as error:
        return Line(surface.name, look.address, look.expected, f"{FAILED}: {type(error).__name__}", TELL)
    return Line(surface.name, look.address, look.expected, found, "" if found == look.expected else look.mend)


def _answer(look: Look, ends: float) -> Answer:
    """The answer; of a list in several parts all of them, as one."""
    first = ask(look.address, look.sent)
    parts = [first]
    for number in range(2, look.pages + 1):
        following = f"page={number}"  # a list that goes on links to it: a page by a query string, the API by an address in `next`
        if parts[-1].status != 200 or following not in parts[-1].body or time.monotonic() > ends:
            break
        parts.append(ask(_at_page(look.address, number)))
    return Answer(first.status, first.location, "\n".join(part.body for part in parts))


def _at_page(address: str, number: int) -> str:
    path, _, query = address.partition("?")
    asked = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name != "page"]
    return f"{path}?{urlencode([*asked, ('page', number)])}"
