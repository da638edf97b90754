"""Printed dosage forms such as "tablets, nasal spray" -> values of `DosageForm`."""

import re

from medications.content.choices import DosageForm

_BETWEEN = re.compile(r", (?:and |or )?|; ?| and | or |/| & ")
_LONGEST = 200


def _key(name: str) -> str:
    return name.casefold().replace("-", " ").strip()


_FORMS = {_key(form.label): str(form.value) for form in DosageForm}


def read_forms(text: str) -> tuple[str, ...]:
    """The forms named, in printed order; nothing at all if any part is not a known form."""
    if len(text) > _LONGEST:
        return ()
    forms = [_form(part) for part in _BETWEEN.split(text.strip())]
    return tuple(dict.fromkeys(forms)) if all(forms) else ()


def _form(name: str) -> str:
    """ "Tablets" -> "tablet", "skin patches" -> "skin-patch"; "" for anything else."""
    key = _key(name)
    for singular in (key, key.removesuffix("s"), key.removesuffix("es"), f"{key.removesuffix('ies')}y"):
        if singular in _FORMS:
            return _FORMS[singular]
    return ""
