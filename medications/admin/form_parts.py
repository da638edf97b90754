"""The form in the order of the page: after each group of fields the rows that belong under it. Django puts all rows last."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst


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
    return FormPart(capfirst(str(rows.opts.verbose_name_plural)), f"{rows.formset.prefix}-group", rows=rows)
