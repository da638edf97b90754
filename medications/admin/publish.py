"""Publishing: a publisher sees what changes and who has approved it, tells readers, and makes it public."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.html import format_html

from medications.accounts.gate import require_fresh_sign_in
from medications.actions import publishing
from medications.actions.blockers import publish_blockers
from medications.actions.live_corrections import is_correction, parked_drafts
from medications.actions.published_along import unpublished_terms
from medications.actions.reviews import may_decide
from medications.actions.states import Standing, standing_of
from medications.admin.anchors import Anchors
from medications.admin.commenting import open_comments
from medications.admin.correcting import name_of
from medications.admin.panel import public_url
from medications.admin.reason_lines import reason_lines
from medications.admin.what_changes import what_changes
from medications.admin.widgets import TextBox
from medications.content.checks import Reason
from medications.content.choices import Basis, ChangeKind, DocumentKind
from medications.content.schema import AnyRecord
from medications.errors import CannotPublish
from medications.models import Revision
from medications.permissions import Act, may

KINDS = [
    (ChangeKind.UPDATED, "Updated: the text says more, less or something else"),
    (ChangeKind.CORRECTED, "Corrected: what it said before was wrong, or misspelt"),
    (ChangeKind.SAFETY, "Safety update: readers should know of it at once"),
]
DRAFT_CHANGED = Reason("draft_changed", "", "The draft has changed since you opened this screen. Look at the new version first.")
REVIEWED_AGAIN = "Reviewed again. Nothing has changed."


class PublishForm(forms.Form):
    digest = forms.CharField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="What kind of change is it?", choices=KINDS, widget=forms.RadioSelect)
    note = forms.CharField(
        label="What changed",
        widget=TextBox(4),
        help_text="Read by everyone under “What changed”. One or two plain sentences.",
    )

    def __init__(self, *args, is_first: bool, same_text: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.same_text = same_text
        self.fields["note"].required = not is_first
        if is_first or same_text:  # then the kind follows by itself
            del self.fields["kind"]


def view(model_admin, request, row):
    if not may(request.user, Act.PUBLISH):
        raise PermissionDenied
    require_fresh_sign_in(request)
    standing = standing_of(row.document)
    form = _form(request, standing)
    reasons = publish_blockers(standing.newest)
    if request.method == "POST" and form.is_valid():
        try:
            _publish(row, request.user, form.cleaned_data)
            return model_admin.back_to_form(request, row, _said(row))
        except CannotPublish as error:
            reasons = error.reasons
    together = [named(term.record) for term in unpublished_terms(standing.newest)]
    anchors = Anchors(model_admin, request, row, standing.newest.record, form=model_admin.form_url(row))
    context = {"standing": standing, "form": form, "reasons": reason_lines(reasons, anchors), "together": together}
    context["changes"] = what_changes(standing.newest)
    context["open_comments"] = open_comments(model_admin, row, standing.newest, request.user, anchors)
    codes = {reason.code for reason in reasons}
    if codes & {"no_approval", "changes_wanted"} and not publish_blockers(standing.newest, Basis.EMERGENCY):
        context["emergency_url"] = model_admin.screen_url("emergency", row)
    context["is_newer"] = DRAFT_CHANGED in reasons
    if "no_approval" in codes:
        context["ask_url"] = model_admin.screen_url("ask_review", row)
        context["invite_url"] = model_admin.screen_url("invite", row)
        decides = may_decide(request.user, context["changes"].needed.need)
        context["approve_url"] = model_admin.screen_url("approve", row) if decides else ""
    return model_admin.render_screen(request, "publish.html", row, title=f"Publish: {row}", **context)


def _form(request, standing: Standing) -> PublishForm:
    live, newest = standing.publication, standing.newest
    same_text = live is not None and live.revision.digest == newest.digest
    kind = ChangeKind.CORRECTED if is_correction(newest.document) else ChangeKind.UPDATED
    initial = {"digest": newest.digest, "kind": kind, "note": REVIEWED_AGAIN if same_text else ""}
    return PublishForm(request.POST or None, is_first=live is None, same_text=same_text, initial=initial)


def named(record: AnyRecord) -> str:
    return f"{getattr(record, 'name', '') or record.title} ({DocumentKind(record.kind).label})"


def _publish(row, by, values: dict) -> None:
    """Publishes the version that the screen showed, which the digest names, if it is still the newest."""
    newest = Revision.objects.filter(document=row.document).order_by("-number").first()
    if newest.digest != values["digest"]:
        raise CannotPublish([DRAFT_CHANGED])
    publishing.publish(
        revision=newest, by=by, now=timezone.now(), note=values["note"], kind=values.get("kind", ChangeKind.UPDATED)
    )


def _said(row):
    """What happened, and what is to be done next."""
    url, parked = public_url(row.document), parked_drafts(row.document)
    said = format_html('{} is public now. <a href="{}">View on site</a>', row, url) if url else f"{row} is public now."
    if not parked:
        return said
    return format_html('{} {} is still parked: <a href="#parked">go to it</a>.', said, name_of(parked[0]))
