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
from medications.admin import styles
from medications.admin.access import ByRole
from medications.admin.widgets import TEXT_BOXES
from medications.content import review_policy
from medications.content.choices import ReviewNeed, Weight
from medications.content.review_policy import ReviewPolicy
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
    (
        "Who stands behind the texts",
        {
            "fields": ["publisher_disclosure", "funding_disclosure", "reader_contact"],
            "description": "Readers find it under “Editorial policy”, with figures that this site counts by itself.",
        },
    ),
    (
        "How pages are reviewed",
        {
            "fields": ["typo_needs", "wording_needs", "clinical_needs", "review_policy", "review_months"],
            "description": "Who must have approved a text before it is published. Readers are told, and it counts at once.",
        },
    ),
    ("Partner sites", {"fields": ["copy_lifetime_days"]}),
    ("Security", {"fields": ["security_contact"]}),
]


class ProfileForm(forms.ModelForm):
    """Fields and checks only; `actions.profile` saves."""

    base_version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        help_texts = {
            "typo_needs": "A misspelt word put right, a comma. A changed number or negation is never a typo.",
            "wording_needs": "Other words that change no advice, a source, the web address. A second person is anybody who "
            "may edit or publish and did not write it; a clinical reviewer counts too.",
            "clinical_needs": "Also everything about a page that was never public, and whatever is not clearly less.",
        }

    def clean(self):
        """Said at the field that asks for too little; the database would refuse it without a word."""
        data = super().clean()
        if all(f"{weight}_needs" in data for weight in Weight):
            needs = (ReviewNeed(data[f"{weight}_needs"]) for weight in Weight)
            for weight, fault in ReviewPolicy(*needs).faults().items():
                self.add_error(f"{weight}_needs", fault)
        return data


@admin.register(SocietyProfile)
class ProfileAdmin(ByRole, admin.ModelAdmin):
    view_act = edit_act = Act.ADMINISTER
    form = ProfileForm
    fieldsets = FIELDSETS
    formfield_overrides = TEXT_BOXES

    class Media:
        css = {"all": styles.DESK}
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
        more = review_policy.addition(newest.review_policy)
        initial = {**model_to_dict(newest), "review_policy": more, "base_version": newest.version}
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
            told=review_policy.in_plain_words(ReviewPolicy.of(newest)),
            more=more,
            versions=SocietyProfile.objects.all(),
        )

    def version_view(self, request, version: int):
        self._permit(request)
        row = get_object_or_404(SocietyProfile, version=version)
        names = [SocietyProfile._meta.get_field(name) for name in profile.WORDS]
        fields = [(field.verbose_name, profile.said(row, field.name)) for field in names]
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
