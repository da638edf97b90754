"""Publishing before an approval: a screen of its own behind the ordinary one, with a reason and a tick, so that nobody does it by
mistake.
"""

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from medications.accounts.gate import require_fresh_sign_in
from medications.actions import publishing
from medications.actions.blockers import publish_blockers
from medications.actions.emergency import OBJECTION
from medications.actions.published_along import unpublished_terms
from medications.actions.states import Standing, standing_of
from medications.admin.anchors import Anchors
from medications.admin.publish import DRAFT_CHANGED, KINDS, named
from medications.admin.reason_lines import reason_lines
from medications.admin.what_changes import what_changes
from medications.admin.widgets import TextBox
from medications.content.checks import Reason
from medications.content.choices import Basis, ChangeKind
from medications.errors import CannotPublish
from medications.models import Review, Revision
from medications.permissions import Act, may


class EmergencyForm(forms.Form):
    digest = forms.CharField(widget=forms.HiddenInput)
    despite = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**62)
    reason = forms.CharField(
        label="Why this cannot wait for an approval",
        widget=TextBox(4),
        help_text="For staff; kept for ever, with your name. Whoever reviews it afterwards reads it.",
    )
    kind = forms.ChoiceField(label="What kind of change is it?", choices=KINDS, widget=forms.RadioSelect)
    note = forms.CharField(
        label="What changed",
        widget=TextBox(4),
        help_text="Read by everyone under “What changed”. One or two plain sentences.",
    )
    answered = forms.BooleanField(
        label="My reason answers what was wanted above",
        error_messages={"required": "Read what was wanted, answer it in your reason, then tick this."},
    )
    sure = forms.BooleanField(
        label="Publish it now, although nobody has approved it",
        help_text="Readers are told so on the page. It waits in a list until a clinical reviewer has confirmed it, or "
        "an approved version takes its place.",
        error_messages={"required": "Tick this if it really cannot wait. Else ask for a review."},
    )

    def __init__(self, *args, is_first: bool, objection: Review | None, **kwargs):
        super().__init__(*args, **kwargs)
        if is_first:  # then the kind follows by itself
            del self.fields["kind"]
        if objection is None:  # nothing to answer
            del self.fields["answered"]


def view(model_admin, request, row):
    if not may(request.user, Act.PUBLISH):
        raise PermissionDenied
    require_fresh_sign_in(request)
    standing = standing_of(row.document)
    form = _form(request, standing)
    reasons = publish_blockers(standing.newest, Basis.EMERGENCY)
    if request.method == "POST" and form.is_valid():
        try:
            _publish(row, request.user, form.cleaned_data)
            said = f"{row} is public now, without an approval. It waits for its review on everybody’s start page."
            return model_admin.back_to_form(request, row, said)
        except CannotPublish as error:
            reasons = _shown_elsewhere(form, error.reasons, standing.objection)
    anchors = Anchors(model_admin, request, row, standing.newest.record, form=model_admin.form_url(row))
    context = {
        "standing": standing,
        "form": form,
        "reasons": reason_lines(reasons, anchors),
        "together": [named(term.record) for term in unpublished_terms(standing.newest)],
        "changes": what_changes(standing.newest),
        "publish_url": model_admin.screen_url("publish", row),
        "ask_url": model_admin.screen_url("ask_review", row),
    }
    return model_admin.render_screen(request, "emergency.html", row, title=f"Publish in an emergency: {row}", **context)


def _form(request, standing: Standing) -> EmergencyForm:
    objection = standing.objection
    initial = {
        "digest": standing.newest.digest,
        "despite": objection.pk if objection else None,
        "kind": ChangeKind.SAFETY,
    }
    data = request.POST if request.method == "POST" else None
    return EmergencyForm(data, is_first=standing.publication is None, objection=objection, initial=initial)


def _shown_elsewhere(form: EmergencyForm, reasons, objection: Review | None) -> list[Reason]:
    """What the form itself cannot mend. A wish for changes that came in the meantime stands above it, and has to be answered."""
    wanted = [reason for reason in reasons if reason.code == OBJECTION]
    if wanted and objection:
        form.data = {**form.data.dict(), "despite": objection.pk, "answered": ""}
        form.add_error(None, wanted[0].message)
    return [reason for reason in reasons if not objection or reason.code != OBJECTION]


def _publish(row, by, values: dict) -> None:
    """Publishes the version that the screen showed, despite the wish for changes that it showed."""
    newest = Revision.objects.filter(document=row.document).order_by("-number").first()
    if newest.digest != values["digest"]:
        raise CannotPublish([DRAFT_CHANGED])
    publishing.publish_in_emergency(
        revision=newest,
        by=by,
        now=timezone.now(),
        note=values["note"],
        reason=values["reason"],
        kind=values.get("kind", ChangeKind.SAFETY),
        despite=Review.objects.filter(pk=values["despite"]).first(),
    )
