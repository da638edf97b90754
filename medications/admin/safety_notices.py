"""Safety notices: a list, writing one, and the screen on which it is approved, posted and ended."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from medications.accounts.gate import require_fresh_sign_in
from medications.actions import reviews, safety_notices
from medications.actions.safety_notices import CannotNotify
from medications.admin import events, styles
from medications.admin.access import ByRole
from medications.admin.many import ManyRows
from medications.admin.numbers import number_in
from medications.admin.widgets import TextBox
from medications.content.choices import Weight
from medications.content.review_policy import ReviewPolicy
from medications.errors import NotAllowed
from medications.models import Medication, Publication, SafetyNotice, SocietyProfile
from medications.permissions import Act, may
from medications.projections import safety_notices as projection

A_DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def public_medicines():
    return Medication.objects.filter(document__in=Publication.objects.live().values("document")).select_related("document")


class NoticeForm(forms.ModelForm):
    medications = ManyRows(
        label="Medicines",
        queryset=Medication.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="The notice goes on all of these pages in one act. Only pages that are public now are listed.",
    )

    class Meta:
        model = SafetyNotice
        fields = ["text", "source_title", "source_url", "source_date", "begins_on", "ends_on"]
        widgets = {
            "text": TextBox(4),
            "source_title": forms.TextInput(attrs={"class": "vTextField"}),
            "source_url": forms.TextInput(attrs={"class": "vTextField"}),
            **dict.fromkeys(["source_date", "begins_on", "ends_on"], A_DAY),
        }
        help_texts = {
            "text": "One to three plain sentences: what happened, what readers should do. They cannot be changed once saved.",
            "begins_on": "The date readers see on it.",
            "ends_on": "It goes by itself after this day. You can end it before.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["medications"].queryset = public_medicines()
        self.initial.setdefault("begins_on", timezone.localdate())


class ActForm(forms.Form):
    """The three acts of one screen; each button says which."""

    act = forms.ChoiceField(choices=[(name, name) for name in ("approve", "post", "end")])
    reason = forms.CharField(required=False, widget=TextBox(3), max_length=2_000)


@admin.register(SafetyNotice)
class SafetyNoticeAdmin(ByRole, admin.ModelAdmin):
    list_display = ["words", "state", "begins_on", "ends_on", "by_name", "approved_by_name"]
    list_display_links = ["words"]
    search_fields = ["text", "source_title"]
    actions = None
    show_full_result_count = False

    class Media:
        css = {"all": [*styles.DESK, "admin_desk/safety_notices.css"]}

    @admin.display(description="notice")
    def words(self, notice):
        return notice.text[:100]

    @admin.display(description="state")
    def state(self, notice):
        return state_of(notice)

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        chosen = [each for each in request.GET.getlist("medication") if number_in(each) is not None]
        form = NoticeForm(request.POST if request.method == "POST" else None, initial={"medications": chosen})
        if request.method == "POST" and form.is_valid():
            values = form.cleaned_data
            documents = [row.document for row in values.pop("medications")]
            try:
                notice = safety_notices.write(**values, documents=documents, by=request.user, now=timezone.now())
                self.message_user(request, "Saved. Readers see it once it is posted.", messages.SUCCESS)
                return HttpResponseRedirect(address(notice))
            except CannotNotify as error:
                form.add_error(error.field or None, str(error))
        return self._render(request, "safety_notice_add.html", title="Write a safety notice", form=form)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """One notice. Posting a form approves, posts or ends it."""
        notice = self.get_object(request, object_id)
        if notice is None:
            raise Http404
        form = ActForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                self.message_user(request, _do(request, notice, **form.cleaned_data), messages.SUCCESS)
                return HttpResponseRedirect(address(notice))
            except NotAllowed as error:
                raise PermissionDenied(str(error)) from error
            except CannotNotify as error:
                form.add_error(error.field or None, str(error))
        medicines = Medication.objects.filter(document__safety_notices=notice)
        context = {"notice": notice, "state": state_of(notice), "form": form, "medicines": medicines}
        context |= _buttons(request.user, notice)
        return self._render(request, "safety_notice.html", title=f"Safety notice: {Truncator(notice.text).words(8)}", **context)

    def history_view(self, request, object_id, extra_context=None):
        notice = self.get_object(request, object_id)
        if notice is None:
            raise Http404
        if not may(request.user, Act.ADMINISTER):
            raise PermissionDenied
        return HttpResponseRedirect(events.where_listed(subject_kind=safety_notices.NOTICE, subject_id=notice.pk))

    def _render(self, request, template: str, **context):
        request.current_app = self.admin_site.name
        context = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media, **context}
        return TemplateResponse(request, f"admin/medications/{template}", context)


def address(notice: SafetyNotice) -> str:
    return reverse("admin:medications_safetynotice_change", args=[notice.pk])


def state_of(notice: SafetyNotice) -> str:
    if notice.ended_at:
        return "Ended"
    if notice.ends_on < timezone.localdate():
        return "Over" if notice.posted_at else "Never posted; its last day is over"
    if notice.posted_at:
        shown = "Shown" if notice.begins_on <= timezone.localdate() else "Posted, shown from its first day on"
        return f"{shown}; review still to come" if projection.is_emergency(notice) else shown
    return "Approved, not yet posted" if notice.approved_at else "Written, not yet approved"


def _buttons(user, notice: SafetyNotice) -> dict:
    over = notice.ended_at or notice.ends_on < timezone.localdate()
    need = ReviewPolicy.of(SocietyProfile.objects.latest()).need(Weight.CLINICAL)
    publishes = may(user, Act.PUBLISH) and not over
    return {
        "can_approve": not over and not notice.approved_at and user.pk != notice.by_id and reviews.may_decide(user, need),
        "own": user.pk == notice.by_id and not notice.approved_at and not over,
        "can_post": publishes and not notice.posted_at,
        "can_end": publishes and bool(notice.posted_at),
    }


def _do(request, notice: SafetyNotice, act: str, reason: str) -> str:
    """Returns what to say."""
    who = {"notice": notice, "by": request.user, "now": timezone.now()}
    if act == "approve":
        safety_notices.approve(**who)
        return "You have approved this notice."
    if may(request.user, Act.PUBLISH):
        require_fresh_sign_in(request)
    changes = safety_notices.post(**who, reason=reason) if act == "post" else safety_notices.end(**who, reason=reason)
    pages = f"{len(changes)} page{'' if len(changes) == 1 else 's'}"
    return f"The notice is on {pages} now." if act == "post" else f"The notice is off {pages} now."
