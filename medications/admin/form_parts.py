"""The form in the order of the page: after each group of fields the rows that belong under it. Django puts all rows last."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class FormPart:
    """A group of fields (`fieldset`, counted by `number`) or of rows (`rows`), with the anchor to jump to."""

    heading: str
    anchor: str
    number: int = 0
    fieldset: Any = None
    rows: Any = None


def form_parts(adminform, inline_formsets) -> list[FormPart]:
    parts, left = [], list(inline_formsets)
    for number, fieldset in enumerate(adminform):
        parts.append(FormPart(fieldset.name, f"fieldset-0-{number}-heading", number, fieldset=fieldset))
        parts += [_rows(rows) for rows in left if rows.opts.under == fieldset.name]
        left = [rows for rows in left if rows.opts.under != fieldset.name]
    return parts + [_rows(rows) for rows in left]


def _rows(rows) -> FormPart:
    heading = str(rows.opts.verbose_name_plural)
    return FormPart(heading[:1].upper() + heading[1:], f"{rows.formset.prefix}-group", rows=rows)


class Anchors:
    """Where on the form a field of the record is."""

    def __init__(self, adminform, inline_formsets, **elsewhere: str):
        self.places = {rows.formset.prefix: f"#{rows.formset.prefix}-group" for rows in inline_formsets}
        self.places |= {field.field.name: f"#{field.field.id_for_label}" for field in _boxes(adminform)}
        self.places |= elsewhere

    def of(self, field: str) -> str:
        """An address to link to; nothing where the form does not have the field."""
        return self.places.get(field, "")


def _boxes(adminform):
    return [field for fieldset in adminform for line in fieldset for field in line if not field.is_readonly]
