"""Reviewed, nothing to change: a clinical reviewer reads the public page and confirms it in one act."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from medications.accounts.gate import require_fresh_sign_in
from medications.actions import reviewed_again
from medications.actions.states import standing_of
from medications.admin.widgets import TextBox
from medications.errors import CannotApprove
from medications.models import Publication, Revision
from medications.permissions import Act, may
from medications.projections import addresses
from medications.projections.facts import Facts
from medications.projections.preview import as_part

NEVER_PUBLIC = "This has never been public, so there is nothing to confirm. Approve the draft instead."


class ConfirmForm(forms.Form):
    digest = forms.CharField(widget=forms.HiddenInput)
    whole_record = forms.BooleanField(
        label="I have read the whole page",
        help_text="The page as it stands above, not the changes alone. Today becomes the date “last reviewed”.",
        error_messages={"required": "Tick this once you have read the whole page; without it nothing is confirmed."},
    )
    comment = forms.CharField(
        label="Comment", required=False, widget=TextBox(4), help_text="For staff, such as what you compared it with."
    )


def view(model_admin, request, row):
    if not may(request.user, Act.REVIEW):
        raise PermissionDenied
    require_fresh_sign_in(request)
    standing = standing_of(row.document)
    live = standing.publication
    form = ConfirmForm(
        request.POST if request.method == "POST" else None, initial={"digest": live.revision.digest if live else ""}
    )
    reason = reviewed_again.why_not(live.revision, live, request.user) if live else NEVER_PUBLIC
    if request.method == "POST" and not reason and form.is_valid():
        try:
            _confirm(row, request.user, form.cleaned_data)
            said = f"{row}: reviewed, nothing to change. Readers see today’s date as “last reviewed”."
            return model_admin.back_to_form(request, row, said)
        except CannotApprove as error:
            form.add_error(None, str(error))
    context = {
        "standing": standing,
        "form": form,
        "reason": reason,
        "page": "" if reason else _page(live),
        "has_page": row.document.kind in addresses.PATHS,
        "approve_url": model_admin.screen_url("approve", row),
    }
    return model_admin.render_screen(request, "reviewed.html", row, title=f"Reviewed, nothing to change: {row}", **context)


def _page(live: Publication) -> str:
    """What is public, with the dates and the basis it has now."""
    return as_part(live.revision.record, Facts.of(live))


def _confirm(row, by, values: dict) -> None:
    """Confirms the text that the screen showed, which the digest names."""
    read = Revision.objects.filter(document=row.document, digest=values["digest"]).order_by("-number").first()
    if read is None:
        raise CannotApprove(reviewed_again.ANOTHER_TEXT)
    reviewed_again.confirm(revision=read, by=by, now=timezone.now(), comment=values["comment"])
