"""The filters of `/medications/` and of the API: the same names, the same meaning.

A value that does not exist is an error with the field's name, never a silently full list.
"""

from datetime import date

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from medications.content.choices import CodeSystem, DocumentKind
from medications.content.external_codes import external_code
from medications.content.folding import folded
from medications.models import Facet, IndexFacet, IndexRow
from medications.projections.memory import Memory
from medications.projections.searching import search
from medications.projections.vocabulary import Vocabulary

LONGEST_QUESTION = 200  # characters
MOST_WORDS = 10
NO_SUCH_VALUE = _("“%(value)s” does not exist here.")
ORDER = {"name": ("sort_key", "document"), "-updated": ("-last_updated", "sort_key", "document")}


def has_facet(facet: str, codes=None) -> Q:
    """Rows with any of the codes, or with any at all. IN, not EXISTS: the few rows that have the facet are looked up once."""
    found = IndexFacet.objects.filter(facet=facet)
    return Q(pk__in=(found if codes is None else found.filter(code__in=codes)).values("row"))


class FacetField(forms.MultipleChoiceField):
    default_error_messages = {"invalid_choice": NO_SUCH_VALUE, "invalid_list": _("Give one value or several.")}


class FacetFilter(django_filters.MultipleChoiceFilter):
    """Rows that have any of the codes given. Its choices are the codes that exist, set by the FilterSet."""

    field_class = FacetField

    def __init__(self, facet: Facet, **kwargs):
        self.facet = facet
        super().__init__(choices=(), **kwargs)

    def filter(self, queryset, value):
        return queryset.filter(has_facet(self.facet, value)) if value else queryset


class WithoutFilter(FacetFilter):
    """Rows that have none of the codes given."""

    def filter(self, queryset, value):
        return queryset.exclude(has_facet(self.facet, value)) if value else queryset


def check_question(value: str) -> None:
    """Refuses a search without a letter or digit, or with more words than a database can join."""
    if len(folded(value).split()) > MOST_WORDS:
        raise ValidationError(gettext("Give at most %(number)s words.") % {"number": MOST_WORDS})
    if not any(char.isalnum() for char in folded(value)):
        raise ValidationError(gettext("Give a word to search for."))


def check_code(value: str) -> None:
    system, _, code = value.partition(":")
    if system.lower() not in CodeSystem.values:
        raise ValidationError(f"Begin with the system and a colon: {', '.join(f'{each}:…' for each in CodeSystem.values)}.")
    if not code.isprintable() or not code.strip():
        raise ValidationError(f"Give a code after “{system}:”.")


class CodeField(forms.MultipleChoiceField):
    """Codes of other systems. One that no page has is no error: it may be a medicine that we have no page of."""

    def validate(self, value):
        for each in value:
            check_code(each)


class CodeFilter(django_filters.MultipleChoiceFilter):
    """Medicines with any of the codes, such as `rxnorm:2598`."""

    field_class = CodeField

    def filter(self, queryset, value):
        codes = [external_code(*each.split(":", 1)) for each in value]
        return queryset.filter(has_facet(Facet.CODE, codes)) if codes else queryset


class MedicationFilterSet(django_filters.FilterSet):
    symptom = FacetFilter(Facet.SYMPTOM)
    drug_class = FacetFilter(Facet.DRUG_CLASS)
    generic = FacetFilter(Facet.GENERIC)
    availability = FacetFilter(Facet.AVAILABILITY)
    route = FacetFilter(Facet.ROUTE)
    side_effect = FacetFilter(Facet.SIDE_EFFECT)
    without_side_effect = WithoutFilter(Facet.SIDE_EFFECT)
    may_worsen = django_filters.ChoiceFilter(method="keep", error_messages={"invalid_choice": NO_SUCH_VALUE})
    letter = FacetFilter(Facet.LETTER)
    code = CodeFilter()
    use = django_filters.ChoiceFilter(choices=[("primary", "primary uses only")], method="keep")
    q = django_filters.CharFilter(max_length=LONGEST_QUESTION, validators=[check_question], method="filter_text")
    updated_since = django_filters.DateFilter(field_name="last_updated", lookup_expr="gte")
    review = django_filters.ChoiceFilter(choices=[("overdue", "review overdue")], method="filter_review")
    sort = django_filters.ChoiceFilter(choices=[("name", "name"), ("-updated", "last updated")], method="keep")

    class Meta:
        model = IndexRow
        fields: list[str] = []

    def __init__(self, data, *, vocabulary: Vocabulary, memory: Memory, today: date):
        self.memory, self.today = memory, today
        super().__init__(data, queryset=IndexRow.objects.filter(kind=DocumentKind.MEDICATION))
        for name, each in self.form.fields.items():
            if name in self.data and isinstance(each, FacetField):
                each.choices = list(vocabulary.labels[self.filters[name].facet].items())
        self.form.fields["may_worsen"].choices = list(vocabulary.labels[Facet.SYMPTOM].items())

    def keep(self, queryset, name, value):
        """Read elsewhere: `use` belongs to `symptom`, `sort` comes at the end, and `may_worsen` hides nothing."""
        return queryset

    def filter_text(self, queryset, name, value):
        """What the search finds, best first where no other order is asked for: see Question."""
        return queryset.filter(pk__in=list(search(value, self.memory).reasons))

    def filter_review(self, queryset, name, value):
        return queryset.filter(review_due__lt=self.today)

    def filter_queryset(self, queryset):
        return self.without(None).order_by(*ORDER[self.form.cleaned_data.get("sort") or "name"])

    def without(self, left_out: str | None, among=None):
        """Rows (of `among`, or else medicines) that match all that was asked but the filter of that name: what the counts
        beside its values are taken from.
        """
        queryset, asked = self.queryset if among is None else among, self.form.cleaned_data
        for name, value in asked.items():
            if name != left_out and value:
                queryset = self.filters[name].filter(queryset, value)
        if asked.get("use"):
            symptoms = asked.get("symptom") if left_out != "symptom" else None
            queryset = queryset.filter(has_facet(Facet.PRIMARY_SYMPTOM, symptoms or None))
        return queryset

    def counted_facet(self, name: str) -> Facet:
        """The facet whose values stand beside the filter of that name: with `use=primary` only symptoms of primary uses count."""
        primary = name == "symptom" and self.form.cleaned_data.get("use")
        return Facet.PRIMARY_SYMPTOM if primary else self.filters[name].facet
