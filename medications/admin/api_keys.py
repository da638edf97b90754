"""Keys of partner sites: a list, issuing one (its text is shown once, on the page that answers), taking one back."""

from datetime import datetime, time, timedelta
from functools import partial

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from medications.accounts.gate import require_fresh_sign_in
from medications.actions import partners
from medications.actions.partners import key_ends
from medications.admin import events, styles
from medications.admin.access import ByRole
from medications.admin.marking import marked
from medications.admin.webhooks import state_of as state_of_webhook
from medications.content.choices import KeyScope
from medications.errors import NotAllowed
from medications.models import ApiKey
from medications.permissions import Act
from medications.projections import followers

A_YEAR = timedelta(days=365)


class IssueForm(forms.ModelForm):
    """`prefix_of_key` is made when the form is opened, so that a form sent twice issues one key."""

    last_day = forms.DateField(
        label="Valid until the end of this day",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        validators=[MaxValueValidator(lambda: timezone.localdate() + partners.LONGEST, partners.TOO_LONG)],
    )
    for_webhooks = forms.BooleanField(
        label="For webhooks, too", required=False, help_text="The site may give us addresses that we tell of each change."
    )
    prefix_of_key = forms.CharField(widget=forms.HiddenInput)

    class Meta:
        model = ApiKey
        fields = ["holder", "contact"]

    def __init__(self, *args, **kwargs):
        fresh = {"last_day": timezone.localdate() + A_YEAR, "prefix_of_key": partners.new_prefix()}
        super().__init__(*args, initial=fresh, **kwargs)


class RevokeForm(forms.Form):
    sure = forms.BooleanField(label="Yes, revoke it", error_messages={"required": "Not revoked: tick the box if you are sure."})


def issue(request, model_admin):
    """The form, and on success the one page that shows the key: the answer itself, since nothing may keep it for a next page.

    No cache may either: the admin site says so of every screen.
    """
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    require_fresh_sign_in(request)
    form = IssueForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            key, plain = _issued(form.cleaned_data, request.user)
            return model_admin.render(request, "api_key_shown.html", title=f"Key of {key.holder}", key=key, plain=plain)
        except NotAllowed as error:
            raise PermissionDenied(str(error)) from error
        except partners.CannotIssue as error:
            form.add_error(None, str(error))
    return model_admin.render(request, "api_key_issue.html", title="Issue a key", form=form)


def _issued(values: dict, by) -> tuple[ApiKey, str]:
    after_it = datetime.combine(values["last_day"] + timedelta(days=1), time.min)
    return partners.issue_key(
        holder=values["holder"],
        contact=values["contact"],
        expires=timezone.make_aware(after_it),
        by=by,
        now=timezone.now(),
        prefix=values["prefix_of_key"],
        scopes=[KeyScope.WEBHOOKS] if values["for_webhooks"] else [],
    )


def _shown(key: ApiKey) -> dict:
    """What its holder may, how far it has read, and where it is told of changes."""
    return {
        "scopes": [KeyScope(scope).label for scope in key.scopes],
        "follows": followers.standing(key, timezone.now()),
        "webhooks": [
            (webhook, state_of_webhook(webhook), reverse("admin:medications_webhook_change", args=[webhook.pk]))
            for webhook in key.webhooks.filter(removed_at=None).select_related("key")
        ],
    }


@admin.register(ApiKey)
class ApiKeyAdmin(ByRole, admin.ModelAdmin):
    view_act = edit_act = Act.ADMINISTER
    change_list_template = "admin/medications/api_keys.html"
    list_display = ["holder", "listed_state", "follows", "told", "begins_with", "last_used_on", "last_day"]
    list_display_links = ["holder"]
    search_fields = ["holder", "contact", "prefix"]
    actions = None
    show_full_result_count = False

    class Media:
        css = {"all": styles.DESK}

    @admin.display(description="begins with", ordering="prefix")
    def begins_with(self, key):
        return f"{key.prefix}…"

    def state(self, key) -> str:
        if key.revoked_at:
            return "Revoked"
        if key.expires_at <= timezone.now():
            return "Expired"
        if not key_ends.is_soon(key, timezone.now()):
            return "Valid"
        left = key.last_day - timezone.localdate()
        return f"Valid, ends in {left.days} day{'' if left.days == 1 else 's'}" if left.days else "Valid, ends today"

    @admin.display(description="state", ordering="expires_at")
    def listed_state(self, key):
        said = self.state(key)
        return marked(said) if key_ends.is_soon(key, timezone.now()) else said

    @admin.display(description="has read the changes", empty_value="")
    def follows(self, key):
        now = timezone.now()
        if not key.is_valid(now):
            return None
        said = followers.standing(key, now)
        return marked(said) if followers.is_behind(key) else said

    @admin.display(description="webhooks")
    def told(self, key):
        counts = {"active": key.active_webhooks, "failing": key.failing_webhooks, "stopped": key.stopped_webhooks}
        said = ", ".join(f"{count} {state}" for state, count in counts.items() if count)
        if not said:
            return None
        return marked(said) if key.is_valid(timezone.now()) and (key.failing_webhooks or key.stopped_webhooks) else said

    @admin.display(description="last day", ordering="expires_at")
    def last_day(self, key):
        return key.last_day

    def get_queryset(self, request):
        return followers.with_webhooks(followers.with_what_they_missed(super().get_queryset(request)))

    def get_ordering(self, request):
        return followers.most_behind_first(timezone.now())

    def lookup_allowed(self, lookup, value, request=None):
        """The list is not filtered by the digest, which would tell it letter by letter."""
        return not lookup.startswith("digest") and super().lookup_allowed(lookup, value, request)

    def get_urls(self):
        issuing = self.admin_site.admin_view(partial(issue, model_admin=self))
        return [path("issue/", issuing, name="medications_apikey_issue"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {**(extra_context or {}), "title": "Keys of partner sites"})

    def add_view(self, request, form_url="", extra_context=None):
        return HttpResponseRedirect(reverse("admin:medications_apikey_issue"))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """One key. Posting takes it back."""
        key = self.get_object(request, object_id)
        if not self.has_change_permission(request, key):
            raise PermissionDenied
        require_fresh_sign_in(request)
        if key is None:
            raise Http404
        form = RevokeForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            partners.revoke_key(key=key, by=request.user, now=timezone.now())
            self.message_user(request, f"The key of {key} opens nothing any more.", messages.SUCCESS)
            return HttpResponseRedirect(reverse("admin:medications_apikey_changelist"))
        listed = events.where_listed(subject_kind=partners.KEY, subject_id=key.pk)
        context = {"key": key, "state": self.state(key), "form": form, "events_url": listed, **_shown(key)}
        return self.render(request, "api_key.html", title=f"Key of {key}", **context)

    def history_view(self, request, object_id, extra_context=None):
        key = self.get_object(request, object_id)
        if key is None:
            raise Http404
        return HttpResponseRedirect(events.where_listed(subject_kind=partners.KEY, subject_id=key.pk))

    def render(self, request, template: str, **context):
        request.current_app = self.admin_site.name
        context = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media, **context}
        return TemplateResponse(request, f"admin/medications/{template}", context)
