"""Who did what: a list for administrators, to read only. One row is one sentence; behind it stand the values before and after."""

import re

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode

from medications.admin import styles
from medications.admin.access import ByRole
from medications.models import Event
from medications.permissions import Act, may

NOBODY = "nobody"
NUMBER = re.compile("[0-9]{1,18}")
LATEST = 50  # events of one account that its history shows; the list has them all


class PersonFilter(admin.SimpleListFilter):
    """By account, under its newest name; those that are deleted too."""

    title = "person"
    parameter_name = "person"

    def lookups(self, request, model_admin):
        people = Event.objects.exclude(by_id=None).order_by().values_list("by_id").annotate(name=Max("by_name"))
        return [*sorted(people, key=lambda person: person[1].casefold()), (NOBODY, "Without an account")]

    def queryset(self, request, queryset):
        asked = self.value()
        if asked is None:
            return queryset
        if asked == NOBODY:
            return queryset.filter(by_id=None)
        return queryset.filter(by_id=asked) if NUMBER.fullmatch(asked) else queryset.none()


class SubjectKindFilter(admin.SimpleListFilter):
    title = "kind of thing"
    parameter_name = "subject_kind"

    def lookups(self, request, model_admin):
        kinds = Event.objects.exclude(subject_kind="").order_by("subject_kind").values_list("subject_kind", flat=True).distinct()
        return [(kind, kind) for kind in kinds]

    def queryset(self, request, queryset):
        return queryset if self.value() is None else queryset.filter(subject_kind=self.value())


@admin.register(Event)
class EventAdmin(ByRole, admin.ModelAdmin):
    view_act = Act.ADMINISTER
    list_display = ["when", "sentence", "subject_kind"]
    list_display_links = ["sentence"]
    list_filter = ["kind", PersonFilter, SubjectKindFilter, "at"]
    search_fields = ["by_name", "subject_name"]
    search_help_text = "A person’s name, or that of what was changed."
    list_per_page = 50
    sortable_by = ()
    actions = None
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    class Media:
        css = {"all": styles.DESK}

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description="when")
    def when(self, event):
        return date_format(timezone.localtime(event.at), "M j, Y, H:i")

    @admin.display(description="what was done")
    def sentence(self, event):
        return str(event)

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {**(extra_context or {}), "title": "Who did what, newest first"})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        event = self.get_object(request, object_id)
        if event is None:
            raise Http404
        if not self.has_view_permission(request, event):
            raise PermissionDenied
        return _render(self, request, "event.html", title=str(event), event=event)


def where_listed(**wanted) -> str:
    """Where the list shows the events with these values, such as `subject_id`."""
    return f"{reverse('admin:medications_event_changelist')}?{urlencode(wanted)}"


def of_account(model_admin, request, account):
    """What was done to an account, and what its owner did."""
    this_account = {"subject_kind": "account", "subject_id": account.pk}
    return _render(
        model_admin,
        request,
        "account_events.html",
        title=f"History: {account}",
        account=account,
        done_to=Event.objects.filter(**this_account)[:LATEST],
        done_by=Event.objects.filter(by_id=account.pk)[:LATEST],
        latest=LATEST,
        all_done_to=where_listed(**this_account),
        all_done_by=where_listed(person=account.pk),
    )


def link_for(user, document) -> str:
    """Where an administrator finds everything that was done to a Document; empty for others."""
    return where_listed(subject_id=document.pk) if may(user, Act.ADMINISTER) else ""


def _render(model_admin, request, template: str, **context):
    request.current_app = model_admin.admin_site.name
    site = model_admin.admin_site.each_context(request)
    context = {**site, "opts": model_admin.opts, "media": model_admin.media, **context}
    return TemplateResponse(request, f"admin/medications/{template}", context)
