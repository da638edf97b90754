"""What a catalogue written from this site consists of: the text that is public, or the newest, of every medicine and term."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from medications.content.catalogue_notes import NEWER, read_notes
from medications.content.choices import DocumentKind
from medications.content.embedding import embedded, in_words
from medications.content.schema import AnyRecord, MedicationRecord
from medications.models import Finding, Publication, Revision, Suppression
from medications.projections import identity

TERMS = (DocumentKind.SYMPTOM, DocumentKind.DRUG_CLASS, DocumentKind.SIDE_EFFECT, DocumentKind.SOURCE)


@dataclass
class Medicine:
    """`held_back` and `findings` are what its open findings say."""

    record: MedicationRecord
    held_back: str = ""
    findings: list[str] = field(default_factory=list)


@dataclass
class Contents:
    """By their names. Each names its terms, sources included, in the words that these have here."""

    medicines: list[Medicine]
    terms: dict[str, list[AnyRecord]]


def contents(*, drafts: bool) -> Contents:
    """Of every Document that is not archived: what is public, or if `drafts` the newest version, unless its text was removed.

    A bounded number of queries.
    """
    records = defaultdict(list)
    of_document = {}
    for revision in _newest() if drafts else _public():
        record = revision.record
        records[record.kind].append(record)
        of_document[record.kind, identity.slug(record)] = revision.document_id
    words = {(kind, record.code): embedded(record) for kind in TERMS for record in records[kind]}
    notes = _notes()
    medicines = []
    for record in _by_name(records[DocumentKind.MEDICATION]):
        held_back, findings = read_notes(notes[of_document[record.kind, record.slug]])
        medicines.append(Medicine(in_words(record, words), held_back, findings))
    terms = {kind: [in_words(record, words) for record in _by_name(records[kind])] for kind in TERMS}
    return Contents(medicines, terms)


def _by_name(records: Iterable[AnyRecord]) -> list[AnyRecord]:
    return sorted(records, key=identity.slug)


def _newest() -> Iterable[Revision]:
    later = Revision.objects.filter(document=OuterRef("document"), number__gt=OuterRef("number"))
    removed = Suppression.objects.filter(document=OuterRef("document"), digest=OuterRef("digest"))
    newest = Revision.objects.filter(~Exists(later), ~Exists(removed), document__archived_at=None)
    return newest.iterator(chunk_size=200)


def _public() -> Iterable[Revision]:
    live = Publication.objects.live().filter(document__archived_at=None).select_related("revision")
    return (publication.revision for publication in live.iterator(chunk_size=200))


def _notes() -> dict:
    """Messages of open findings by Document. That the catalogue has a newer text is nothing to write into it."""
    found = defaultdict(list)
    for document_id, message in (
        Finding.objects.filter(settled_at=None).exclude(code=NEWER).order_by("pk").values_list("document", "message")
    ):
        found[document_id].append(message)
    return found
