""" "Correct the live page", and what the panel says of drafts that are parked for it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.utils import timezone

from medications.actions import live_corrections
from medications.actions.live_corrections import CannotCorrect
from medications.actions.states import Standing
from medications.admin.numbers import token_of
from medications.errors import NotAllowed, StaleEdit
from medications.models import ParkedDraft
from medications.permissions import Act, may
from medications.projections import wording

SHOWS_LIVE = "The form shows what is public now. Change what is wrong, and save."
BEGUN = "correcting"  # of the form's address, and with a stroke before it of what the form sends
NOTHING_TO_PARK = "The form shows what is public already. Change what is wrong, and save."


def start(model_admin, request, row):
    """Makes the live text the draft again."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        parked = live_corrections.start(document=row.document, by=request.user, token=token_of(request.POST), now=timezone.now())
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    except CannotCorrect as error:
        return model_admin.back_to_form(request, row, str(error), messages.ERROR)
    except StaleEdit as error:
        text = f"{error} Nothing was parked. Look at it first; you can still correct the live page afterwards."
        return model_admin.back_to_form(request, row, text, messages.ERROR)
    if parked is None:
        return model_admin.back_to_form(request, row, NOTHING_TO_PARK, messages.INFO, f"?{BEGUN}=1")
    text = f"{SHOWS_LIVE} {name_of(parked)} is parked; nothing of it is lost."
    return model_admin.back_to_form(request, row, text)


def is_begun(request) -> bool:
    """Whether the form that is shown, or was sent, is that of somebody who pressed the button where nothing had to be parked."""
    return f"_{BEGUN}" in request.POST or BEGUN in request.GET


def panel_part(model_admin, user, row, standing: Standing) -> dict:
    """For the panel: the button, and each parked draft with the ways to bring it back or give it up."""
    document, may_edit = row.document, may(user, Act.EDIT)
    is_correction = live_corrections.is_correction(document)
    return {
        "is_correction": is_correction,
        "correct_url": model_admin.screen_url("correct", row) if may_edit and standing.is_live and not is_correction else "",
        "would_park": not standing.is_public_text,
        "lock_version": document.lock_version,
        "parked": [
            {
                "name": name_of(each),
                "version": each.revision.number,
                "parked": each,
                "bring_back_url": model_admin.screen_url("bring_back", row, each.pk) if may_edit else "",
                "drop_url": model_admin.screen_url("drop_parked", row, each.pk) if may_edit else "",
            }
            for each in live_corrections.parked_drafts(document)
        ],
    }


def name_of(parked: ParkedDraft) -> str:
    """Whose draft it is, and of when."""
    by, day = parked.revision.by_name, wording.day(timezone.localtime(parked.revision.created_at))
    return f"{by}’s draft of {day}" if by else f"The draft of {day}"
