"""What the doors of asking, confirming and emergencies need: a request, an unapproved draft and a public page of each kind."""

from collections.abc import Iterator

from django.utils import timezone

from medications.access_matrix.addresses import KINDS
from medications.models import Publication
from tests.admin.desk import working_copy
from tests.factories import accounts, drafts, records
from tests.factories.review_requests import asked
from tests.factories.site import LATER

UNAPPROVED = {
    "medication": lambda: records.small_record("hastol"),
    "symptom": lambda: records.symptom_record("itching"),
    "sideeffect": lambda: records.side_effect_record("coughing", resembles=[], may_worsen=[]),
    "drugclass": lambda: records.drug_class_record("hasty-agent"),
    "source": lambda: records.source_record("hasty-source"),
}


class Reviewing:
    def __init__(self, revisions: dict, *, author):
        self.revisions = revisions
        checker = accounts.reviewer("checker")
        self.requests = {kind: asked(each, checker, by=author, until=LATER.date(), now=LATER) for kind, each in revisions.items()}
        self.unapproved = {kind: drafts.draft(make(), by=author) for kind, make in UNAPPROVED.items()}
        self.live = {kind: _public_page(kind, but=revisions[kind]) for kind in KINDS}

    def row(self, route: str, kind: str) -> int | None:
        """The row for an address of these screens that is about another page than the rest."""
        if route.endswith("/publish/emergency/"):
            return working_copy(self.unapproved[kind].document).pk
        if route.endswith("<int:row_id>/reviewed/"):
            return working_copy(self.live[kind].document).pk
        return None

    def data(self) -> Iterator[tuple[str, dict]]:
        today = timezone.localdate().isoformat()
        for kind in KINDS:
            screen = f"admin/medications/{kind}/<int:row_id>/"
            yield f"{screen}ask-review/", _sent(self.revisions[kind], asked="any", until=today)
            words = {"reason": "An alert.", "note": "New.", "sure": "on"}
            yield f"{screen}publish/emergency/", _sent(self.unapproved[kind], **words)
            yield f"{screen}reviewed/", _sent(self.live[kind], whole_record="on")


def _public_page(kind: str, *, but):
    """The public version of some page of this kind."""
    found = Publication.objects.live().filter(**{f"document__{kind}__isnull": False}).exclude(document=but.document_id)
    return found.select_related("revision").order_by("pk").first().revision


def _sent(revision, **values) -> dict:
    return {"data": {"digest": revision.digest, **values}}
