"""The page of all changes: since when and of which pages a reader wants them, and for each who stands behind it."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as _

from medications.content.choices import DocumentKind
from medications.models import Change
from medications.projections import history, wording
from medications.projections.history import ChangeLine
from medications.projections.memory import Memory
from medications.projections.question import IGNORED
from medications.projections.reviewers import facts_of

PAGE_SIZE = 50
NAMES = ("since", "pages", "before")
PAGES = {
    "medicines": (DocumentKind.MEDICATION, _("Medicines")),
    "symptoms": (DocumentKind.SYMPTOM, _("Symptoms")),
    "side-effects": (DocumentKind.SIDE_EFFECT, _("Side effects")),
}
MONTHS = 24  # to choose from; before them, years
OLDEST = date(2000, 1, 1)  # nothing is older


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    selected: bool


@dataclass(frozen=True)
class ChangesPage:
    """`summary`: how many were found, if something was asked for. `faults`: sentences; with any, nothing is shown."""

    changes: list[ChangeLine]
    summary: str
    since: list[Choice]
    pages: list[Choice]
    next_url: str
    previous_url: str
    faults: list[str]


def recent(limit: int) -> list[ChangeLine]:
    """The newest changes of pages that readers can open."""
    return _lines(_changes()[:limit])


def changes_page(params: QueryDict, memory: Memory, today: date) -> ChangesPage:
    """`params` as they came with the address; an empty one asks for nothing."""
    since, pages, before = (params.get(name, "").strip() for name in NAMES)
    first_day, faults = _day(since), _faults(params)
    if since and first_day is None:
        faults.append(gettext("“%(value)s” is not a day. Choose a month, or write it like 2026-03-31.") % {"value": since[:40]})
    choices = {"since": _since(since, first_day, memory, today), "pages": _pages(pages)}
    if faults:
        return ChangesPage([], "", **choices, next_url="", previous_url="", faults=faults)
    wanted = _changes()
    if first_day:
        wanted = wanted.filter(at__gte=timezone.make_aware(datetime.combine(max(first_day, OLDEST), time.min)))
    if pages:
        wanted = wanted.filter(document__kind=PAGES[pages][0])
    summary = _summary(wanted.count(), first_day) if since or pages else ""
    found = list((wanted.filter(pk__lt=int(before)) if before else wanted)[: PAGE_SIZE + 1])
    asked = [(name, value) for name, value in (("since", since), ("pages", pages)) if value]
    more = "?" + urlencode([*asked, ("before", found[PAGE_SIZE - 1].pk)]) if len(found) > PAGE_SIZE else ""
    newest = "?" + urlencode(asked) if before else ""
    return ChangesPage(_lines(found[:PAGE_SIZE]), summary, **choices, next_url=more, previous_url=newest, faults=[])


def _changes() -> QuerySet[Change]:
    """Rows are inserted under the counter's lock, so ids grow with time, across streams too."""
    return history.events().filter(document__kind__in=history.WITH_A_PAGE).order_by("-pk")


def _lines(changes) -> list[ChangeLine]:
    """Each with who stands behind it, and the way to what changed by it; three queries, however many there are."""
    found = list(changes)
    facts, earlier = facts_of(found), _readable_numbers(found)
    lines = []
    for change in found:
        line = replace(history.line(change), facts=facts[change.pk])
        before = max((number for number in earlier[change.document_id] if number < line.number), default=None)
        if before and line.version_url and not line.is_removed:
            line = replace(line, difference_url=history.difference_path(line.url, before, line.number))
        lines.append(line)
    return lines


def _readable_numbers(changes: list[Change]) -> dict[object, list[int]]:
    """By document, the numbers of its versions that can still be read."""
    documents = {change.document_id for change in changes if change.document.kind == DocumentKind.MEDICATION}
    numbers = history.readable().filter(document__in=documents).order_by()
    found = defaultdict(list)
    for document, number in numbers.values_list("document", "publication_number"):
        found[document].append(number)
    return found


def _faults(params: QueryDict) -> list[str]:
    unknown = [name[:40] for name in params if name not in {*NAMES, *IGNORED}]
    faults = [gettext("This page takes no “%(name)s”.") % {"name": name} for name in unknown[:1]]
    pages, before = params.get("pages", "").strip(), params.get("before", "").strip()
    if pages and pages not in PAGES:
        faults.append(gettext("There are no pages called “%(value)s”.") % {"value": pages[:40]})
    if before and not (before.isascii() and before.isdigit() and len(before) < 19):
        faults.append(gettext("“%(value)s” is not the number of a change.") % {"value": before[:40]})
    return faults


def _day(value: str) -> date | None:
    """ "2026-03" or "2026-03-31" in."""
    if len(value) not in {7, 10} or not value.isascii():
        return None
    try:
        return date.fromisoformat(value if len(value) == 10 else f"{value}-01")
    except ValueError:
        return None


def _since(given: str, day: date | None, memory: Memory, today: date) -> list[Choice]:
    """The months back to the first change, the newest first, and the years before them."""
    first = memory.get("first change", lambda: Change.objects.order_by("pk").values_list("at", flat=True).first())
    oldest = timezone.localdate(first) if first else today
    months = [(today.year * 12 + today.month - 1 - back) for back in range(MONTHS)]
    values = [f"{each // 12}-{each % 12 + 1:02}" for each in months if each >= oldest.year * 12 + oldest.month - 1]
    last_year = months[-1] // 12 - (months[-1] % 12 == 0)
    values += [f"{year}-01" for year in range(last_year, oldest.year - 1, -1)]
    found = [Choice(value, wording.partial_day(value), value == given) for value in values]
    if day and given not in values:
        found.insert(0, Choice(given, wording.day(day), selected=True))
    return found


def _pages(given: str) -> list[Choice]:
    return [Choice(value, gettext(label), value == given) for value, (_kind, label) in PAGES.items()]


def _summary(count: int, since: date | None) -> str:
    said = ngettext("%(count)s change", "%(count)s changes", count) % {"count": count} if count else gettext("No changes")
    return gettext("%(said)s since %(day)s") % {"said": said, "day": wording.day(since)} if since else said
