"""A parked draft is brought back into the newest version: what comes by itself, and what has to be chosen. Or it is given up."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.utils import timezone
from pydantic import ValidationError

from medications.actions import live_corrections
from medications.actions.live_corrections import CannotBringBack
from medications.admin import refusal
from medications.admin.correcting import name_of
from medications.admin.merging_items import Sent, Words, grouped, items_of
from medications.admin.merging_texts import TextFaults
from medications.admin.numbers import token_of
from medications.content.merging import Merged
from medications.content.merging_differences import BOTH, MINE, THEIRS
from medications.errors import NotAllowed, PortalError, StaleEdit
from medications.models import ParkedDraft, Revision
from medications.permissions import Act, may
from medications.projections.suppressed import suppression_of

# Conflicts first: those are what must be chosen.
HEADS = [
    (BOTH, "Changed by both", "The parked draft and the newest version say something else here. Choose for each of these."),
    (MINE, "Comes back", "Only the parked draft changed this. It is chosen; you can choose otherwise."),
    (THEIRS, "Stays", "Only what was written since has changed this. It is chosen; you can choose otherwise."),
]


def view(model_admin, request, row, parked_id: int):
    if not may(request.user, Act.EDIT):
        raise PermissionDenied
    parked = _parked(row, parked_id)
    try:
        merged = live_corrections.merged_with_newest(parked)
    except CannotBringBack as error:
        return model_admin.back_to_form(request, row, str(error), messages.ERROR, "#parked")
    if request.method != "POST":
        return _screen(model_admin, request, row, parked, merged, Sent())
    sent = Sent.of(request.POST, merged)
    if token_of(request.POST) != row.document.lock_version:
        return _screen(model_admin, request, row, parked, merged, sent, again=True)
    chosen, faults = sent.checked(merged, TextFaults(model_admin))
    if faults:
        return _screen(model_admin, request, row, parked, merged, sent, faults=faults)
    try:
        revision = live_corrections.merge_back(
            parked=parked,
            choices=chosen,
            texts=sent.texts,
            by=request.user,
            token=row.document.lock_version,
            now=timezone.now(),
        )
    except StaleEdit:
        merged = live_corrections.merged_with_newest(parked)
        row.document.refresh_from_db()
        return _screen(model_admin, request, row, parked, merged, Sent.of(request.POST, merged), again=True)
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    except CannotBringBack as error:
        return model_admin.back_to_form(request, row, str(error), messages.ERROR)
    except (PortalError, ValidationError, IntegrityError) as error:
        return _screen(model_admin, request, row, parked, merged, sent, lines=refusal.because(error).lines)
    return model_admin.back_to_form(request, row, _said(parked, revision, row.document.lock_version))


def drop(model_admin, request, row, parked_id: int):
    """Gives it up."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    parked = get_object_or_404(ParkedDraft, pk=parked_id, document=row.document)
    try:
        live_corrections.drop(parked=parked, by=request.user, now=timezone.now())
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    except CannotBringBack as error:
        return model_admin.back_to_form(request, row, str(error), messages.ERROR)
    said = f"{name_of(parked)} was given up. It stays in the history as version {parked.revision.number}."
    return model_admin.back_to_form(request, row, said)


def _parked(row, parked_id: int) -> ParkedDraft:
    parked = ParkedDraft.objects.select_related("revision", "base", "document")
    return get_object_or_404(parked, pk=parked_id, document=row.document)


def _said(parked: ParkedDraft, revision: Revision, before: int) -> str:
    if revision.number == before:
        return f"{name_of(parked)} is not parked any more. Nothing of it was taken over, so there is no new version."
    return f"{name_of(parked)} is back: version {revision.number} has its changes. Read it through before it is approved."


def _screen(model_admin, request, row, parked: ParkedDraft, merged: Merged, sent: Sent, *, again=False, faults=None, lines=()):
    newest = row.document.revisions.order_by("-number").first()
    is_removed = suppression_of(parked.base) is not None
    words = Words(
        base=("Public when it was parked", "As it was public then"),
        theirs=(f"Newest version ({newest.number})", "As it is in the newest version"),
        mine=(f"Parked draft ({parked.revision.number})", "As the parked draft has it"),
    )
    items = items_of(merged, sent, faults or {}, words, without_base=is_removed)
    return model_admin.render_screen(
        request,
        "bring_back.html",
        row,
        status=409 if faults or lines or again else 200,
        title=f"{'Error: ' if faults or lines else ''}Bring a parked draft back: {row}",
        parked=parked,
        name=name_of(parked),
        newest=newest,
        is_correction=live_corrections.is_correction(row.document),
        groups=grouped(items, HEADS),
        nothing_left=not any(each.by in (BOTH, MINE) for each in merged.differences),
        is_removed=is_removed,
        again=again,
        faults=[item for item in items if item.error],
        lines=lines,
    )
