"""The screen of a conflict: what the record was, what somebody else made of it, what this editor made of it; and the choice.

What this editor typed travels in the screen's own form, signed, and is kept as an autosave besides. Nothing is saved before
somebody has chosen, and then against the newest version: if that has moved on, the screen comes anew, with the choices that
still mean the same.
"""

from dataclasses import dataclass
from functools import cached_property

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from pydantic import ValidationError

from medications.actions import drafts
from medications.actions.live_corrections import parked_drafts
from medications.admin import keeping, refusal
from medications.admin.history_words import how_made
from medications.admin.merging_items import Item, Sent, Words, grouped, items_of
from medications.admin.merging_texts import TextFaults
from medications.content.canonical import canonical
from medications.content.merging import Merged, merge
from medications.content.merging_differences import BASE, BOTH, MINE, THEIRS
from medications.content.schema import AnyRecord
from medications.content.upcasters import read_record
from medications.errors import PortalError, StaleEdit
from medications.models import Origin, Revision
from medications.projections.suppressed import suppression_of

CONFLICT = 409
REMOVED = "What it said before was removed for good, so it cannot be chosen."
PARKED = "The draft before it is parked; nothing of it is lost, and the form offers it back"
NOT_READ = (
    "What you chose could not be read, so nothing was saved. What you had typed is kept: bring it back below, and save it again."
)


@dataclass(frozen=True)
class Conflict:
    """`base` is the version the form was opened at, `theirs` the newest."""

    base: Revision
    theirs: Revision
    merged: Merged

    @classmethod
    def of(cls, base: Revision, mine: AnyRecord) -> "Conflict":
        theirs = base.document.revisions.order_by("-number").first()
        return cls(base, theirs, merge(base.record, mine, theirs.record))

    @property
    def since(self) -> list[Revision]:
        """Everything saved since, the newest first."""
        found = self.base.document.revisions.filter(number__gt=self.base.number).select_related("merged_from")
        return list(found.defer("content", "merged_from__content").order_by("-number"))

    @property
    def told(self) -> list[tuple[Revision, str]]:
        """The same, each with how it came to be where that is not by the form."""
        parked = {each.revision_id for each in parked_drafts(self.base.document)}
        return [(each, _made(each, is_parked=each.derived_from_id in parked)) for each in self.since]

    @cached_property
    def is_removed(self) -> bool:
        """Whether the text of `base` was removed: then it is not shown, nor does it come back."""
        return suppression_of(self.base) is not None

    def is_by(self, user) -> bool:
        """Whether all of it was saved by the same person, in another window or before going back."""
        return {each.by_id for each in self.since} == {user.pk}


def _made(revision: Revision, *, is_parked: bool) -> str:
    if revision.origin == Origin.FORM:
        return ""
    return how_made(revision) + (f". {PARKED}" if is_parked else "")


def answer(model_admin, request, row, conflict: Conflict):
    """The answer to a form that was sent too late, but says something: the screen, or the form where nothing is to be chosen."""
    if all(each.by == THEIRS for each in conflict.merged.differences):
        keeping.drop(model_admin, request, row)
        number = conflict.theirs.number
        if conflict.theirs.by_id == request.user.pk:
            text = f"Saved already, as version {number}: you sent this twice, or from two windows. Nothing is missing."
        else:
            who = conflict.theirs.by_name or "Somebody else"
            text = f"{who} saved version {number} while you had this open. You had changed nothing that is not in it."
        return model_admin.back_to_form(request, row, text, messages.INFO)
    return _screen(model_admin, request, row, conflict, Sent())


def view(model_admin, request, row):
    """The choices come here."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not model_admin.has_change_permission(request, row):
        raise PermissionDenied
    try:
        base = row.document.revisions.get(number=int(request.POST.get("base", "")))
        mine = read_record(signing.loads(request.POST.get("mine", ""), salt=_salt(row.document)))
    except (signing.BadSignature, ValueError, LookupError, Revision.DoesNotExist):
        return model_admin.back_to_form(request, row, NOT_READ, messages.ERROR)
    conflict = Conflict.of(base, mine)
    sent = Sent.of(request.POST, conflict.merged)
    if request.POST.get("theirs") != str(conflict.theirs.number):
        return _screen(model_admin, request, row, conflict, sent, again=True)
    return _saved(model_admin, request, row, conflict, sent)


def _saved(model_admin, request, row, conflict: Conflict, sent: Sent):
    merged = conflict.merged
    chosen, faults = sent.checked(merged, TextFaults(model_admin))
    if faults:
        return _screen(model_admin, request, row, conflict, sent, faults=faults)
    if conflict.is_removed and BASE in chosen.values():
        return _screen(model_admin, request, row, conflict, sent, lines=(REMOVED,))
    try:
        result = merged.resolved(chosen, sent.texts)
        revision = drafts.change_record(
            document=row.document,
            change=lambda _: result,
            by=request.user,
            token=conflict.theirs.number,
            opened_at=conflict.base,
        )
    except StaleEdit:
        conflict = Conflict.of(conflict.base, merged.mine)
        return _screen(model_admin, request, row, conflict, Sent.of(request.POST, conflict.merged), again=True)
    except (PortalError, ValidationError, IntegrityError) as error:
        return _screen(model_admin, request, row, conflict, sent, lines=refusal.because(error).lines)
    keeping.drop(model_admin, request, row)
    model_admin.say_what_was_saved(request, revision, is_new=revision.number != conflict.theirs.number)
    return HttpResponseRedirect(model_admin.form_url(row))


def signed(mine: AnyRecord, document) -> str:
    """What was typed, on its way through the browser: nobody can change it there, or use it on another page."""
    return signing.dumps(canonical(mine).decode(), salt=_salt(document), compress=True)


def _salt(document) -> str:
    return f"merging:{document.pk}"


def _screen(model_admin, request, row, conflict: Conflict, sent: Sent, *, again=False, faults=None, lines=()):
    items = items_of(conflict.merged, sent, faults or {}, _words(conflict), without_base=conflict.is_removed)
    return model_admin.render_screen(
        request,
        "merge.html",
        row,
        status=CONFLICT,
        title=f"{'Error: ' if faults or lines else ''}Not saved yet: choose for each difference",
        conflict=conflict,
        groups=_groups(items, conflict, request.user),
        is_own=conflict.is_by(request.user),
        again=again,
        faults=[item for item in items if item.error],
        lines=lines,
        mine=signed(conflict.merged.mine, row.document),
        window=keeping.window(request),
        is_kept=keeping.is_kept(model_admin, request, row),
        merge_url=model_admin.screen_url("merge", row),
    )


def _groups(items: list[Item], conflict: Conflict, user) -> list[tuple[str, str, list[Item]]]:
    """Conflicts first: those are what must be chosen."""
    others = "others" if len({each.by_name for each in conflict.since}) > 1 else conflict.theirs.by_name or "somebody else"
    if conflict.is_by(user):
        others, both, alone = "you in the other window", "Changed in both windows", "Changed in this window alone"
    else:
        both, alone = "Changed by both of you", "Changed by you alone"
    heads = [
        (BOTH, both, "Choose for each of these."),
        (MINE, alone, "Yours is chosen. You can choose otherwise."),
        (THEIRS, f"Changed by {others} alone", "What was saved is chosen. You can choose otherwise."),
    ]
    return grouped(items, heads)


def _words(conflict: Conflict) -> Words:
    theirs_by = conflict.theirs.by_name or "Somebody else"
    return Words(
        base=(f"Before (version {conflict.base.number})", "As it was before"),
        theirs=(f"Saved by {theirs_by} (version {conflict.theirs.number})", "As it was saved"),
        mine=("Yours", "Mine"),
    )
