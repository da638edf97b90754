"""DocumentAdmin: one form for one Document. How it is saved is in `saving`."""

from django.contrib import admin
from django.http import HttpResponseRedirect

from medications.admin import styles, writing
from medications.admin.access import ByRole
from medications.admin.form_parts import form_parts
from medications.admin.forms import DocumentForm
from medications.admin.listing import DocumentListing
from medications.admin.panel import panel
from medications.admin.refusal import shown_as_typed
from medications.admin.saving import DocumentSaving
from medications.admin.screens import DocumentScreens
from medications.admin.widgets import TEXT_BOXES, TermFields
from medications.permissions import Act, may


class DocumentAdmin(DocumentListing, DocumentScreens, DocumentSaving, ByRole, TermFields, admin.ModelAdmin):
    form = DocumentForm
    kind = ""
    change_form_template = "admin/medications/document_change_form.html"
    fixed_fields: tuple[str, ...] = ()  # never changed once saved
    prepopulated_on_add: dict[str, tuple[str, ...]] = {}
    formfield_overrides = TEXT_BOXES
    show_full_result_count = False

    class Media:
        css = {"all": [*styles.DESK, "admin_desk/states.css", *writing.STYLES]}
        js = [
            "admin_desk/desk.js",
            "admin_desk/autosave.js",
            "admin_desk/form_errors.js",
            "admin_desk/row_focus.js",
            "admin_desk/paste.js",
            *writing.SCRIPTS,
        ]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("document")

    def get_readonly_fields(self, request, obj=None):
        return (*super().get_readonly_fields(request, obj), *(self.fixed_fields if obj else ()))

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_on_add

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refused = shown_as_typed(request)
        return form

    def get_inline_formsets(self, request, formsets, inline_instances, obj=None):
        for formset in formsets:
            formset.pair_rows()
        return super().get_inline_formsets(request, formsets, inline_instances, obj)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context.update(self.saving_context(request, context, obj))
        context["show_save_and_continue"] = False  # saving goes on at the form anyway, where the next step is
        context["form_parts"] = form_parts(context["adminform"], context["inline_admin_formsets"])
        if obj is not None:
            context["panel"] = panel(self, request, obj)
        return super().render_change_form(request, context, add=add, change=change, form_url=form_url, obj=obj)

    def response_post_save_add(self, request, obj):
        """Not to the list: what to do next with what was saved stands above its form."""
        return HttpResponseRedirect(self.form_url(obj))

    response_post_save_change = response_post_save_add

    # Archiving

    def get_actions(self, request):
        return super().get_actions(request) if may(request.user, Act.EDIT) else {}
