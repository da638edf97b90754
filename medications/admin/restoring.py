"""Restoring an old version as a new draft: first what it would do, then the act."""

from datetime import datetime

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from medications.actions import restoring
from medications.admin.history_words import shown_changes, who
from medications.admin.version import versions_of
from medications.content.shown_changes import touched
from medications.errors import CannotRestore, NotAllowed, StaleEdit
from medications.models import Autosave
from medications.permissions import Act, may
from medications.projections.suppressed import kept_from


class RestoreForm(forms.Form):
    """What was shown: the `lock_version` of the draft, and the digest of the plan."""

    token = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    planned = forms.RegexField("^[0-9a-f]{64}$", widget=forms.HiddenInput)


def view(model_admin, request, row, number: int):
    if not may(request.user, Act.EDIT):
        raise PermissionDenied("Your role does not allow you to restore a version.")
    document = row.document
    (revision,) = versions_of(document, number)
    refusal = ""
    if request.method == "POST":
        form = RestoreForm(request.POST)
        if form.is_valid():
            try:
                saved = restoring.restore(
                    document=document, revision=revision, by=request.user, now=timezone.now(), **form.cleaned_data
                )
                message = f"{row}: version {number} is back as a draft, version {saved.number}. Readers still see what they saw."
                return model_admin.back_to_form(request, row, message)
            except NotAllowed as error:
                raise PermissionDenied(str(error)) from error
            except StaleEdit as error:
                refusal = f"Not restored: {error} Below is what restoring would do now."
            except CannotRestore as error:
                refusal = str(error)
        else:
            refusal = "Not restored: the form did not say what you had seen. Look at it once more."
        document.refresh_from_db()
    return model_admin.render_screen(
        request,
        "history/restore.html",
        row,
        title=f"Restore version {number}: {row}",
        number=number,
        refusal=refusal,
        **_plan(request, document, revision),
    )


def _unsaved_by_others(document, user) -> list[tuple[str, datetime]]:
    """Who has the form open with something typed and not saved, and since when: not what."""
    autosaves = Autosave.objects.filter(document=document).exclude(user=user).select_related("user").order_by("saved_at")
    return [(each.user.get_full_name() or each.user.get_username(), each.saved_at) for each in autosaves]


def _plan(request, document, revision) -> dict:
    try:
        plan = restoring.plan(document=document, revision=revision)
    except CannotRestore as error:
        return {"impossible": str(error)}
    hidden = kept_from(request.user, plan.newest)
    changes = [] if hidden else shown_changes(plan.newest.record, plan.record)
    return {
        "plan": plan,
        "hidden": hidden,
        "changes": [] if plan.brings_nothing else changes,
        "touches": touched(changes),
        "covered": [(each, who(each)) for each in plan.covered],
        "unsaved": _unsaved_by_others(document, request.user),
        "form": RestoreForm(initial={"token": document.lock_version, "planned": plan.digest}),
    }
