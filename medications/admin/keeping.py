"""What was typed and not saved: kept while typing, offered back when the form is opened again, thrown away on demand.

The form that is brought back is shown as it was typed, with the version it was opened at. Bringing it back saves nothing.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.utils import timezone

from medications.actions import autosaves
from medications.actions.autosaves import WINDOW, TypedElsewhere
from medications.admin.numbers import token_of
from medications.admin.typed import as_if_sent
from medications.errors import NotAllowed
from medications.models import Autosave

BRING_BACK = "bring-back"


@dataclass(frozen=True)
class Offer:
    """Unsaved work of this editor. `newest` is the version saved since, if there is one."""

    kept_at: datetime
    token: int | None
    newest: object | None
    bring_back_url: str
    throw_away_url: str


def url(model_admin, screen: str, row=None) -> str:
    """Of a form's own address; of the form for something new, if there is no row."""
    if row is not None:
        return model_admin.screen_url(screen, row)
    return model_admin.url_without_row(f"{screen}_new")


def keep(model_admin, request, row, token: int | None) -> None:
    """Keeps what the form sent. `token`: a version; anything below is none."""
    token = token if token and token > 0 else None
    document = row.document if row else None
    autosaves.keep(by=request.user, document=document, kind=model_admin.kind, token=token, typed=request.POST, now=timezone.now())


def kept(model_admin, request, row) -> Autosave | None:
    document = row.document if row else None
    return autosaves.kept_by(request.user, document=document, kind=model_admin.kind, now=timezone.now())


def drop(model_admin, request, row) -> None:
    """What was typed on the page that sent this is saved, or not wanted. What was typed in another window stays."""
    document = row.document if row else None
    autosaves.drop(by=request.user, document=document, kind=model_admin.kind, window=request.POST.get(WINDOW))


def is_kept(model_admin, request, row) -> bool:
    """Whether what is kept there was typed on the page that sent this."""
    found = kept(model_admin, request, row)
    return found is not None and autosaves.window_of(found) == request.POST.get(WINDOW, "")


def offer(model_admin, request, row) -> Offer | None:
    """What to offer on the form; nothing where what was kept is what is saved by now: that may be overwritten."""
    found = kept(model_admin, request, row)
    if found is None:
        return None
    if not _differs(model_admin, request, row, QueryDict(found.form)):
        request.window = autosaves.window_of(found)
        return None
    newest = row.document.revisions.defer("content").order_by("-number").first() if row else None
    return Offer(
        kept_at=found.saved_at,
        token=found.token,
        newest=newest if newest and found.token is not None and newest.number > found.token else None,
        bring_back_url=f"{_form_url(model_admin, row)}?{BRING_BACK}=1",
        throw_away_url=url(model_admin, "throw_away", row),
    )


def window(request) -> str:
    """The name under which what is typed on this page is kept: that of the form that is shown again, or a new one."""
    return request.POST.get(WINDOW) or getattr(request, "window", "") or secrets.token_urlsafe(12)


def _differs(model_admin, request, row, typed: QueryDict) -> bool:
    """Whether the form, as it would be shown now, would not say this."""
    with as_if_sent(request, typed):
        form = model_admin.get_form(request, row, change=row is not None)(typed, instance=row)
        formsets, _ = model_admin._create_formsets(request, row or form.instance, change=row is not None)
        if set(form.changed_data) - {"lock_version"}:
            return True
        return any(formset.has_changed() for formset in formsets)


# Addresses


def autosave(model_admin, request, row=None):
    """GET: a fresh forgery token, for a page whose own went with an earlier sign-in. POST: what the form would send."""
    _require_editor(model_admin, request, row)
    if request.method == "GET":
        return JsonResponse({"token": get_token(request), "editor": str(request.user.pk)})
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "POST"])
    if request.POST.get("_editor") not in (None, str(request.user.pk)):
        return JsonResponse({"reason": "Somebody else has signed in."}, status=409)
    model_admin.refuse_too_many_rows(request, row)
    try:
        keep(model_admin, request, row, token_of(request.POST) if row else None)
    except TypedElsewhere as error:
        return JsonResponse({"reason": str(error)}, status=412)
    return JsonResponse({"kept": True})


def throw_away(model_admin, request, row=None):
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    _require_editor(model_admin, request, row)
    drop(model_admin, request, row)
    if request.POST.get("_quietly"):
        return JsonResponse({"kept": False})
    model_admin.message_user(request, "Thrown away. The form shows what is saved.", messages.SUCCESS)
    return HttpResponseRedirect(_form_url(model_admin, row))


def _form_url(model_admin, row) -> str:
    return model_admin.form_url(row) if row else model_admin.url_without_row("add")


def _require_editor(model_admin, request, row) -> None:
    if not model_admin.has_change_permission(request, row):
        raise PermissionDenied(str(NotAllowed("Your role does not allow you to edit.")))
