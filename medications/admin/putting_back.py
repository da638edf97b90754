"""Putting a withdrawn page back: as it was, or with the newest version of its text."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone

from medications.accounts.gate import require_fresh_sign_in
from medications.actions import withdrawals
from medications.actions.blockers import publish_blockers
from medications.actions.states import standing_of
from medications.actions.withdrawals import CannotWithdraw
from medications.admin.publish import DRAFT_CHANGED
from medications.admin.widgets import TextBox
from medications.errors import CannotPublish
from medications.permissions import Act, may

AS_IT_WAS, NEW_TEXT = "as_it_was", "new_text"


class PutBackForm(forms.Form):
    digest = forms.CharField(widget=forms.HiddenInput)
    text = forms.ChoiceField(label="With which text?", widget=forms.RadioSelect)
    note = forms.CharField(
        label="Why it is back",
        max_length=2_000,
        widget=TextBox(3),
        help_text="Read by everyone under “What changed”. One or two plain sentences.",
    )

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].choices = choices


def view(model_admin, request, row):
    if not may(request.user, Act.PUBLISH):
        raise PermissionDenied
    require_fresh_sign_in(request)
    standing = standing_of(row.document)
    if standing.publication is None or standing.is_live:
        return model_admin.render_screen(request, "reinstate.html", row, title=f"Put back: {row}", is_withdrawn=False)
    against = withdrawals.obstacles(row.document)
    newer = None if standing.is_public_text else standing.newest
    against_newer = [reason.message for reason in publish_blockers(newer, putting_back=True)] if newer else []
    form = _form(request, standing, against, newer, against_newer)
    if request.method == "POST" and form.is_valid():
        try:
            _put_back(row, request.user, newer, form.cleaned_data)
            model_admin.message_user(request, f"{row} is public again.")
            return redirect(model_admin.screen_url("read_back", row))
        except (CannotWithdraw, CannotPublish) as error:
            form.add_error(None, str(error))
    return model_admin.render_screen(
        request,
        "reinstate.html",
        row,
        title=f"Put back: {row}",
        is_withdrawn=True,
        form=form,
        withdrawal=standing.publication.withdrawal,
        publication=standing.publication,
        against=against,
        newer=newer,
        against_newer=against_newer,
        approve_url=model_admin.screen_url("approve", row),
    )


def _form(request, standing, against: list[str], newer, against_newer: list[str]) -> PutBackForm:
    public, choices = standing.publication, []
    if not against:
        choices.append((AS_IT_WAS, f"As it was: publication {public.number}, last updated {public.last_updated:%B %-d, %Y}"))
    if newer and not against_newer:
        choices.append((NEW_TEXT, f"With the newest version, number {newer.number}, which is ready to be published"))
    initial = {"digest": standing.newest.digest, "text": choices[0][0] if len(choices) == 1 else None}
    return PutBackForm(request.POST if request.method == "POST" else None, choices=choices, initial=initial)


def _put_back(row, by, newer, values: dict) -> None:
    """With the newest version only if it is the one that the screen showed."""
    revision = newer if values["text"] == NEW_TEXT else None
    if revision and revision.digest != values["digest"]:
        raise CannotPublish([DRAFT_CHANGED])
    withdrawals.reinstate(document=row.document, by=by, now=timezone.now(), note=values["note"], revision=revision)
