"""Printed side effects -> terms of the vocabulary, for all pages of an upload at once."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from medications.actions import drafts
from medications.actions.findings import settle_all
from medications.actions.import_findings import TERMS_UNMAPPED
from medications.content import corrections, schema
from medications.content.term_suggestions import Suggestion, suggest
from medications.errors import NotAllowed, PortalError
from medications.models import Document, Finding, Origin, SideEffect, SideEffectRow
from medications.permissions import Act, may


@dataclass(frozen=True)
class Wording:
    """A printed wording that no term stands for yet; `rows` counts how often it is printed."""

    text: str
    rows: int
    suggestions: list[Suggestion]


def without_term(documents: Iterable[Document], *, at_most: int) -> tuple[list[Wording], int]:
    """The wordings without a term on these pages, those printed most often first, with suggestions; and how many there are."""
    printed = SideEffectRow.objects.filter(medication__document__in=list(documents), terms=None).values_list("wording", flat=True)
    counts = Counter(printed)
    names = _names()
    most_often = sorted(counts, key=lambda text: (-counts[text], text.casefold()))[:at_most]
    return [Wording(text, counts[text], suggest(text, names)) for text in most_often], len(counts)


def _names() -> dict[str, str]:
    """Every name and other name of a term that is in use, in small letters -> its code."""
    terms = SideEffect.objects.filter(document__archived_at=None)
    return {
        name.strip().casefold(): term.code for term in terms for name in (*term.aliases.splitlines(), term.name) if name.strip()
    }


def give_meaning(*, documents: Iterable[Document], meanings: Mapping[str, Iterable[str]], by, now: datetime) -> int:
    """Links every row of these pages that has no term yet to the terms of its wording: {wording: codes}.

    Returns how many pages have changed. Raises NotAllowed; PortalError for a code that is not there.
    """
    if not may(by, Act.EDIT):
        raise NotAllowed("Your role does not allow you to edit.")
    chosen = {wording.casefold(): tuple(codes) for wording, codes in meanings.items() if codes}
    terms = {term.code: schema.Term(code=term.code, label=term.name) for term in SideEffect.objects.all()}
    unknown = sorted({code for codes in chosen.values() for code in codes} - set(terms))
    if unknown:
        raise PortalError(f"There is no side effect with the code {', '.join(unknown)} any more.")
    by_wording = {wording: [terms[code] for code in dict.fromkeys(codes)] for wording, codes in chosen.items()}
    changed = 0
    with transaction.atomic():
        for document in _naming(documents, chosen):
            drafts.change_record(
                document=document, change=lambda record: corrections.with_terms(record, by_wording), token=None, by=by
            )
            _settle_if_done(document, by, now)
            changed += 1
    return changed


def _naming(documents: Iterable[Document], wordings: Iterable[str]) -> list[Document]:
    rows = SideEffectRow.objects.filter(medication__document__in=list(documents), terms=None).select_related(
        "medication__document"
    )
    wanted = set(wordings)
    found = {row.medication.document for row in rows if row.wording.casefold() in wanted}
    return sorted(found, key=lambda document: str(document.pk))


def _settle_if_done(document: Document, by, now: datetime) -> None:
    if not SideEffectRow.objects.filter(medication__document=document, terms=None).exists():
        settle_all(findings=Finding.objects.filter(document=document, code=TERMS_UNMAPPED), by=by, now=now)


def new_term(*, name: str, by) -> str:
    """Adds a side effect to the vocabulary, as a draft, unless its name is known. Returns the code."""
    name = " ".join(name.replace("*", " ").split())
    known = _names().get(name.casefold())
    if known:
        return known
    code = base = slugify(name)[:90].strip("-")
    if not code:
        raise PortalError(f"“{name}” cannot be the name of a side effect: it has no letters.")
    number = 1
    while SideEffect.objects.filter(code=code).exists():
        number += 1
        code = f"{base}-{number}"
    record = schema.SideEffectRecord(code=code, slug=code, name=name)
    drafts.save_record(record=record, by=by, origin=Origin.FORM)
    return code
