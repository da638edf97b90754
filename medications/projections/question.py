"""What was asked of the list of medicines: the parameters, the filters, and every fault. The page and the API share it."""

from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext

from medications.content.parameters import unknown
from medications.models import IndexRow
from medications.projections.filters import ORDER, MedicationFilterSet
from medications.projections.memory import Memory
from medications.projections.searching import Found, search
from medications.projections.vocabulary import vocabulary
from medications.projections.worsening import Worsening, worsening

PAGE_SIZE = 20
NAMES = [*MedicationFilterSet.base_filters, "page"]
GIVEN_ONCE = ("use", "q", "updated_since", "review", "sort", "page")
MOST_VALUES = 50  # of one filter
IGNORED = {"utm_source", "utm_medium", "utm_campaign"}  # newsletters add them to any link


class Question:
    """`errors` maps a parameter to sentences about it; while there are any, no rows may be shown.

    `also` are names that only the API knows.
    """

    def __init__(self, params: QueryDict, memory: Memory, today: date, also: tuple[str, ...] = ()):
        self.names = [*NAMES, *also]
        self.params, self.memory, self.today = _without_empty(params), memory, today
        params = self.params
        self.vocabulary = vocabulary(memory)
        self.filterset = MedicationFilterSet(params, vocabulary=self.vocabulary, memory=memory, today=today)
        self.key = (today, tuple(sorted((name, tuple(sorted(params.getlist(name)))) for name in params if name in NAMES[:-1])))
        self.errors: dict[str, list[str]] = {name: list(messages) for name, messages in self.filterset.errors.items()}
        for name in list(params)[:MOST_VALUES]:
            if name not in self.names and name not in IGNORED:
                self.errors[name] = [unknown(name, self.names, gettext("There is no filter “%(name)s”."))]
            elif len(params.getlist(name)) > MOST_VALUES:
                self.errors[name] = [gettext("Give at most %(number)s values.") % {"number": MOST_VALUES}]
            elif name == "may_worsen" and len(params.getlist(name)) > 1:
                self.errors[name] = [gettext("Give one symptom.")]
        self._asked = {name: params.getlist(name)[:MOST_VALUES] for name in self.names if name in params and name != "page"}
        self.number = self._page_number()
        if not self.errors and self.number > self.num_pages:
            said = gettext("There is no page %(number)s; the list has %(pages)s.")
            self.errors["page"] = [said % {"number": self.number, "pages": self.num_pages}]

    def _page_number(self) -> int:
        given = self.params.get("page", "1")
        if given.isascii() and given.isdigit() and len(given) < 9 and int(given) >= 1:
            return int(given)
        self.errors["page"] = [gettext("“%(typed)s” is not a page number.") % {"typed": given[:20]}]
        return 1

    @property
    def total(self) -> int:
        return self.memory.get(("total", self.key), self.filterset.qs.count)

    @property
    def num_pages(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))

    def asked_besides(self, name: str) -> tuple:
        """What is asked apart from the filter of that name, to remember by."""
        today, asked = self.key
        return today, tuple(pair for pair in asked if pair[0] not in {name, "sort", "may_worsen", *IGNORED})

    @property
    def found(self) -> Found | None:
        """What was searched for, if anything was."""
        asked = self.filterset.form.cleaned_data.get("q")
        return search(asked, self.memory) if asked else None

    @property
    def worsening(self) -> Worsening | None:
        """Which medicines may make the symptom worse that was asked about, if one was."""
        asked = self.filterset.form.cleaned_data.get("may_worsen")
        return worsening(asked, self.memory) if asked else None

    def rows(self, *columns: str) -> list[tuple]:
        """The rows of the page asked for: document, then the columns named."""
        start = (self.number - 1) * PAGE_SIZE
        if not self.is_ranked:
            return list(self.filterset.qs.values_list("pk", *columns)[start : start + PAGE_SIZE])
        return self.rows_of(self.in_order[start : start + PAGE_SIZE], *columns)

    @property
    def is_ranked(self) -> bool:
        """Whether the database alone cannot put the rows in order."""
        return self.found is not None or self.worsening is not None

    @property
    def order(self) -> tuple[str, ...]:
        """Unique, where the list is not ranked."""
        return ORDER[self.filterset.form.cleaned_data.get("sort") or "name"]

    def rows_of(self, wanted: list, *columns: str) -> list[tuple]:
        """The rows of these documents, in this order."""
        rows = {row[0]: row for row in IndexRow.objects.filter(pk__in=wanted).order_by().values_list("pk", *columns)}
        return [rows[pk] for pk in wanted if pk in rows]

    @cached_property
    def in_order(self) -> list:
        """All documents found: the best match first, unless another order is asked for; those that may worsen a symptom last,
        in an order of their own.
        """
        found = list(self.filterset.qs.values_list("pk", flat=True))
        if self.found is not None and "sort" not in self.params:
            place = {pk: number for number, pk in enumerate(self.found.reasons)}
            found.sort(key=lambda pk: place.get(pk, len(place)))
        if self.worsening is not None:
            found.sort(key=self.worsening.place)
        return found

    def address(self, **changes: list) -> str:
        """The query string with these parameters set to these values, and back on page one unless `page` is among them.

        Parameters always stand in the same order, so that one question has one address.
        """
        asked = {**self._asked, **changes}
        return "?" + urlencode([(name, value) for name in self.names if name in asked for value in asked[name]])

    @property
    def previous_url(self) -> str:
        return self.address(page=[self.number - 1]) if self.number > 1 and not self.errors else ""

    @property
    def next_url(self) -> str:
        return self.address(page=[self.number + 1]) if not self.errors and self.number < self.num_pages else ""


def _without_empty(params: QueryDict) -> QueryDict:
    """A form sends every control, those left empty too; an empty value asks for nothing."""
    given = QueryDict(mutable=True)
    for name, values in params.lists():
        if kept := [value for value in values if value.strip()]:
            given.setlist(name, kept)
    return given
