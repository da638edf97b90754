"""DocumentAdmin: one form for one Document.

A POST runs as a whole inside `actions.drafts.editing`: the lock and its token come first, then Django's checks and saves, then
the snapshot. What is refused anywhere on that way is rolled back, and the form is shown again as it was typed.
"""

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from pydantic import ValidationError

from medications.actions import drafts
from medications.actions.needed_approval import needed_approval
from medications.admin import refusal, writing
from medications.admin.access import ByRole
from medications.admin.form_parts import form_parts
from medications.admin.forms import DocumentForm
from medications.admin.formsets import refuse_too_many_rows
from medications.admin.listing import DocumentListing
from medications.admin.panel import panel
from medications.admin.screens import DocumentScreens
from medications.admin.widgets import TEXT_BOXES, TermFields
from medications.content.choices import ReviewNeed
from medications.errors import NotAllowed, PortalError, StaleEdit
from medications.permissions import Act, may


class DocumentAdmin(DocumentListing, DocumentScreens, ByRole, TermFields, admin.ModelAdmin):
    form = DocumentForm
    kind = ""
    change_form_template = "admin/medications/document_change_form.html"
    fixed_fields: tuple[str, ...] = ()  # never changed once saved
    prepopulated_on_add: dict[str, tuple[str, ...]] = {}
    formfield_overrides = TEXT_BOXES
    show_full_result_count = False

    class Media:
        css = {"all": ["admin_desk/desk.css", "admin_desk/states.css", *writing.STYLES]}
        js = ["admin_desk/desk.js", "admin_desk/paste.js", *writing.SCRIPTS]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("document")

    def get_readonly_fields(self, request, obj=None):
        return (*super().get_readonly_fields(request, obj), *(self.fixed_fields if obj else ()))

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_on_add

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refused = getattr(request, "refusal", None) is not None
        return form

    def get_inline_formsets(self, request, formsets, inline_instances, obj=None):
        for formset in formsets:
            formset.pair_rows()
        return super().get_inline_formsets(request, formsets, inline_instances, obj)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["refusal"] = getattr(request, "refusal", None)
        context["form_parts"] = form_parts(context["adminform"], context["inline_admin_formsets"])
        if obj is not None:
            context["panel"] = panel(self, request, obj)
        return super().render_change_form(request, context, add=add, change=change, form_url=form_url, obj=obj)

    # Saving

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST":
            response = self._save(request, object_id, form_url, extra_context)
            if response is not None:
                return response
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _save(self, request, object_id, form_url, extra_context):
        """The response to a save; None when it was refused, with the reason in `request.refusal`."""
        row = self.get_object(request, unquote(object_id)) if object_id and "_saveasnew" not in request.POST else None
        refuse_too_many_rows(request.POST, self._rows_of(row))
        document, token = (row.document, self._token(request)) if row else (None, None)
        try:
            with drafts.editing(document=document, token=token, by=request.user, kind=self.kind) as request.edit:
                response = super().changeform_view(request, object_id, form_url, extra_context)
        except NotAllowed as error:
            raise PermissionDenied(str(error)) from error
        except StaleEdit as error:
            request.refusal = refusal.because_stale(error, document, token)
            return None
        except (PortalError, ValidationError, IntegrityError) as error:
            request.refusal = refusal.because(error)
            return None
        finally:
            edit, request.edit = getattr(request, "edit", None), None
        if edit.saved and IS_POPUP_VAR not in request.POST:
            self._say_what_was_saved(request, edit, is_new=edit.document.lock_version != token)
        return response

    def _rows_of(self, row) -> int:
        """How many rows stand under a working copy; in one query."""
        rows = [each.model.objects.filter(**{self.opts.model_name: row}).order_by().values("pk") for each in self.inlines]
        return rows[0].union(*rows[1:], all=True).count() if rows and row else 0

    def _token(self, request) -> int:
        """The lock version the form was opened at; one that matches nothing if the form does not say."""
        given = request.POST.get("lock_version", "")
        return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else -1

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

    def _say_what_was_saved(self, request, edit, *, is_new: bool):
        name = self.model._default_manager.get(document=edit.document)
        if is_new:
            alone = needed_approval(edit.revision).need == ReviewNeed.PUBLISHER
            until = "a publisher has published it; nobody else need approve" if alone else "it is approved and published"
            text = f"Saved: {name}, version {edit.revision.number}. Readers see it once {until}."
        else:
            text = f"{name}: nothing that readers see has changed, so there is no new version."
        self.message_user(request, text, messages.SUCCESS if is_new else messages.INFO)

    # Archiving

    def get_actions(self, request):
        return super().get_actions(request) if may(request.user, Act.EDIT) else {}
