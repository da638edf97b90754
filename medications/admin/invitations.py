"""Asking an outside reviewer: the form, the one page that shows the link, those who were asked, and taking a link back."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from medications.accounts.gate import require_fresh_sign_in
from medications.actions import invitations
from medications.actions.invitations import CannotInvite, LinkIsOver, State
from medications.errors import NotAllowed
from medications.models import ReviewInvitation, Revision
from medications.permissions import Act, may
from medications.projections import addresses

CHANGED = "The draft has changed since you opened this page. Look at the new version first."


class InviteForm(forms.ModelForm):
    digest = forms.CharField(widget=forms.HiddenInput)
    days = forms.IntegerField(
        label="Days until the link expires",
        initial=14,
        min_value=1,
        max_value=invitations.LONGEST.days,
        help_text=f"At most {invitations.LONGEST.days}.",
    )

    class Meta:
        model = ReviewInvitation
        fields = ["reviewer_name", "credentials"]
        widgets = dict.fromkeys(fields, forms.TextInput(attrs={"class": "vTextField"}))


def view(model_admin, request, row):
    if not may(request.user, Act.EDIT):
        raise PermissionDenied
    require_fresh_sign_in(request)
    newest = row.document.revisions.order_by("-number").first()
    form = InviteForm(request.POST if request.method == "POST" else None, initial={"digest": newest.digest})
    if request.method == "POST" and form.is_valid():
        try:
            invitation, token = _invited(newest, request.user, form.cleaned_data)
            return _link(model_admin, request, row, invitation, token)
        except NotAllowed as error:
            raise PermissionDenied(str(error)) from error
        except CannotInvite as error:
            form.add_error(None, str(error))
    asked = invitations.invitations_to(row.document, timezone.now())
    context = {"form": form, "newest": newest, "asked": [(each, _revoke_url(model_admin, row, each)) for each in asked]}
    return model_admin.render_screen(request, "invite.html", row, title=f"Ask an outside reviewer: {row}", **context)


def revoke(model_admin, request, row, invitation_id: int):
    """Takes one link back."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    invitation = get_object_or_404(ReviewInvitation, pk=invitation_id, revision__document=row.document)
    try:
        invitations.revoke(invitation=invitation, by=request.user, now=timezone.now())
        model_admin.message_user(request, f"The link of {invitation.reviewer_name} opens nothing any more.", messages.SUCCESS)
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    except LinkIsOver:
        model_admin.message_user(request, f"{invitation.reviewer_name} has decided already.", messages.ERROR)
    return HttpResponseRedirect(model_admin.screen_url("invite", row))


def _invited(newest: Revision, by, values: dict) -> tuple[ReviewInvitation, str]:
    if values["digest"] != newest.digest:
        raise CannotInvite(CHANGED)
    now = timezone.now()
    return invitations.invite(
        revision=newest,
        reviewer_name=values["reviewer_name"],
        credentials=values["credentials"],
        expires=now + timedelta(days=values["days"]),
        by=by,
        now=now,
    )


def _link(model_admin, request, row, invitation: ReviewInvitation, token: str):
    """The answer itself shows the link, since nothing may keep it for a next page."""
    link = addresses.absolute(reverse("review:page", args=[token]))
    context = {"invitation": invitation, "link": link, "back_url": model_admin.screen_url("invite", row)}
    return model_admin.render_screen(request, "invite_link.html", row, title=f"Link for {invitation.reviewer_name}", **context)


def _revoke_url(model_admin, row, asked: invitations.Asked) -> str:
    """Nothing for a link that is over anyway."""
    return model_admin.screen_url("revoke_invitation", row, asked.invitation.pk) if asked.state == State.OPEN else ""
