"""Errors that readers reported: a list, and the screen on which one is answered or closed, or its text removed. It never shows a
reader's address.
"""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from medications.actions import report_answers, report_removals
from medications.actions.report_answers import CannotSettle
from medications.actions.report_removals import CannotRemove
from medications.admin import events, styles
from medications.admin.access import ByRole
from medications.admin.widgets import TextBox
from medications.errors import NotAllowed
from medications.models import ErrorReport
from medications.permissions import Act, may
from medications.projections import addresses
from medications.projections.desk_addresses import desk_rows
from medications.projections.public_state import public_state


class SettledFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("open", "Open"), ("answered", "Answered"), ("closed", "Closed without an answer")]

    def queryset(self, request, queryset):
        settled = queryset.exclude(settled_at=None)
        chosen = {
            None: queryset,
            "open": queryset.filter(settled_at=None),
            "answered": settled.exclude(answer=""),
            "closed": settled.filter(answer=""),
        }
        return chosen.get(self.value(), queryset.none())


class SettleForm(forms.Form):
    """The two acts of the screen; each button says which."""

    act = forms.ChoiceField(
        choices=[(name, name) for name in ("answer", "close")], error_messages={"required": "Use one of the two buttons."}
    )
    text = forms.CharField(
        label="Your answer to the reader", required=False, widget=TextBox(6), max_length=report_answers.LONGEST
    )
    note = forms.CharField(
        label="For the desk: what was done, or why nothing has to be done", required=False, widget=TextBox(2), max_length=2_000
    )


class RemovalForm(forms.Form):
    reason = forms.CharField(
        label="Why it is removed",
        widget=TextBox(2),
        max_length=1_000,
        help_text="It stays here and in the list of events. Do not repeat what is to go.",
    )


@admin.register(ErrorReport)
class ErrorReportAdmin(ByRole, admin.ModelAdmin):
    list_display = ["page_title", "words", "publication_number", "state", "sent_at", "by_name"]
    list_display_links = ["page_title", "words"]
    list_filter = [SettledFilter, "sent_at"]
    search_fields = ["page_title", "text"]
    search_help_text = "Search by page or by what was written"
    list_per_page = 50
    actions = None
    show_full_result_count = False

    class Media:
        css = {"all": styles.DESK}

    @admin.display(description="what is wrong")
    def words(self, report):
        return Truncator(report.text).chars(120) or "(removed)"

    @admin.display(description="state")
    def state(self, report):
        return state_of(report)

    def has_add_permission(self, request):
        return False

    def lookup_allowed(self, lookup, value, request=None):
        """The list is not filtered by the address, which would tell it letter by letter."""
        return not lookup.startswith("email") and super().lookup_allowed(lookup, value, request)

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {**(extra_context or {}), "title": "Errors that readers reported"})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """One report. Posting one form answers or closes it, posting the other removes its text."""
        report = self.get_object(request, object_id)
        if report is None:
            raise Http404
        if request.method != "POST":
            return self._render(request, report, SettleForm(), RemovalForm())
        if not self.has_change_permission(request, report):
            raise PermissionDenied
        removes = request.POST.get("act") == "remove"
        form = RemovalForm(request.POST) if removes else SettleForm(request.POST)
        if form.is_valid():
            try:
                self.message_user(request, (_remove if removes else _do)(request, report, **form.cleaned_data), messages.SUCCESS)
                return HttpResponseRedirect(address(report))
            except NotAllowed as error:
                raise PermissionDenied(str(error)) from error
            except (CannotSettle, CannotRemove) as error:
                form.add_error(None, str(error))
        return self._render(request, report, *((SettleForm(), form) if removes else (form, RemovalForm())))

    def history_view(self, request, object_id, extra_context=None):
        report = self.get_object(request, object_id)
        if report is None:
            raise Http404
        if not may(request.user, Act.ADMINISTER):
            raise PermissionDenied
        return HttpResponseRedirect(events.where_listed(subject_kind=report_answers.REPORT, subject_id=report.pk))

    def _render(self, request, report: ErrorReport, form: SettleForm, removal: RemovalForm):
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media,
            "title": f"Error reported: {report}",
            "report": report,
            "state": state_of(report),
            "form": form,
            "removal": removal,
            "can_remove": not report.removed_at and may(request.user, Act.ADMINISTER),
            "can_settle": not report.settled_at and may(request.user, Act.EDIT),
            "can_answer": bool(report.email),
            **_where(report),
        }
        return TemplateResponse(request, "admin/medications/error_report.html", context)


def address(report: ErrorReport) -> str:
    return reverse("admin:medications_errorreport_change", args=[report.pk])


def state_of(report: ErrorReport) -> str:
    if report.settled_at:
        return (
            ("Answered; the mail is not out yet" if report.email else "Answered") if report.answer else "Closed without an answer"
        )
    if report.email:
        return "Open; an answer is wanted"
    return "Open; the address was deleted" if report.had_address else "Open; no answer is wanted"


def _where(report: ErrorReport) -> dict:
    """The version that was seen, the one of today, and the page's form."""
    state, row = public_state(report.document), desk_rows([report.document]).get(report.document_id)
    return {
        "version_url": f"{state.path}history/{report.publication_number}/" if state else "",
        "current_number": state.publication.number if state else None,
        "page_url": addresses.path(state.kind, state.slug) if state else "",
        "form_url_of_page": row.screen("change") if row else "",
    }


def _remove(request, report: ErrorReport, reason: str) -> str:
    """Returns what to say."""
    report_removals.remove(report=report, reason=reason, by=request.user, now=timezone.now())
    return "What the reader wrote is removed."


def _do(request, report: ErrorReport, act: str, text: str, note: str) -> str:
    """Returns what to say."""
    who = {"report": report, "by": request.user, "now": timezone.now()}
    if act == "answer":
        report_answers.answer(**who, text=text, note=note)
        return "Your answer is on its way. Once it is sent, the reader’s address is deleted."
    report_answers.close(**who, note=note)
    return "The report is closed." + (" The reader’s address was deleted." if report.had_address else "")
