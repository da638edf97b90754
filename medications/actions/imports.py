"""Taking over old pages: what the parser found becomes a draft. Nothing public is ever touched.

A page about a medicine that is here already proposes a new draft of it, never a second page.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from medications.actions import drafts
from medications.actions.former_addresses import keep_address
from medications.actions.import_findings import note_findings
from medications.actions.imported_records import laid_over, record_of
from medications.actions.imported_terms import Terms
from medications.actions.same_medicine import which_medicine
from medications.errors import PortalError
from medications.importing.parsed import ParsedPage
from medications.models import Document, ImportRun, Origin, Publication, Revision
from medications.models.frozen import Actor


class ImportRefused(PortalError):
    """The page cannot become a draft; the message says why."""


class NoName(ImportRefused):
    """The page names no medicine; somebody must."""


class DraftInTheWay(ImportRefused):
    """Somebody's unpublished work would be replaced, which happens only on purpose."""


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

    Raises NoName for a page without a medicine's name, and DraftInTheWay where somebody's unpublished work would be replaced.
    """
    with transaction.atomic():
        medicine = which_medicine(old.page, said=name.strip())
        if not medicine.slug:
            raise NoName("No medicine's name was found on this page.")
        existing = medicine.existing
        document = Document.objects.select_for_update().get(pk=existing.document_id) if existing else None
        before = ImportRun.objects.filter(document=document, sha256=old.sha256).first() if document else None
        if before:
            keep_address(document=document, address=old.address, now=now)
            return Imported("unchanged", before)
        if document and not replace_draft:
            _refuse_to_replace_work(document, medicine.name, old)
        terms = Terms(by=by)
        record = record_of(old.page, medicine.name, medicine.slug, terms)
        if document:
            record = laid_over(record, document.revisions.order_by("-number").first().record)
        revision = drafts.save_record(record=record, by=by, origin=Origin.IMPORT, document=document)
        run = _run(old, revision, by, now)
        address_taken = not keep_address(document=revision.document, address=old.address, now=now)
        note_findings(
            run=run,
            page=old.page,
            new_symptoms=terms.new_symptoms,
            address_taken=address_taken,
            taken_for=medicine.because,
        )
        return Imported("proposed" if document else "new", run)


def _run(old: OldPage, revision: Revision, by, now: datetime) -> ImportRun:
    printed = old.page.last_updated
    return ImportRun.objects.create(
        file=old.page.file[-300:],
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
    before = ImportRun.objects.filter(revision=newest).first()
    if before and before.file != old.page.file[-300:]:
        raise DraftInTheWay(
            f"The unpublished draft of {name} was taken over from another page, {before.file}. If this one is about another "
            "medicine, give it a name of its own; if it is about the same one, take it over all the same (on the command line: "
            "--name or --replace-draft)."
        )
    if newest.origin == Origin.FORM:
        raise DraftInTheWay(
            f"There is an unpublished draft of {name} that {newest.by_name or 'somebody'} has worked on. Publish it first, or "
            "take the old page over all the same (on the command line: --replace-draft); the draft then stays in the history."
        )
