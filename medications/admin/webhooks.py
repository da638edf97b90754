"""Webhooks of partner sites: which there are, whether they get through, and what came of the last messages.

Holders of keys register and change them through the API. Staff stop and start one, and have a test or changes sent.
"""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.timesince import timesince

from medications.accounts.gate import require_fresh_sign_in
from medications.actions.partners import webhook_stops, webhooks
from medications.admin import events, styles
from medications.admin.access import ByRole
from medications.admin.marking import marked
from medications.content.choices import ChangeKind, DocumentKind
from medications.errors import NotAllowed
from medications.models import Webhook
from medications.permissions import Act
from medications.projections import webhook_state

UNSHOWN = {"secret", "former_secret", "url"}  # an address may be a secret of its own


class ActForm(forms.Form):
    """The acts of the screen; each button says which."""

    act = forms.ChoiceField(
        choices=[(name, name) for name in ("stop", "start", "test", "replay")],
        error_messages={"required": "Use one of the buttons."},
    )
    after = forms.IntegerField(
        label="Every change after number",
        required=False,
        min_value=0,
        max_value=2**53,
        help_text="Messages below say the numbers of changes. 0 sends everything again.",
    )

    def clean(self):
        if self.cleaned_data.get("act") == "replay" and self.cleaned_data.get("after") is None and "after" not in self.errors:
            self.add_error("after", "Say after which number. 0 sends everything again.")


@admin.register(Webhook)
class WebhookAdmin(ByRole, admin.ModelAdmin):
    view_act = edit_act = Act.ADMINISTER
    list_display = ["holder", "state", "waiting", "site", "delivered_at"]
    list_display_links = ["holder"]
    search_fields = ["key__holder", "key__prefix"]
    search_help_text = "Search by holder, or by how the key begins"
    actions = None
    show_full_result_count = False

    class Media:
        css = {"all": styles.DESK}

    def get_queryset(self, request):
        return webhook_state.counted(super().get_queryset(request))

    def get_ordering(self, request):
        return webhook_state.broken_first()

    @admin.display(description="holder of the key", ordering="key__holder")
    def holder(self, webhook):
        return webhook.key.holder

    @admin.display(description="site")
    def site(self, webhook):
        return webhook.host

    @admin.display(description="state")
    def state(self, webhook):
        said = state_of(webhook)
        if webhook.stopped_at and not webhook.removed_at:
            said = f"{said}, {formats.date_format(timezone.localdate(webhook.stopped_at))}"
        return marked(said) if webhook_state.is_broken(webhook) else said

    @admin.display(description="messages that wait", ordering="waiting")
    def waiting(self, webhook):
        return webhook.waiting

    def lookup_allowed(self, lookup, value, request=None):
        """The list is not filtered by what it does not show, which would tell it letter by letter."""
        return lookup.split("__")[0] not in UNSHOWN and super().lookup_allowed(lookup, value, request)

    def has_add_permission(self, request):
        return False

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {**(extra_context or {}), "title": "Webhooks of partner sites"})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        webhook = self.get_object(request, object_id)
        if not self.has_change_permission(request, webhook):
            raise PermissionDenied
        require_fresh_sign_in(request)
        if webhook is None:
            raise Http404
        form = ActForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                self.message_user(request, _done(webhook, request.user, **form.cleaned_data), messages.SUCCESS)
                return HttpResponseRedirect(request.path)
            except NotAllowed as error:
                raise PermissionDenied(str(error)) from error
            except webhooks.CannotManage as error:
                form.add_error(None, str(error))
        request.current_app = self.admin_site.name
        context = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media, **_shown(webhook)}
        context |= {"form": form, "title": f"Webhook of {webhook}"}
        return TemplateResponse(request, "admin/medications/webhook.html", context)

    def history_view(self, request, object_id, extra_context=None):
        webhook = self.get_object(request, object_id)
        if webhook is None:
            raise Http404
        return HttpResponseRedirect(events.where_listed(subject_kind=webhook_stops.WEBHOOK, subject_id=webhook.pk))


def state_of(webhook: Webhook) -> str:
    """In words; of one that was stopped, why."""
    if webhook.removed_at:
        return "Removed"
    if webhook.stopped_at:
        why = webhook.get_stopped_because_display()
        return why.capitalize() if not webhook_state.is_broken(webhook) else f"Stopped: {why}"
    if not webhook.key.is_valid(timezone.now()):
        return "Its key is not valid any more"
    return f"Failing for {timesince(webhook.failing_since, depth=1)}" if webhook.failing_since else "Active"


def _done(webhook: Webhook, by, *, act: str, after: int | None) -> str:
    now = timezone.now()
    match act:
        case "stop":
            webhooks.stop(webhook=webhook, by=by, now=now)
            return "It is stopped: nothing is sent."
        case "start":
            webhooks.start(webhook=webhook, by=by, now=now)
            return "It is started. What it missed is sent only if you have it sent again."
        case "test":
            webhooks.send_test(webhook=webhook, by=by, now=now)
            return "A test is sent within seconds. Load this page again to see what came of it."
    count, last = webhooks.replay(webhook=webhook, after=after, by=by, now=now)
    return f"{count} change{'' if count == 1 else 's'} up to number {last} {'is' if count == 1 else 'are'} sent again."


def _shown(webhook: Webhook) -> dict:
    kinds = [ChangeKind(each).label for each in webhook.kinds] or ["All"]
    documents = [DocumentKind(each).label for each in webhook.document_kinds] or ["All"]
    return {
        "webhook": webhook,
        "state": state_of(webhook),
        "kinds": kinds,
        "documents": documents,
        "deliveries": webhook_state.newest_deliveries(webhook),
        "key_url": reverse("admin:medications_apikey_change", args=[webhook.key_id]),
        "events_url": events.where_listed(subject_kind=webhook_stops.WEBHOOK, subject_id=webhook.pk),
    }
