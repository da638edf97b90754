"""One record of the catalogue against what is here: new, the same, a newer text to offer, or somebody's work to leave alone."""

from dataclasses import dataclass, field
from datetime import datetime

from medications.actions import catalogue_findings, drafts
from medications.actions.audit import Difference
from medications.actions.words_of_today import in_words_of_today
from medications.content.canonical import canonical, digest_of
from medications.content.change_summary import change_summary
from medications.content.choices import DocumentKind
from medications.content.schema import AnyRecord
from medications.models import Document, DrugClass, Medication, Origin, Revision, SideEffect, Slug, Source, Symptom

WORKING_COPIES = {
    DocumentKind.MEDICATION: (Medication, "slug"),
    DocumentKind.SYMPTOM: (Symptom, "code"),
    DocumentKind.SIDE_EFFECT: (SideEffect, "code"),
    DocumentKind.DRUG_CLASS: (DrugClass, "code"),
    DocumentKind.SOURCE: (Source, "code"),
}


@dataclass(frozen=True)
class Saved:
    """`outcome` is new, updated, unchanged or kept. `revision` is what the catalogue's content is now in; None where what is
    there was kept. `newer` is what the catalogue says anew, in one line; `written` is for the event.
    """

    name: str
    outcome: str
    document: Document
    revision: Revision | None = None
    newer: str = ""
    written: list[Difference] = field(default_factory=list)


def save(record: AnyRecord, *, update: bool, now: datetime) -> Saved:
    """Part of `catalogue.load`, within a transaction. `update` offers a newer text of the catalogue."""
    key = record.slug if record.kind == DocumentKind.MEDICATION else record.code
    name = f"{DocumentKind(record.kind).label} {key}"
    document = find_document(record.kind, key)
    if document is None:
        revision = drafts.save_record(record=record, by=None, origin=Origin.CATALOGUE)
        return Saved(name, "new", revision.document, revision, written=[Difference(name, "", "version 1")])
    newest = document.revisions.order_by("-number").first()
    if newest.digest == _digest(record) or newest.digest == _digest(in_words_of_today(record)):
        settled = [] if newest.origin == Origin.CATALOGUE else catalogue_findings.nothing_newer(document, now)
        return Saved(name, "unchanged", document, newest, written=settled)
    if not update or document.archived_at:
        return Saved(name, "kept", document)
    return _offer(record, document, name, now)


def _offer(record: AnyRecord, document: Document, name: str, now: datetime) -> Saved:
    """A new draft where the newest version is the catalogue's own, else a finding. What is public stays as it is."""
    document = drafts.locked(document, None)  # so that nobody saves between the look at the newest version and the new one
    newest = document.revisions.order_by("-number").first()
    if newest.origin != Origin.CATALOGUE:
        changes, written = catalogue_findings.note_newer(document, record, newest, now)
        return Saved(name, "kept", document, newer=change_summary(changes), written=written)
    revision = drafts.save_record(record=record, by=None, origin=Origin.CATALOGUE, document=document)
    written = [Difference(name, f"version {newest.number}", f"version {revision.number}")]
    return Saved(name, "updated", document, revision, written=written)


def find_document(kind: str, key: str) -> Document | None:
    """The Document of a kind whose working copy has this slug (medication) or code (terms), or which once had this slug: in
    public, or when it was loaded.
    """
    model, name = WORKING_COPIES[kind]
    row = model.objects.filter(**{name: key}).select_related("document").first()
    held = Slug.objects.filter(kind=kind, slug=key).select_related("document").first() if name == "slug" else None
    found = row or held or (_loaded_as(key) if name == "slug" else None)
    return found.document if found else None


def _loaded_as(slug: str) -> Revision | None:
    """The version of a medicine that came from the catalogue with this slug, which staff have changed since."""
    loaded = Revision.objects.filter(document__kind=DocumentKind.MEDICATION, origin=Origin.CATALOGUE)
    perhaps = loaded.filter(content__contains=f'"slug":"{slug}"').select_related("document")  # a symptom may have it, too
    return next((revision for revision in perhaps if revision.record.slug == slug), None)


def _digest(record: AnyRecord) -> str:
    return digest_of(canonical(record))
