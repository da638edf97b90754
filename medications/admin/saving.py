"""How a Document's form is saved, refused, and shown again as it was typed.

A POST runs as a whole inside `actions.drafts.editing`: the lock and its token come first, then Django's checks and saves, then
the snapshot. What is refused anywhere on that way is rolled back. A form that was opened before somebody else's save becomes a
record all the same (`typed`), and the editor chooses between it and what was saved (`merging`). Whatever is refused is kept
(`keeping`) until it is saved or thrown away.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpResponseRedirect, QueryDict
from pydantic import ValidationError

from medications.actions import drafts, live_corrections
from medications.actions.autosaves import TypedElsewhere
from medications.actions.needed_approval import needed_approval
from medications.admin import correcting, keeping, merging, refusal
from medications.admin.form_errors import form_errors
from medications.admin.formsets import refuse_too_many_rows
from medications.admin.numbers import token_of
from medications.admin.typed import as_if_sent, typed_record
from medications.content.choices import ReviewNeed
from medications.errors import NotAllowed, PortalError, StaleEdit, TooMuchAtOnce
from medications.models import Origin

REFUSALS = (PortalError, ValidationError, IntegrityError)


class DocumentSaving:
    """For DocumentAdmin."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        def go_on():
            return super(DocumentSaving, self).changeform_view(request, object_id, form_url, extra_context)

        if request.method == "POST":
            row = self.get_object(request, unquote(object_id)) if object_id and "_saveasnew" not in request.POST else None
            return self._save(request, row, go_on) or go_on()
        if keeping.BRING_BACK in request.GET and self.has_change_permission(request):
            row = self.get_object(request, unquote(object_id)) if object_id else None
            request.brought_back = keeping.kept(self, request, row) if row or not object_id else None
            if request.brought_back:
                with as_if_sent(request, QueryDict(request.brought_back.form)):
                    return go_on()
        return go_on()

    def _save(self, request, row, go_on: Callable):
        """The response to a save; None when it was refused, with the reason in `request.refusal`."""
        self.refuse_too_many_rows(request, row)
        document, token = (row.document, token_of(request.POST)) if row else (None, None)
        try:
            origin = _origin(request, document)
            with drafts.editing(document=document, token=token, by=request.user, kind=self.kind, origin=origin) as request.edit:
                response = go_on()
        except NotAllowed as error:
            raise PermissionDenied(str(error)) from error
        except StaleEdit as error:
            request.edit = None
            return self._stale(request, row, token, error, go_on)
        except REFUSALS as error:
            self._keep(request, row, token)
            request.refusal = refusal.because(error)
            return None
        finally:
            edit, request.edit = getattr(request, "edit", None), None
        if not edit.saved:
            self._keep(request, row, token)
            return self._with_rows_put_in_anew(request, row, token, go_on) if _has_gone_rows(response) else response
        if IS_POPUP_VAR not in request.POST:
            keeping.drop(self, request, row)
            self.say_what_was_saved(request, edit.revision, is_new=edit.document.lock_version != token)
        return response

    def _stale(self, request, row, token: int, error: StaleEdit, go_on: Callable):
        """The screen on which to choose. A form that says nothing valid is shown again, with what is wrong in it."""
        self._keep(request, row, token)
        stale = refusal.because_stale(error, row.document, token)
        base = row.document.revisions.filter(number=token).first()
        if base is None:
            request.refusal = stale
            return None
        sent, request.stale = request.POST, stale
        try:
            typed = typed_record(request, row.document, go_on)
        except REFUSALS as fault:
            request.POST, request.stale = sent, None
            request.refusal = replace(stale, lines=refusal.because(fault).lines)
            return None
        if typed.record is None:
            return typed.form
        return merging.answer(self, request, row, merging.Conflict.of(base, typed.record))

    def _with_rows_put_in_anew(self, request, row, token: int, go_on: Callable):
        """The version is the one the form was opened at, but its rows have been stored again under other numbers: a load of the
        catalogue does that. What the form says is saved all the same.
        """
        sent = request.POST
        try:
            typed = typed_record(request, row.document, go_on)
            if typed.record is None:
                return typed.form
            revision = drafts.change_record(document=row.document, change=lambda _: typed.record, by=request.user, token=token)
        except REFUSALS as fault:
            request.POST, request.refusal = sent, refusal.because(fault)
            return None
        keeping.drop(self, request, row)
        self.say_what_was_saved(request, revision, is_new=revision.number != token)
        return HttpResponseRedirect(self.form_url(row))

    def _keep(self, request, row, token: int | None) -> None:
        """A form of more than can be kept comes back on the page at least; so does one beside which another window's is kept."""
        if IS_POPUP_VAR not in request.POST:
            with suppress(TooMuchAtOnce, TypedElsewhere):
                keeping.keep(self, request, row, token)

    def refuse_too_many_rows(self, request, row) -> None:
        """Rows that were there when the form was opened count as existing, even if somebody has deleted them since."""
        refuse_too_many_rows(request.POST, lambda: self._rows_of(row) + self._rows_at(row, token_of(request.POST)))

    def _rows_of(self, row) -> int:
        """How many rows stand under a working copy; in one query."""
        rows = [each.model.objects.filter(**{self.opts.model_name: row}).order_by().values("pk") for each in self.inlines]
        return rows[0].union(*rows[1:], all=True).count() if rows and row else 0

    def _rows_at(self, row, token: int) -> int:
        if row is None or token == row.document.lock_version:
            return 0
        opened = row.document.revisions.filter(number=token).first()
        return sum(len(value) for _, value in opened.record if isinstance(value, tuple)) if opened else 0

    def save_model(self, request, obj, form, change):
        if getattr(request, "edit", None) is None:
            raise RuntimeError("A working copy is saved inside actions.drafts.editing only.")
        if not change:
            obj.document = request.edit.ensure_document()
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        request.edit.saved = True

    def message_user(self, request, message, level=messages.INFO, **kwargs):
        """Django reports success before the snapshot is taken. Until then it is not known what to report, so that is dropped."""
        if getattr(request, "edit", None) is None:
            super().message_user(request, message, level, **kwargs)

    def say_what_was_saved(self, request, revision, *, is_new: bool):
        name = self.model._default_manager.get(document=revision.document)
        if is_new:
            alone = needed_approval(revision).need == ReviewNeed.PUBLISHER
            until = "a publisher has published it; nobody else need approve" if alone else "it is approved and published"
            text = f"Saved: {name}, version {revision.number}. Readers see it once {until}."
        else:
            text = f"{name}: nothing that readers see has changed, so there is no new version."
        self.message_user(request, text, messages.SUCCESS if is_new else messages.INFO)

    # What the form's page shows of it

    def saving_context(self, request, context: dict, row) -> dict:
        """`offer` and `keep_url` are for whoever edits on a page of its own, not in a small window."""
        stale, brought_back = getattr(request, "stale", None), getattr(request, "brought_back", None)
        found = {
            "refusal": getattr(request, "refusal", None) or stale,
            "brought_back": brought_back,
            "faults": form_errors(context["adminform"], context["inline_admin_formsets"]),
        }
        if self.has_change_permission(request, row) and not context["is_popup"]:
            found["keep_url"] = keeping.url(self, "autosave", row)
            found["throw_away_url"] = keeping.url(self, "throw_away", row)
            if request.method == "GET":
                found["offer"] = keeping.offer(self, request, row)
            found["window"] = keeping.window(request)
            found["is_correction_begun"] = correcting.is_begun(request)
        return found


def _origin(request, document) -> str:
    is_correction = document and correcting.is_begun(request) and live_corrections.says_what_is_public(document)
    return Origin.CORRECTION if is_correction else Origin.FORM


def _has_gone_rows(response) -> bool:
    shown = getattr(response, "context_data", None) or {}
    return any(each.formset.has_gone_rows for each in shown.get("inline_admin_formsets", ()))
