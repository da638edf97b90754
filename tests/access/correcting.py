"""For the access matrix: public pages of each kind that are being corrected, while a draft is parked."""

from collections.abc import Iterator

from medications.actions import live_corrections, reviews
from medications.models import Document, ParkedDraft
from tests.admin.desk import working_copy
from tests.factories import drafts, publications, records
from tests.factories.publications import NOW

# Public, what its parked draft changed, and its correction.
CORRECTED = {
    "medication": (lambda: records.small_record("correctol"), {"pronunciation": "new"}, {"look_alike_footnote": "New."}),
    "symptom": (lambda: records.symptom_record("stiffness"), {"summary": "New."}, {"link_phrase": "new"}),
    "sideeffect": (
        lambda: records.side_effect_record("yawns", resembles=[], may_worsen=[]),
        {"explanation": "New."},
        {"aliases": ["new"]},
    ),
    "drugclass": (lambda: records.drug_class_record("correct-agent"), {"explanation": "New."}, {"name": "new"}),
    "source": (lambda: records.source_record("correct-source"), {"publisher": "New"}, {"place": "New"}),
}


class Correcting:
    """`parked` by kind: the draft that was parked; its Document has an open correction."""

    def __init__(self, author, checker):
        self.parked = {kind: _parked(kind, author, checker) for kind in CORRECTED}

    def row(self, route: str, kind: str):
        """The row for that route, if it is one of these."""
        is_ours = kind in self.parked and ("/correct/" in route or "/parked/" in route)
        return working_copy(self.parked[kind].document).pk if is_ours else None

    def data(self) -> Iterator[tuple[str, dict]]:
        """What the screens would send."""
        for kind, parked in self.parked.items():
            version = {"lock_version": str(Document.objects.get(pk=parked.document_id).lock_version)}
            for screen in ("correct/", "parked/<int:parked_id>/"):
                yield f"admin/medications/{kind}/<int:row_id>/{screen}", {"data": version}


def _parked(kind: str, author, checker) -> ParkedDraft:
    make, parked, correction = CORRECTED[kind]
    revision = drafts.draft(make(), by=author)
    reviews.approve(revision=revision, by=checker, now=NOW)
    publications.publish(revision)
    drafts.edited(revision.document, by=author, **parked)
    draft = live_corrections.start(document=revision.document, by=author, token=None, now=NOW)
    drafts.edited(revision.document, by=author, **correction)
    return draft
