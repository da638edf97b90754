"""Printed side effects -> terms of the vocabulary, for all pages of an upload at once."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from medications.actions import audit, drafts
from medications.actions.corrections import Corrected, title_of
from medications.actions.findings import settle_all
from medications.actions.import_findings import TERMS_UNMAPPED
from medications.content import corrections, schema
from medications.content.term_suggestions import Suggestion, suggest
from medications.errors import NotAllowed, PortalError
from medications.models import Document, EventKind, Finding, Origin, SideEffect, SideEffectRow
from medications.permissions import Act, may


@dataclass(frozen=True)
class Wording:
    """A printed wording, in whatever case, that no term stands for yet; `rows` counts how often it is printed."""

    text: str
    rows: int
    suggestions: list[Suggestion]


@dataclass(frozen=True)
class Meaning:
    """What a person says a wording means: terms by code, and perhaps one that is missing, by name."""

    codes: tuple[str, ...] = ()
    new_term: str = ""


def without_term(documents: Iterable[Document], *, at_most: int) -> tuple[list[Wording], int]:
    """The wordings without a term on these pages, those printed most often first, with suggestions; and how many there are."""
    printed = SideEffectRow.objects.filter(medication__document__in=list(documents), terms=None).values_list("wording", flat=True)
    texts: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for wording in printed.order_by("wording"):
        texts.setdefault(wording.casefold(), wording)
        counts[wording.casefold()] += 1
    names = _names()
    most_often = sorted(counts, key=lambda key: (-counts[key], key))[:at_most]
    return [Wording(texts[key], counts[key], suggest(key, names)) for key in most_often], len(counts)


def _names() -> dict[str, str]:
    """Every name and other name of a term that is in use, in small letters -> its code."""
    terms = SideEffect.objects.filter(document__archived_at=None)
    return {
        name.strip().casefold(): term.code for term in terms for name in (*term.aliases.splitlines(), term.name) if name.strip()
    }


def give_meaning(*, documents: Iterable[Document], meanings: Mapping[str, Meaning], by, now: datetime) -> Corrected:
    """Links every row of these pages that has no term yet to the terms of its wording. Terms that are missing are made first.

    A page that cannot be changed is named, and does not stop the others. Raises NotAllowed; PortalError for a code that is not
    there or a name that cannot be one, and then nothing is changed.
    """
    if not may(by, Act.EDIT):
        raise NotAllowed("Your role does not allow you to edit.")
    result = Corrected()
    with transaction.atomic():
        terms = _terms(meanings, by)
        for document in _naming(documents, terms):
            try:
                with audit.as_one(kind=EventKind.DRAFT_SAVED, by=by, now=now, subject=audit.of_document(document)):
                    drafts.change_record(
                        document=document, change=lambda record: corrections.with_terms(record, terms), token=None, by=by
                    )
                    _settle_if_done(document, by, now)
                result.done += 1
            except PortalError as error:
                result.failed.append((title_of(document), str(error)))
    return result


def _terms(meanings: Mapping[str, Meaning], by) -> dict[str, list[schema.Term]]:
    """Terms by wording in small letters, only for wordings that were given any."""
    codes = {
        wording.casefold(): [*meaning.codes, *([new_term(name=meaning.new_term, by=by)] if meaning.new_term else [])]
        for wording, meaning in meanings.items()
    }
    here = {row.code: row for row in SideEffect.objects.filter(document__archived_at=None)}
    unknown = sorted({code for some in codes.values() for code in some} - set(here))
    if unknown:
        raise PortalError(f"There is no side effect with the code {', '.join(unknown)} any more.")
    return {
        wording: [schema.Term(code=code, label=here[code].name) for code in dict.fromkeys(some)]
        for wording, some in codes.items()
        if some
    }


def _naming(documents: Iterable[Document], wordings: Iterable[str]) -> list[Document]:
    rows = SideEffectRow.objects.filter(medication__document__in=list(documents), terms=None)
    wanted = set(wordings)
    found = {row.medication.document for row in rows.select_related("medication__document") if row.wording.casefold() in wanted}
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
    while SideEffect.objects.filter(Q(code=code) | Q(slug=code)).exists():
        number += 1
        code = f"{base}-{number}"
    record = schema.SideEffectRecord(code=code, slug=code, name=name)
    drafts.save_record(record=record, by=by, origin=Origin.FORM)
    return code
