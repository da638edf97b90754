"""How the rows of a Document are shown under its form: as a table, or as blocks where a row has much text."""

from django.contrib import admin

from medications.admin.access import RowByRole
from medications.admin.forms import RowForm
from medications.admin.formsets import RowFormSet
from medications.admin.refusal import shown_as_typed
from medications.admin.widgets import TEXT_BOXES, TermFields


class Rows(RowByRole, TermFields, admin.options.InlineModelAdmin):
    """Rows of a Document's form. `under` names the fieldset after which they stand; empty: after all of them.

    `about` is a sentence above them. `prefetch` names what every row's boxes need. `leads_to` is the box that links to a row lead
    to, whichever box they are about: where rows are laid out late, a list box cannot take the focus from a link.
    """

    form = RowForm
    formset = RowFormSet
    formfield_overrides = TEXT_BOXES
    extra = 0
    under = ""
    about = ""
    leads_to = ""
    prefetch: tuple[str, ...] = ()

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related(*self.prefetch)

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.refused = formset.form.refused = shown_as_typed(request)
        return formset


class TableRows(Rows):
    """For short rows. A box in a table has no label of its own, so it is given one for screen readers."""

    template = "admin/medications/table_rows.html"

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            field.widget.attrs["aria-label"] = str(field.label)
        return field


class BlockRows(Rows):
    template = "admin/medications/block_rows.html"
    classes = ("desk-rows",)
