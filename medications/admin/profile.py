"""The society profile: one form with the newest version. Saving it makes the next version; the old ones stay readable."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import PermissionDenied
from django.forms.models import model_to_dict
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from medications.accounts.gate import require_fresh_sign_in
from medications.actions import profile
from medications.admin.access import ByRole
from medications.admin.widgets import TEXT_BOXES
from medications.errors import NotAllowed, StaleEdit
from medications.models import SocietyProfile
from medications.permissions import Act

FIELDSETS = [
    ("The society", {"fields": ["name", "site_title", "content_licence", "attribution"]}),
    (
        "Whom readers can call",
        {"fields": [("helpline_name", "helpline_phone"), "emergency_number", ("poison_line_name", "poison_line_phone")]},
    ),
    ("Where side effects are reported", {"fields": ["report_name", "report_url"]}),
    ("On every page", {"fields": ["disclaimer"]}),
    ("How pages are reviewed", {"fields": ["review_policy", "review_months"]}),
    ("Partner sites", {"fields": ["copy_lifetime_days"]}),
]


class ProfileForm(forms.ModelForm):
    """Fields and checks only; `actions.profile` saves."""

    base_version = forms.IntegerField(widget=forms.HiddenInput)


@admin.register(SocietyProfile)
class ProfileAdmin(ByRole, admin.ModelAdmin):
    view_act = edit_act = Act.ADMINISTER
    form = ProfileForm
    fieldsets = FIELDSETS
    formfield_overrides = TEXT_BOXES

    class Media:
        css = {"all": ["admin_desk/desk.css"]}
        js = ["admin_desk/desk.js"]

    def has_add_permission(self, request):
        return False  # every save makes a version; there is no other way

    def get_urls(self):
        return [
            path("", self.admin_site.admin_view(self.form_view), name="medications_societyprofile_changelist"),
            path(
                "versions/<int:version>/",
                self.admin_site.admin_view(self.version_view),
                name="medications_societyprofile_version",
            ),
        ]

    def form_view(self, request):
        self._permit(request)
        require_fresh_sign_in(request)
        newest, stale = SocietyProfile.objects.latest(), None
        initial = {**model_to_dict(newest), "base_version": newest.version}
        form = self.get_form(request, newest)(request.POST or None, initial=initial)
        if request.method == "POST" and form.is_valid():
            values = {name: form.cleaned_data[name] for name in profile.WORDS}
            try:
                saved = profile.save_profile(
                    values=values, by=request.user, now=timezone.now(), base_version=form.cleaned_data["base_version"]
                )
                return self._said(request, saved, is_new=saved.version != newest.version)
            except NotAllowed as error:
                raise PermissionDenied(str(error)) from error
            except StaleEdit as error:
                stale = error
        return self._render(
            request,
            "profile.html",
            title="Society profile",
            form=form,
            adminform=AdminForm(form, FIELDSETS, {}, model_admin=self),
            stale=stale,
            newest=newest,
            versions=SocietyProfile.objects.all(),
        )

    def version_view(self, request, version: int):
        self._permit(request)
        row = get_object_or_404(SocietyProfile, version=version)
        names = [SocietyProfile._meta.get_field(name) for name in profile.WORDS]
        fields = [(field.verbose_name, getattr(row, field.name)) for field in names]
        return self._render(request, "profile_version.html", title=f"Society profile, version {version}", row=row, fields=fields)

    def _permit(self, request):
        if not self.has_change_permission(request):
            raise PermissionDenied

    def _said(self, request, saved: SocietyProfile, *, is_new: bool):
        text = (
            f"Saved as version {saved.version}. It counts from now on."
            if is_new
            else "Nothing has changed, so there is no new version."
        )
        self.message_user(request, text, messages.SUCCESS if is_new else messages.INFO)
        return HttpResponseRedirect(reverse(f"{self.admin_site.name}:medications_societyprofile_changelist"))

    def _render(self, request, template: str, **context):
        request.current_app = self.admin_site.name
        context = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media, **context}
        return TemplateResponse(request, f"admin/medications/{template}", context)
