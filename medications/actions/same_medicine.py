"""Which medicine is an old page about: one that is here, or a new one?"""

import re
from dataclasses import dataclass

from django.utils.text import slugify

from medications.importing.parsed import ParsedPage
from medications.models import BrandName, Medication

# The salt or form of a substance: "desmopressin acetate" is desmopressin.
_SALT = re.compile(
    r"[ ,]+(acetate|bromide|chloride|citrate|fumarate|hcl|hydrobromide|hydrochloride|maleate|mesylate|phosphate|potassium|sodium"
    r"|succinate|sulfate|sulphate|tartrate)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Which:
    """`existing` is None for a medicine that is not here yet. `because` says why, where the name alone did not."""

    name: str
    slug: str
    existing: Medication | None = None
    because: str = ""


def which_medicine(page: ParsedPage, *, said: str) -> Which:
    """`said` is the name that a person gave, which counts for more than what the page prints; without any name, slug is ""."""
    name = said or page.generic_name.value.strip()
    existing = _by_name(name)
    if existing or said:
        return Which(name, existing.slug if existing else _slug(name), existing)
    for found, because in ((_by_substance(name), "the same substance"), (_by_brand(page), "the same brand name")):
        if found:
            return Which(found.generic_name, found.slug, found, because)
    return Which(name, _slug(name))


def _slug(name: str) -> str:
    return slugify(name)[:100].strip("-")


def _here():
    return Medication.objects.select_related("document").order_by("pk")


def _by_name(name: str) -> Medication | None:
    """The medicine of that address, or else of that name: its address may have been changed here."""
    return _here().filter(slug=_slug(name)).first() or _here().filter(generic_name__iexact=name).first() if name else None


def _by_substance(name: str) -> Medication | None:
    """The one medicine of that name without regard to the salt."""
    if not name:
        return None
    wanted = _SALT.sub("", name).casefold()
    found = [row for row in _here().filter(document__archived_at=None) if _SALT.sub("", row.generic_name).casefold() == wanted]
    return found[0] if len(found) == 1 else None


def _by_brand(page: ParsedPage) -> Medication | None:
    """The one medicine that has a brand of this page; nothing if there are several, which only a person can tell apart."""
    brands = {brand.name.casefold() for brand in page.brand_names}
    rows = BrandName.objects.filter(medication__document__archived_at=None).select_related("medication__document")
    found = {row.medication for row in rows if row.name.casefold() in brands}
    return found.pop() if len(found) == 1 else None
