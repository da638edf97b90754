"""The lists: where each Document stands, and putting drafts away."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ChangeList
from django.template.loader import render_to_string
from django.utils import timezone

from medications.actions import drafts
from medications.actions.states import State, standings
from medications.admin.numbers import number_in
from medications.content.choices import Basis
from medications.errors import PortalError
from medications.models import Document, Publication


class StandingList(ChangeList):
    """Gives each row of the page its `standing`, all at once."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        found = standings(row.document for row in self.result_list)
        for row in self.result_list:
            row.standing = found[row.document_id]


class StateFilter(admin.SimpleListFilter):
    """Archived drafts are out of sight unless asked for."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return State.choices

    def choices(self, changelist):
        everything, *states = super().choices(changelist)
        return [{**everything, "display": "All but archived"}, *states]

    def queryset(self, request, queryset):
        if self.value() == State.ARCHIVED:
            return queryset.filter(document__archived_at__isnull=False)
        queryset = queryset.filter(document__archived_at=None)
        if self.value() is None:
            return queryset
        of_this_kind = Document.objects.filter(pk__in=queryset.order_by().values("document"))
        wanted = [pk for pk, standing in standings(of_this_kind).items() if self.value() in standing.states]
        return queryset.filter(document__in=wanted)


BASIS = "basis"


class BasisFilter(admin.SimpleListFilter):
    """Of what is public: on what ground it is."""

    title = "basis"
    parameter_name = BASIS

    def lookups(self, request, model_admin):
        return Basis.choices

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        return queryset.filter(document__in=Publication.objects.live().filter(basis=self.value()).values("document"))


class DocumentListing:
    list_filter = (StateFilter, BasisFilter)
    list_per_page = 100
    show_facets = admin.ShowFacets.NEVER
    actions = ("archive",)
    shown = ("state", "last_updated", "last_reviewed", "review_due", "basis")

    def get_list_display(self, request):
        return (*self.list_display, *self.shown)

    def get_changelist(self, request, **kwargs):
        return StandingList

    def get_search_results(self, request, queryset, search_term):
        queryset, may_repeat = super().get_search_results(request, queryset, search_term)
        if request.resolver_match.url_name == "autocomplete":
            queryset = queryset.filter(document__archived_at=None)
        return queryset, may_repeat

    def response_action(self, request, queryset):
        """Rows are chosen by their numbers; Django fails on anything else."""
        request.POST = request.POST.copy()
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        numbers = [each for each in chosen if number_in(each) is not None]
        request.POST.setlist(ACTION_CHECKBOX_NAME, numbers)
        return super().response_action(request, queryset)

    @admin.display(description="state")
    def state(self, row):
        return render_to_string("admin/medications/states.html", {"standing": row.standing})

    @admin.display(description="last updated", ordering="document__publication__last_updated")
    def last_updated(self, row):
        return row.standing.publication and row.standing.publication.last_updated

    @admin.display(description="last reviewed", ordering="document__publication__last_reviewed")
    def last_reviewed(self, row):
        return row.standing.publication and row.standing.publication.last_reviewed

    @admin.display(description="review due", ordering="document__publication__review_due")
    def review_due(self, row):
        return row.standing.publication and row.standing.publication.review_due

    @admin.display(description="basis", ordering="document__publication__basis")
    def basis(self, row):
        return row.standing.publication and row.standing.publication.get_basis_display()

    @admin.action(description="Archive drafts that were never public", permissions=["change"])
    def archive(self, request, queryset):
        done = 0
        for row in queryset:
            try:
                drafts.archive(document=row.document, by=request.user, now=timezone.now())
                done += 1
            except PortalError as error:
                self.message_user(request, f"{row}: {error}", messages.ERROR)
        if done:
            self.message_user(request, f"{done} archived. The state filter still finds what is archived.", messages.SUCCESS)
