"""Which medicine is an old page about: one that is here, or a new one?"""

import re
from dataclasses import dataclass

from django.utils.text import slugify

from medications.importing.parsed import ParsedPage
from medications.models import BrandName, Medication

# The salt or form of a substance: "desmopressin acetate" is desmopressin. Where nothing but a salt is named, all of it counts.
_SALT = re.compile(
    r"[ ,]+(acetate|bromide|chloride|citrate|fumarate|hcl|hydrobromide|hydrochloride|maleate|mesylate|phosphate|potassium|sodium"
    r"|succinate|sulfate|sulphate|tartrate)\b",
    re.IGNORECASE,
)
_CATIONS = frozenset(
    "aluminium aluminum ammonium barium calcium copper ferric ferrous gold iron lithium magnesium manganese potassium silver"
    " sodium strontium zinc".split()
)
_SHORTEST = 4  # letters of a substance's name


@dataclass(frozen=True)
class Which:
    """`existing` is None for a medicine that is not here yet. `because`: why it may be that one, if the name differs."""

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
    """The medicine of that address, or else of that name: its address may have been changed here. Rather one in use."""
    if not name:
        return None
    found = [*_here().filter(slug=_slug(name)), *_here().filter(generic_name__iexact=name)]
    return next((row for row in found if not row.document.archived_at), found[0] if found else None)


def substance(name: str) -> str:
    """The name without its salt, in small letters: what two pages about one substance share.

    >>> substance("Desmopressin acetate"), substance("sodium phosphate")
    ('desmopressin', 'sodium phosphate')
    """
    whole = name.casefold().strip()
    without = _SALT.sub("", whole)
    words = re.findall(r"\w+", without)
    only_salts = all(word in _CATIONS or _SALT.fullmatch(f" {word}") for word in words)
    return whole if only_salts or len(without) < _SHORTEST else without


def _by_substance(name: str) -> Medication | None:
    """The one medicine of that name without regard to the salt."""
    if not name:
        return None
    wanted = substance(name)
    found = [row for row in _here().filter(document__archived_at=None) if substance(row.generic_name) == wanted]
    return found[0] if len(found) == 1 else None


def _by_brand(page: ParsedPage) -> Medication | None:
    """The one medicine that has a brand of this page; nothing if there are several, which only a person can tell apart."""
    brands = {brand.name.casefold() for brand in page.brand_names}
    rows = BrandName.objects.filter(medication__document__archived_at=None).select_related("medication__document")
    found = {row.medication for row in rows if row.name.casefold() in brands}
    return found.pop() if len(found) == 1 else None
