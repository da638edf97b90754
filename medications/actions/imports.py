"""Taking over old pages: what the parser found becomes a draft. Nothing public is ever touched.

A page about a medicine that is here already proposes a new draft of it, never a second page.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import PurePosixPath

from django.utils import timezone
from pydantic import ValidationError

from medications.actions import audit, drafts
from medications.actions.former_addresses import keep_address
from medications.actions.import_findings import Noticed, note_findings
from medications.actions.imported_limits import ImportRefused, fitting, longest
from medications.actions.imported_records import laid_over, record_of
from medications.actions.imported_terms import Terms
from medications.actions.same_medicine import Which, which_medicine
from medications.content.differences import Difference
from medications.content.old_addresses import old_address
from medications.content.overlay import overlaid
from medications.errors import NotAllowed
from medications.importing.page import parse_page
from medications.importing.parsed import ParsedPage
from medications.models import Document, EventKind, ImportRun, Medication, Origin, Publication, Revision
from medications.models.frozen import Actor
from medications.permissions import Act, may

# A file's name that tells nothing of the page.
_ANY_PAGE = re.compile(r"(index|default|page|home|main|untitled|document|welcome)[\W\d_]*", re.IGNORECASE)


class NoName(ImportRefused):
    """The page names no medicine; somebody must."""


class DraftInTheWay(ImportRefused):
    """Somebody's unpublished work would be replaced, which happens only on purpose."""


class PerhapsAnother(ImportRefused):
    """The page is perhaps about a medicine that is here, which only a person can tell."""


@dataclass(frozen=True)
class OldPage:
    """A page of the old site as it was read: its parts, its text, the digest of the file's bytes, and where it stood."""

    page: ParsedPage
    original: str
    sha256: str
    address: str = ""


@dataclass(frozen=True)
class Imported:
    """`outcome` is new, proposed (a new draft of a page that exists) or unchanged (this very page was taken over before)."""

    outcome: str
    run: ImportRun

    @property
    def document(self) -> Document:
        return self.run.document

    @property
    def revision(self) -> Revision:
        return self.run.revision


def import_page(*, old: OldPage, by, now: datetime, name: str = "", replace_draft: bool = False) -> Imported:
    """Writes one page as a draft, with its findings. `name` is the medicine's, where a person says which it is.

    Raises NoName for a page without a medicine's name, PerhapsAnother where only a person can tell which medicine it is about,
    DraftInTheWay where somebody's unpublished work would be replaced, ImportRefused for what cannot be kept, and NotAllowed.
    """
    if by is not None and not may(by, Act.EDIT):
        raise NotAllowed("Your role does not allow you to edit.")
    said = "".join(sign for sign in name if sign.isprintable()).strip()
    try:
        with audit.as_one(kind=EventKind.DRAFT_SAVED, by=by, now=now, note=f"Taken over from {_file(old)}.") as act:
            imported = _imported(old, by, now, said, replace_draft)
            act.subject = audit.of_document(imported.document)
            return imported
    except ValidationError as error:
        raise ImportRefused(_what_does_not_fit(error)) from error


def _imported(old: OldPage, by, now: datetime, said: str, replace_draft: bool) -> Imported:
    medicine = which_medicine(old.page, said=said)
    existing = medicine.existing
    document = Document.objects.locked().get(pk=existing.document_id) if existing else None
    if document and document.archived_at:
        raise ImportRefused(f"{medicine.name} was put away; bring it back first, or give the page another name.")
    before = _taken_over_before(old, document, said)
    if before:
        keep_address(document=before.document, address=old.address, by=by, now=now)
        return Imported("unchanged", before)
    _refuse_name(medicine)
    if medicine.because:
        raise _perhaps_another(old.page, medicine)
    if document and not replace_draft:
        _refuse_to_replace_work(document, medicine.name, old)
    return _written(old, medicine, document, by, now)


def _refuse_name(medicine: Which) -> None:
    if not medicine.name:
        raise NoName("No medicine's name was found on this page.")
    if not medicine.slug:
        raise NoName(f"The name “{medicine.name}” has no letter from a to z, of which a web address could be made.")
    most = longest(Medication, "generic_name")
    if len(medicine.name) > most:
        raise NoName(f"The medicine's name that was found has more than {most} characters: “{medicine.name[:60]}…”")


def _what_does_not_fit(error: ValidationError) -> str:
    fault = error.errors()[0]
    where = ", ".join(str(part) for part in (error.title, *fault["loc"]))
    beginning = " ".join(str(fault["input"]).split())[:60]
    return f"Something on this page cannot be kept ({where}: {fault['msg']}): “{beginning}…”"


def _taken_over_before(old: OldPage, document: Document | None, said: str) -> ImportRun | None:
    """This very page, taken over for this medicine; or for another one, whose name a person gave then and nobody gives now."""
    runs = ImportRun.objects.filter(sha256=old.sha256, document__archived_at=None).select_related("document", "revision")
    of_this = runs.filter(document=document).first() if document else None
    return of_this or (None if said else runs.first())


def _perhaps_another(page: ParsedPage, medicine: Which) -> PerhapsAnother:
    printed = f"“{page.generic_name.value}”" if page.generic_name.value else "not given"
    other = "the name that it prints" if page.generic_name.value else "a name of its own"
    return PerhapsAnother(
        f"The page’s chemical name is {printed}. Perhaps it is about {medicine.name}, which is here, since both have"
        f" {medicine.because}. If it is, take it over with the name “{medicine.name}”; if it is about another one, with {other}."
    )


def _written(old: OldPage, medicine: Which, document: Document | None, by, now: datetime) -> Imported:
    old = replace(old, page=fitting(old.page))
    draft = document.revisions.order_by("-number").first().record if document else None
    earlier = _earlier(document, now)
    terms = Terms(by=by, earlier=earlier)
    record = record_of(old.page, medicine.name, medicine.slug, terms)
    differences: list[Difference] = []
    if earlier:
        base = record_of(earlier, medicine.name, medicine.slug, terms)
        record, differences = overlaid(base, draft, record, lines=old.page.unmapped)
    elif draft:
        record = laid_over(record, draft)
    revision = drafts.save_record(record=record, by=by, origin=Origin.IMPORT, document=document)
    run = _run(old, revision, by, now)
    noticed = Noticed(
        new_symptoms=terms.new_symptoms,
        archived_symptoms=terms.archived_symptoms,
        differences=differences,
        address_taken=not keep_address(document=revision.document, address=old.address, by=by, now=now),
        earlier=earlier,
        before=draft,
    )
    note_findings(run=run, page=old.page, noticed=noticed)
    return Imported("proposed" if document else "new", run)


def _earlier(document: Document | None, now: datetime) -> ParsedPage | None:
    """The page of this Document as it was taken over last, read again, so that both are read in the same way."""
    run = ImportRun.objects.filter(document=document).first() if document else None
    return fitting(parse_page(run.original, file=run.file, today=timezone.localdate(now))) if run else None


def _run(old: OldPage, revision: Revision, by, now: datetime) -> ImportRun:
    printed = old.page.last_updated
    return ImportRun.objects.create(
        file=_file(old),
        sha256=old.sha256,
        original=old.original,
        address=old.address,
        unmapped="\n".join(old.page.unmapped),
        document=revision.document,
        revision=revision,
        printed_last_updated=date.fromisoformat(printed) if printed else None,
        at=now,
        **Actor.of(by),
    )


def _refuse_to_replace_work(document: Document, name: str, old: OldPage) -> None:
    newest = document.revisions.order_by("-number").first()
    if Publication.objects.filter(document=document, revision__digest=newest.digest).exists():
        return
    runs = list(ImportRun.objects.filter(revision=newest))
    if runs and not any(_is_same_page(run, old) for run in runs):
        raise DraftInTheWay(
            f"The unpublished draft of {name} was taken over from another page, {runs[0].file}. If this one is about another "
            "medicine, give it a name of its own; if it is about the same one, take it over all the same (on the command line: "
            "--name or --replace-draft)."
        )
    if newest.origin == Origin.FORM:
        raise DraftInTheWay(
            f"There is an unpublished draft of {name} that {newest.by_name or 'somebody'} has worked on. Publish it first, or "
            "take the old page over all the same (on the command line: --replace-draft); the draft then stays in the history."
        )


def _is_same_page(run: ImportRun, old: OldPage) -> bool:
    """It stood at the same address. Where none is known it has the same file name, if that is not one that any page may have."""
    if run.original == old.original:
        return True
    if run.address or old.address:
        here = old_address(old.address) if old.address else None
        return here is not None and bool(run.address) and old_address(run.address) == here
    return run.file == _file(old) and not _ANY_PAGE.fullmatch(PurePosixPath(run.file).stem)


def _file(old: OldPage) -> str:
    return old.page.file[-300:]
