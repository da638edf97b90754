"""Everything that is wrong in a Document's form, for the top of the page: each with the way to its box, wherever that is."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import capfirst


@dataclass(frozen=True)
class FormError:
    """`where` names the box as the form does; nothing, if it is about the form as a whole. `href` leads to it."""

    where: str
    message: str
    href: str


def form_errors(adminform, inline_formsets) -> list[FormError]:
    """In the order of the form: its own boxes first, then its rows."""
    found = list(_of_form(adminform.form, "", "#content-main"))
    for rows in inline_formsets:
        name = capfirst(str(rows.opts.verbose_name_plural))
        found += [FormError(name, message, f"#{rows.formset.prefix}-group") for message in _said(rows.formset.non_form_errors())]
        for number, form in enumerate(rows.formset.forms):
            what = str(form.instance) if getattr(form.instance, "pk", None) else ""
            where = f"{name}, row {number + 1}" + (f" ({what[:60]})" if what else "")
            found += _of_form(form, where, f"#{rows.formset.prefix}-{number}")
    return found


def _of_form(form, where: str, href: str) -> Iterator[FormError]:
    for name, messages in form.errors.items():
        box = form[name] if name in form.fields else None
        hidden = box is None or box.is_hidden
        label = where if hidden else ": ".join(filter(None, [where, str(box.label)]))
        for message in messages:
            yield FormError(label, str(message), href if hidden else f"#{_id_of(box)}")


def _said(errors) -> list[str]:
    return [str(message) for message in errors]


def _id_of(box) -> str:
    """Of the box itself; of a group of boxes, the first. Django gives a group none."""
    return box.id_for_label or f"{box.auto_id}_0"
