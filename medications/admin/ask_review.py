"""Asking somebody with an account for a review: the form, what the panel says of open requests, and taking one back."""

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone

from medications.actions import review_requests
from medications.actions.needed_approval import needed_approval
from medications.actions.review_requests import ANY_REVIEWER, CannotAsk, RequestIsOver
from medications.actions.states import Standing, standing_of
from medications.admin.what_changes import BY_WHOM
from medications.admin.widgets import TextBox
from medications.errors import NotAllowed
from medications.models import ReviewRequest, Revision
from medications.models.frozen import Actor
from medications.permissions import Act, Role, may, roles

ANY = "any"
USUAL = timedelta(days=14)
CHANGED = "The draft has changed since you opened this page. Look at the new version first."


@dataclass(frozen=True)
class Asked:
    """One open request, as the panel shows it. `withdraw_url` is empty for who may not take it back."""

    request: ReviewRequest
    is_late: bool
    withdraw_url: str


class AskForm(forms.Form):
    digest = forms.CharField(widget=forms.HiddenInput)
    asked = forms.ChoiceField(label="Whom", widget=forms.RadioSelect)
    until = forms.DateField(
        label="Needed by",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="They see it with the request. Afterwards it is marked as late; it does not end.",
    )
    message = forms.CharField(
        label="Message",
        required=False,
        widget=TextBox(4),
        help_text="For whoever reviews it: what to look at. They read it at the desk; the mail names the page only.",
    )

    def __init__(self, *args, able: list, **kwargs):
        super().__init__(*args, **kwargs)
        anybody = [(ANY, ANY_REVIEWER)] if any(Role.REVIEWER in roles(account) for account in able) else []
        self.fields["asked"].choices = [*anybody, *((str(account.pk), _named(account)) for account in able)]


def view(model_admin, request, row):
    if not may(request.user, Act.EDIT):
        raise PermissionDenied
    standing = standing_of(row.document)
    newest = standing.newest
    able = review_requests.who_can_be_asked(newest, request.user)
    initial = {"digest": newest.digest, "until": timezone.localdate() + USUAL, "asked": ANY}
    form = AskForm(request.POST if request.method == "POST" else None, able=able, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            asked = _ask(newest, able, request.user, form.cleaned_data)
            return model_admin.back_to_form(request, row, f"{row}: {_told(asked, able)}")
        except NotAllowed as error:
            raise PermissionDenied(str(error)) from error
        except CannotAsk as error:
            form.add_error(None, str(error))
    context = {
        "standing": standing,
        "form": form,
        "able": able,
        "by_whom": BY_WHOM[needed_approval(newest).need],
        "asked": asked_of(model_admin, request, row, standing),
        "invite_url": model_admin.screen_url("invite", row),
    }
    return model_admin.render_screen(request, "ask_review.html", row, title=f"Ask for a review: {row}", **context)


def withdraw(model_admin, request, row, request_id: int):
    """Takes one request back."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    asked = get_object_or_404(ReviewRequest, pk=request_id, revision__document=row.document)
    try:
        review_requests.withdraw_request(request=asked, by=request.user, now=timezone.now())
        model_admin.message_user(request, f"{asked.asked_name} is not asked any more.", messages.SUCCESS)
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    except RequestIsOver as error:
        model_admin.message_user(request, str(error), messages.WARNING)
    return HttpResponseRedirect(model_admin.form_url(row))


def asked_of(model_admin, request, row, standing: Standing) -> list[Asked]:
    """Open requests for the newest version."""
    today, edits = timezone.localdate(), may(request.user, Act.EDIT)
    return [
        Asked(each, is_late(each, today), model_admin.screen_url("withdraw_request", row, each.pk) if edits else "")
        for each in review_requests.open_requests().filter(revision=standing.newest)
    ]


def is_late(request: ReviewRequest, today: date) -> bool:
    return request.until < today


def _ask(newest: Revision, able: list, by, values: dict) -> ReviewRequest:
    if values["digest"] != newest.digest:
        raise CannotAsk(CHANGED)
    asked = next((account for account in able if str(account.pk) == values["asked"]), None)
    return review_requests.ask(
        revision=newest, asked=asked, until=values["until"], message=values["message"], by=by, now=timezone.now()
    )


def _told(asked: ReviewRequest, able: list) -> str:
    """Whom a mail went to, and who has to be told otherwise."""
    meant = [account for account in able if asked.asked_id in (None, account.pk)]
    if any(account.email for account in meant):
        return f"{asked.asked_name} was asked and gets a mail."
    return f"{asked.asked_name} was asked. There is no e-mail address to write to, so tell them yourself."


def _named(account) -> str:
    name = Actor.of(account)["by_name"]
    return f"{name} (clinical reviewer)" if Role.REVIEWER in roles(account) else name
