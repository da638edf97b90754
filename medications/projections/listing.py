"""The page of the list of medicines: rows, counts beside each filter, and what to say about the result."""

from dataclasses import dataclass
from string import ascii_uppercase

from django.db.models import Count
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from medications.models import Facet, IndexFacet, IndexRow
from medications.projections import listing_words, places
from medications.projections.filters import FacetFilter, MedicationFilterSet
from medications.projections.listing_words import Proof, SearchSaid
from medications.projections.question import MOST_VALUES, PAGE_SIZE, Question

COUNTED = ("symptom", "drug_class", "route", "generic", "availability", "side_effect", "letter")
# What has a control on the form that shows what is chosen; the others are kept hidden.
CONTROLLED = {"q", "symptom", "use", "drug_class", "route", "generic", "availability", "may_worsen"}
FILTER_LABELS = {
    "symptom": _("Used for"),
    "drug_class": _("Drug class"),
    "generic": _("Generic available"),
    "availability": _("Availability"),
    "route": _("How it is taken"),
    "side_effect": _("Side effect"),
    "may_worsen": _("Marked if it may worsen"),
    "without_side_effect": _("Hidden if it lists"),
    "letter": _("First letter"),
    "use": _("Use"),
    "q": _("Search"),
    "code": _("Code"),
    "updated_since": _("Updated since"),
    "review": _("Review"),
    "sort": _("Order"),
    "page": _("Page"),
}


@dataclass(frozen=True)
class Option:
    code: str
    label: str
    count: int
    selected: bool
    in_brackets: str  # the count as it stands behind the label; empty where the question failed, and nothing was counted


@dataclass(frozen=True)
class Letter:
    letter: str
    count: int
    selected: bool
    url: str


@dataclass(frozen=True)
class Active:
    """A filter that is on, and the address of the list without it."""

    name: str
    value: str
    label: str
    value_label: str
    remove_url: str


@dataclass(frozen=True)
class Listing:
    rows: list[SafeString]
    total: int
    first: int
    last: int
    number: int
    num_pages: int
    previous_url: str
    next_url: str
    active: list[Active]
    kept: list[Active]
    clear_url: str
    facets: dict[str, list[Option]]
    may_worsen: list[Option]
    primary_only: bool
    letters: list[Letter]
    q: str
    summary: str
    search: SearchSaid | None
    proofs: list[Proof]
    errors: list[str]


def listing(question: Question) -> Listing:
    """The results, or what was wrong with the question (then without any rows)."""
    failed = bool(question.errors)
    rows = [] if failed else _rows(question)
    counts = {} if failed else _counts(question)
    active = _active(question)
    first = (question.number - 1) * PAGE_SIZE + 1 if rows else 0
    return Listing(
        rows=rows,
        total=0 if failed else question.total,
        first=first,
        last=first + len(rows) - 1 if rows else 0,
        number=question.number,
        num_pages=1 if failed else question.num_pages,
        previous_url=question.previous_url,
        next_url=question.next_url,
        active=active,
        kept=[each for each in active if each.name not in CONTROLLED],
        clear_url="?",
        facets={name: _options(question, name, counts) for name in COUNTED if name != "letter"},
        may_worsen=_may_worsen(question),
        primary_only=question.params.get("use") == "primary",
        letters=_letters(question, counts),
        q=question.params.get("q", "")[:200],
        summary="" if failed else listing_words.summary(question),
        search=None if failed else listing_words.search_said(question),
        proofs=[] if failed else listing_words.proofs(question),
        errors=[f"{_name(name)}: {' '.join(said)}" for name, said in question.errors.items()],
    )


def _name(parameter: str) -> str:
    return gettext(FILTER_LABELS[parameter]) if parameter in FILTER_LABELS else f"“{parameter[:40]}”"


def _rows(question: Question) -> list[SafeString]:
    found = question.rows("row_html", "last_updated")
    return [
        places.filled_row(html, updated, question.memory, question.today, _why(question, medicine))
        for medicine, html, updated in found
    ]


def _why(question: Question, medicine) -> SafeString | str:
    """Why it is among the results, and what its page says of the symptom that it may worsen."""
    reason = question.found.reasons.get(medicine) if question.found else None
    worsens = listing_words.worsens(question, medicine)
    return render_to_string("components/why.html", {"reason": reason, "worsens": worsens}) if reason or worsens else ""


def _counts(question: Question) -> dict[str, dict[str, int]]:
    """For each value of each facet, how many medicines there would be: the other filters stay on, the facet's own is off.

    Facets whose own filter is off are counted together, in one query: they are counted over the same rows.
    """
    own_is_on = [name for name in COUNTED if question.filterset.form.cleaned_data.get(name)]
    together = [name for name in COUNTED if name not in own_is_on]
    counts: dict[str, dict[str, int]] = {}
    for names in filter(None, [together, *([name] for name in own_is_on)]):
        # Remembered by what is asked besides: all symptoms are counted once, whichever of them is chosen.
        key = ("counts", *names, *question.asked_besides(names[0]))
        counts |= question.memory.get(key, lambda names=names: _counted(question.filterset, names))
    return counts


def _counted(filterset: MedicationFilterSet, names: list[str]) -> dict[str, dict[str, int]]:
    by_facet = {filterset.counted_facet(name): name for name in names}
    # Medicines alone have facets, so their kind need not be asked for.
    rows = filterset.without(names[0], among=IndexRow.objects.all()).order_by().values("pk")
    found = IndexFacet.objects.filter(facet__in=by_facet, row__in=rows).values_list("facet", "code")
    counts: dict[str, dict[str, int]] = {name: {} for name in names}
    for facet, code, count in found.annotate(count=Count("pk")):
        counts[by_facet[facet]][code] = count
    return counts


def _option(code: str, label: str, count: int, selected: bool, counted: bool) -> Option:
    return Option(code, label, count, selected, f"({count})" if counted else "")


def _options(question: Question, name: str, counts: dict) -> list[Option]:
    facet = question.filterset.filters[name].facet
    chosen = set(question.params.getlist(name))
    values = sorted(question.vocabulary.labels[facet].items(), key=lambda item: item[1].casefold())
    found = [_option(code, label, counts.get(name, {}).get(code, 0), code in chosen, bool(counts)) for code, label in values]
    return [option for option in found if option.count or option.selected or not counts]


def _may_worsen(question: Question) -> list[Option]:
    """Symptoms, by name. Nothing is counted, since nothing is hidden."""
    chosen = question.params.get("may_worsen")
    labels = sorted(question.vocabulary.labels[Facet.SYMPTOM].items(), key=lambda item: item[1].casefold())
    return [_option(code, label, 0, code == chosen, counted=False) for code, label in labels]


def _letters(question: Question, counts: dict) -> list[Letter]:
    chosen, found = question.params.getlist("letter"), counts.get("letter", {})
    extra = sorted(set(question.vocabulary.labels[Facet.LETTER]) - set(ascii_uppercase))
    return [
        Letter(letter, found.get(letter, 0), letter in chosen, question.address(letter=[] if letter in chosen else [letter]))
        for letter in [*ascii_uppercase, *extra]
    ]


def _active(question: Question) -> list[Active]:
    active = []
    for name in FILTER_LABELS:
        if name in {"page", "sort"}:
            continue
        values = list(dict.fromkeys(value for value in question.params.getlist(name)[:MOST_VALUES] if value))
        for value in values:
            label = _value_label(question, name, value)
            rest = question.address(**{name: [other for other in values if other != value]})
            active.append(Active(name, value, gettext(FILTER_LABELS[name]), label, rest))
    return active


def _value_label(question: Question, name: str, value: str) -> str:
    each = question.filterset.filters.get(name)
    if name == "may_worsen":
        return question.vocabulary.label(Facet.SYMPTOM, value)
    return question.vocabulary.label(each.facet, value) if isinstance(each, FacetFilter) else value
