"""Loading the starter catalogue: terms and sources first, then medicines, each as a draft or, on request, as a starter page.

Loading again changes nothing. What staff have edited since is never touched: it is reported and left alone.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from medications.actions import audit, drafts, publishing
from medications.actions.audit import Difference, Subject
from medications.content import catalogue, catalogue_records, schema
from medications.content.canonical import canonical, digest_of
from medications.content.choices import DocumentKind
from medications.errors import CannotPublish
from medications.models import (
    Document,
    DrugClass,
    EventKind,
    Finding,
    Medication,
    Origin,
    Publication,
    Revision,
    SideEffect,
    Slug,
    Source,
    Symptom,
)

WORKING_COPIES = {
    DocumentKind.MEDICATION: (Medication, "slug"),
    DocumentKind.SYMPTOM: (Symptom, "code"),
    DocumentKind.SIDE_EFFECT: (SideEffect, "code"),
    DocumentKind.DRUG_CLASS: (DrugClass, "code"),
    DocumentKind.SOURCE: (Source, "code"),
}


@dataclass
class Loaded:
    """What a load did: counts by outcome (new, updated, unchanged, kept, published), the names of what was kept as it was,
    which medicines are drafts on purpose and why, and what was written, for the event.
    """

    counts: Counter = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)
    held_back: list[str] = field(default_factory=list)
    written: list[Difference] = field(default_factory=list)

    def add(self, step: "Loaded") -> None:
        self.counts += step.counts
        self.kept += step.kept
        self.held_back += step.held_back
        self.written += step.written


def load(
    *,
    medications: Iterable[catalogue.CatalogueMedication],
    vocabulary: catalogue.Vocabulary,
    publish_starter: bool,
    update: bool,
    now: datetime,
    progress: Callable[[str], None] = lambda name: None,
) -> Loaded:
    """Writes checked catalogue files. `update` replaces drafts that came from an earlier catalogue and that nobody has edited."""
    loaded = Loaded()
    medications = list(medications)
    try:
        loaded.add(_load_terms(medications, vocabulary, update=update))
        for medication in medications:
            progress(medication.generic_name)
            loaded.add(_load_medication(medication, vocabulary, publish_starter=publish_starter, update=update, now=now))
    finally:  # what was committed before a fault stays, and is written down
        _record(loaded, now)
    return loaded


def _load_terms(medications, vocabulary: catalogue.Vocabulary, *, update: bool) -> Loaded:
    step = Loaded()
    with transaction.atomic():
        for record in _term_records(medications, vocabulary):
            _save(record, update=update, loaded=step)
    return step


def _load_medication(medication, vocabulary, *, publish_starter: bool, update: bool, now: datetime) -> Loaded:
    step = Loaded()
    with transaction.atomic():
        revision = _save(catalogue_records.to_record(medication, vocabulary), update=update, loaded=step)
        if revision:
            _note_findings(revision.document, _findings(medication))
        if revision and publish_starter:
            _publish(revision, medication, step, now)
    return step


def _record(loaded: Loaded, now: datetime) -> None:
    """One event for the whole load, not one for each term; none if it wrote nothing."""
    if loaded.written:
        counts = ", ".join(f"{count} {what}" for what, count in sorted(loaded.counts.items()))
        audit.record(kind=EventKind.CATALOGUE_LOADED, by=None, now=now, subject=Subject(name=counts), differences=loaded.written)


def _publish(revision: Revision, medication: catalogue.CatalogueMedication, loaded: Loaded, now: datetime) -> None:
    """Makes a starter page of it, unless it is public already or something stands against it; then it stays a draft."""
    slug = medication.slug
    if Publication.objects.filter(document=revision.document_id).exists():
        return
    if medication.held_back:
        loaded.counts["held back"] += 1
        loaded.held_back.append(f"{slug}: {medication.held_back}")
        return
    try:
        publishing.publish_starter(revision=revision, now=now)
    except CannotPublish as error:
        loaded.counts["not published"] += 1
        loaded.kept.append(f"{slug}, not published: {error}")
    else:
        loaded.counts["published"] += 1
        loaded.written.append(Difference(f"medication {slug}", "not public", "public as a starter page"))


def _term_records(medications: list[catalogue.CatalogueMedication], vocabulary: catalogue.Vocabulary) -> list[schema.AnyRecord]:
    """Sources first: a symptom embeds those that its summary cites, as far as they are there."""
    sources = {source.code: source for each in (*medications, *vocabulary.symptoms.terms) for source in each.sources}
    return [
        *(catalogue_records.source_record(source) for source in sources.values()),
        *(catalogue_records.symptom_record(term) for term in vocabulary.symptoms.terms),
        *(catalogue_records.drug_class_record(term) for term in vocabulary.drug_classes.terms),
        *(catalogue_records.side_effect_record(term, vocabulary) for term in vocabulary.side_effects.terms),
    ]


def find_document(kind: str, key: str) -> Document | None:
    """The Document of a kind whose working copy has this slug (medication) or code (terms), or which had this slug in public."""
    model, name = WORKING_COPIES[kind]
    row = model.objects.filter(**{name: key}).select_related("document").first()
    held = Slug.objects.filter(kind=kind, slug=key).select_related("document").first() if name == "slug" else None
    found = row or held
    return found.document if found else None


def _save(record: schema.AnyRecord, *, update: bool, loaded: Loaded) -> Revision | None:
    """The Revision that the catalogue's content is now in; None where what is there was kept."""
    key = record.slug if record.kind == DocumentKind.MEDICATION else record.code
    document = find_document(record.kind, key)
    if document is None:
        loaded.counts["new"] += 1
        loaded.written.append(Difference(f"{DocumentKind(record.kind).label} {key}", "", "version 1"))
        return drafts.save_record(record=record, by=None, origin=Origin.CATALOGUE)
    newest = document.revisions.order_by("-number").first()
    if newest.digest == digest_of(canonical(record)):
        loaded.counts["unchanged"] += 1
        return newest
    if not update or newest.origin != Origin.CATALOGUE:
        loaded.counts["kept"] += 1
        loaded.kept.append(f"{record.kind} {key}")
        return None
    loaded.counts["updated"] += 1
    revision = drafts.save_record(record=record, by=None, origin=Origin.CATALOGUE, document=document)
    was, now_is = f"version {newest.number}", f"version {revision.number}"
    loaded.written.append(Difference(f"{DocumentKind(record.kind).label} {key}", was, now_is))
    return revision


def _findings(medication: catalogue.CatalogueMedication) -> list[str]:
    held_back = [f"Held back from the public: {medication.held_back}"] if medication.held_back else []
    return [*held_back, *medication.findings]


def _note_findings(document: Document, messages: Iterable[str]) -> None:
    known = set(Finding.objects.filter(document=document).values_list("message", flat=True))
    Finding.objects.bulk_create(
        Finding(document=document, code="catalogue", message=message)
        for message in dict.fromkeys(messages)
        if message not in known
    )
