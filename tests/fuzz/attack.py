"""One family of attacks: each input in a transaction that is rolled back, counted, the smallest of each fault kept."""

import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.core.cache import cache
from django.db import transaction
from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis.errors import HypothesisException

from medications.actions import takeovers
from medications.models import ImportBatch
from medications.projections.memory import Memory
from tests.factories.publications import NOW
from tests.fuzz import rules
from tests.fuzz.families import Family
from tests.fuzz.rules import Fault
from tests.fuzz.wire import Answer, Request
from tests.fuzz.world import World

SECONDS_TO_SHRINK = 20
MOST_SHRUNK = 6  # faults of a family


@dataclass
class Tally:
    """Counts of one family; of each fault how often it was met, its first number and its smallest input."""

    name: str
    counts: Counter = field(default_factory=Counter)
    met: Counter = field(default_factory=Counter)
    first: dict[Fault, int] = field(default_factory=dict)
    smallest: dict[Fault, str] = field(default_factory=dict)
    slowest: tuple[float, str] = (0.0, "")

    def add(self, answer: Answer, request: Request, found: list[Fault]) -> None:
        self.counts["inputs"] += 1
        self.counts[f"{answer.status // 100}xx"] += 1
        self.slowest = max(self.slowest, (answer.seconds, str(request)[:200]))
        for fault in dict.fromkeys(found):
            self.fault(fault, str(request))

    def fault(self, fault: Fault, shown: str) -> None:
        self.counts[fault.kind] += fault.kind != "5xx"  # which is counted by its status
        self.met[fault] += 1
        self.first.setdefault(fault, self.counts["inputs"])
        if len(shown) < len(self.smallest.get(fault, shown + " ")):
            self.smallest[fault] = shown


def attempt(world: World, request: Request) -> tuple[Answer, list[Fault]]:
    """Sends it, looks at the answer and at what it leads to. Nothing stays."""
    answer, found = once(world, request)
    if rules.is_slow(answer) and all(rules.is_slow(once(world, request)[0]) for _ in range(3)):
        found.append(Fault("slow", f"{request.method} {urlsplit(request.target).path[:80]}"))
    return answer, found


def once(world: World, request: Request) -> tuple[Answer, list[Fault]]:
    cache.clear()  # counted attempts to sign in, say, would hide what lies behind them
    try:
        with transaction.atomic():
            answer = world.send(request)
            found = rules.faults(request, answer)
            if request.method == "POST" and answer.status in (302, 303) and not found:
                found = consequences(world, request, answer)
            transaction.set_rollback(True)
    finally:
        Memory.kept = (None, {})
    return answer, found


def consequences(world: World, request: Request, answer: Answer) -> list[Fault]:
    """The page a form leads to, its neighbours, and what the worker makes of an upload."""
    for batch in ImportBatch.objects.order_by("-pk")[:1] if "/importbatch/add/" in request.target else ():
        takeovers.take_over_waiting(batch=batch, now=NOW)
    target = answer.header("Location")
    if rules.outside(target) or target.startswith("http"):
        return []
    path = urlsplit(target).path
    near = [path, urlsplit(request.target).path]
    near += [path.replace("/change/", f"/{screen}/") for screen in ("history", "approve", "publish") if path.endswith("/change/")]
    near += [path.replace("/worklist/", f"/{screen}/") for screen in ("wordings", "pages/1") if path.endswith("/worklist/")]
    found = []
    for each in dict.fromkeys(near):
        followed = Request("GET", each, role=request.role)
        found += rules.faults(followed, world.send(followed))
    return found


def run(family: Family, world: World, number: int, seeded: int) -> Tally:
    tally = Tally(family.name)

    def counted(request: Request) -> None:
        answer, found = attempt(world, request)
        tally.add(answer, request, found)

    generated(counted, family.requests(world), number, seeded, [Phase.generate])
    for fault in list(tally.first)[:MOST_SHRUNK]:
        shrink(fault, tally, family, world, seeded)
    return tally


def generated(what, strategy, number: int, seeded: int, phases: list[Phase]) -> None:
    decorate = settings(
        max_examples=number,
        phases=phases,
        database=None,
        deadline=None,
        derandomize=False,
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
        print_blob=False,
        report_multiple_bugs=False,
    )

    def attacked(request):
        what(request)

    seed(seeded)(decorate(given(request=strategy)(attacked)))()


class Met(Exception):
    """The fault that is being shrunk was met again."""


class Enough(BaseException):
    """Shrinking took its time."""


def shrink(fault: Fault, tally: Tally, family: Family, world: World, seeded: int) -> None:
    """The same inputs once more up to the fault, and from there to smaller ones that still show it."""
    until = None

    def again(request: Request) -> None:
        nonlocal until
        if until is not None and time.monotonic() > until:
            raise Enough
        if fault in attempt(world, request)[1]:
            until = until or time.monotonic() + SECONDS_TO_SHRINK
            tally.smallest[fault] = min(tally.smallest[fault], str(request), key=len)
            raise Met

    try:
        generated(again, family.requests(world), tally.first[fault], seeded, [Phase.generate, Phase.shrink])
    except (Met, Enough, HypothesisException):
        pass
