"""Where on a Document's form a field of its record is, told by the form's classes alone, so that other screens can link to it."""

from functools import cached_property

from django import forms
from django.contrib.admin.utils import flatten
from django.urls import reverse
from django.utils.text import capfirst

from medications.content.schema import AnyRecord
from medications.models import Source
from medications.models.working_copy import WorkingRow

SOURCES = "sources"  # a page's own sources are no rows of its form: each has a form of its own


class Anchors:
    """`form` is the address of the form, empty on the form itself; `elsewhere` names what is settled on another screen.

    Rows stand on the form in the order of the record if staff give them their order. What the record sorts by itself (brand
    names, lead sentences, codes) is linked to as a whole.
    """

    def __init__(self, model_admin, request, row, record: AnyRecord, *, form: str = "", **elsewhere: str):
        self.record, self.form, self.elsewhere = record, form, elsewhere
        self.site = model_admin.admin_site.name
        self.may_edit = model_admin.has_change_permission(request, row)
        names = {each.related_model: each.get_accessor_name() for each in model_admin.opts.related_objects}
        self.rows = {names[rows.model]: rows for rows in model_admin.get_inline_instances(request, row)}
        self.parts = self._parts(model_admin.get_fieldsets(request, row))
        fixed = model_admin.get_readonly_fields(request, row)
        self.boxes = {} if not self.may_edit else {name: _box(model_admin.form, name) for name in self.parts if name not in fixed}

    def _parts(self, fieldsets) -> dict[str, str]:
        """Field -> heading of the part of the form that it stands under, in the order of the form."""
        parts, left = {}, dict(self.rows)
        for heading, options in fieldsets:
            parts |= {name.removesuffix("_text"): heading for name in flatten(options["fields"])}
            here = {name: rows for name, rows in left.items() if rows.under == heading}
            parts |= {name: _heading(rows) for name, rows in here.items()}
            left = {name: rows for name, rows in left.items() if name not in here}
        return {**parts, **{name: _heading(rows) for name, rows in left.items()}}

    def of(self, field: str, row: int | None = None, box: str = "") -> str:
        """An address to link to; nothing where the form does not have the field, or where it cannot be edited from here."""
        if field in self.elsewhere:
            return self.elsewhere[field]
        if self.form and not self.may_edit:
            return ""
        if field in self.rows:
            return f"{self.form}#{self._row(field, row, box)}"
        if field in self.boxes:
            return f"{self.form}#{self.boxes[field]}"
        return self._source(row, box) if field == SOURCES and row is not None else ""

    def _row(self, field: str, row: int | None, box: str) -> str:
        if row is None or not issubclass(self.rows[field].model, WorkingRow):
            return f"{field}-group"
        box = box and (self.rows[field].leads_to or box)
        return f"id_{field}-{row}-{box}" if box and self.may_edit else f"{field}-{row}"

    def _source(self, row: int, box: str) -> str:
        pk = self._source_pks.get(self.record.sources[row].code)
        address = reverse(f"{self.site}:medications_source_change", args=[pk]) if pk else ""
        return f"{address}#id_{box}" if address and box and self.may_edit else address

    @cached_property
    def _source_pks(self) -> dict[str, int]:
        return dict(Source.objects.filter(code__in=[source.code for source in self.record.sources]).values_list("code", "pk"))


def _heading(rows) -> str:
    return capfirst(str(rows.verbose_name_plural))


def _box(form, name: str) -> str:
    """The id of a field's box; of the first one, where there are several."""
    field = form.base_fields.get(name)
    return f"id_{name}_0" if field and isinstance(field.widget, forms.CheckboxSelectMultiple) else f"id_{name}"
