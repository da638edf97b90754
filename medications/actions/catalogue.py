"""Loading the starter catalogue: terms and sources first, then medicines, each as a draft or, on request, as a starter page.

Loading again changes nothing. A newer text of the catalogue is offered: as a new draft where nobody has edited the last one, else
by a finding. What staff have edited is never touched, and nothing that is public changes.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from medications.actions import audit, catalogue_findings, publishing
from medications.actions.audit import Difference, Subject
from medications.actions.catalogue_saves import Saved, save
from medications.content import catalogue, catalogue_records, schema
from medications.errors import CannotPublish
from medications.models import EventKind, Publication, Revision


@dataclass
class Loaded:
    """What a load did: counts by outcome (new, updated, unchanged, kept, published ...), and what was written, for the event.

    For the operator, one line each: what was kept as it was, what of that the catalogue says anew, and which medicines are
    drafts on purpose.
    """

    counts: Counter = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)
    newer: list[str] = field(default_factory=list)
    held_back: list[str] = field(default_factory=list)
    written: list[Difference] = field(default_factory=list)

    def note(self, saved: Saved) -> None:
        self.counts[saved.outcome] += 1
        self.written += saved.written
        if saved.outcome == "kept":
            self.kept.append(saved.name)
        if saved.newer:
            self.counts["newer in the catalogue"] += 1
            self.newer.append(f"{saved.name}: {saved.newer}")

    def add(self, step: "Loaded") -> None:
        self.counts += step.counts
        self.kept += step.kept
        self.newer += step.newer
        self.held_back += step.held_back
        self.written += step.written


@dataclass(frozen=True)
class _How:
    """What was asked for."""

    publish_starter: bool
    update: bool
    now: datetime


def load(
    *,
    medications: Iterable[catalogue.CatalogueMedication],
    vocabulary: catalogue.Vocabulary,
    publish_starter: bool,
    update: bool,
    now: datetime,
    progress: Callable[[int, int, str], None] = lambda done, total, name: None,
) -> Loaded:
    """Writes checked catalogue files. `update` offers what is new in them. `progress` hears of each medicine as it begins."""
    loaded, how = Loaded(), _How(publish_starter, update, now)
    medications = list(medications)
    terms = _term_records(medications, vocabulary)
    try:
        progress(0, len(medications), f"{len(terms):,} terms and sources")
        loaded.add(_load_terms(terms, how))
        for number, medication in enumerate(medications, 1):
            progress(number, len(medications), medication.generic_name)
            loaded.add(_load_medication(medication, vocabulary, how))
    finally:  # what was committed before a fault stays, and is written down
        _record(loaded, now)
    return loaded


def _load_terms(records: Iterable[schema.AnyRecord], how: _How) -> Loaded:
    step = Loaded()
    with transaction.atomic():
        for record in records:
            step.note(save(record, update=how.update, now=how.now))
    return step


def _load_medication(medication: catalogue.CatalogueMedication, vocabulary: catalogue.Vocabulary, how: _How) -> Loaded:
    step = Loaded()
    with transaction.atomic():
        saved = save(catalogue_records.to_record(medication, vocabulary), update=how.update, now=how.now)
        step.note(saved)
        if saved.revision:
            step.written += catalogue_findings.note(saved.document, medication, how.now)
        _publish(saved, medication, how, step)
    return step


def _record(loaded: Loaded, now: datetime) -> None:
    """One event for the whole load, not one for each term; none if it wrote nothing."""
    if loaded.written:
        counts = ", ".join(f"{count} {what}" for what, count in sorted(loaded.counts.items()))
        audit.record(kind=EventKind.CATALOGUE_LOADED, by=None, now=now, subject=Subject(name=counts), differences=loaded.written)


def _publish(saved: Saved, medication: catalogue.CatalogueMedication, how: _How, loaded: Loaded) -> None:
    """Makes a starter page of it, if that was asked for. What is public, edited here, held back or blocked stays as it is."""
    slug = medication.slug
    is_public = Publication.objects.live().filter(document=saved.document).exists()
    if medication.held_back and (is_public or how.publish_starter):
        loaded.counts["held back"] += 1
        here = "public here, look whether it should be withdrawn" if is_public else "not published"
        loaded.held_back.append(f"{slug}, {here}: {medication.held_back}")
    elif how.publish_starter and saved.revision and not Publication.objects.filter(document=saved.document).exists():
        _publish_starter(saved.revision, slug, how.now, loaded)


def _publish_starter(revision: Revision, slug: str, now: datetime, loaded: Loaded) -> None:
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
