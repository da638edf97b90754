"""For the world of tests/access/world.py: of each kind, what is public and named nowhere, and what was withdrawn."""

from collections.abc import Iterator

from tests.admin.desk import working_copy
from tests.factories import publications, records
from tests.factories.publications import NOW
from tests.factories.withdrawals import withdrawn

RECORDS = {
    "medication": lambda name: records.small_record(name),
    "symptom": lambda name: records.symptom_record(name),
    "sideeffect": lambda name: records.side_effect_record(name, resembles=[], may_worsen=[]),
    "drugclass": lambda name: records.drug_class_record(name),
    "source": lambda name: records.source_record(name),
}
# The screens of what was taken down already; that of withdrawing is of what is public.
OF_WITHDRAWN = ("reinstate/", "read-back/", "suppress/", "suppress/<int:number>/")


class TakenDown:
    def __init__(self):
        self.public = {kind: publications.published(make("open-secret")).document for kind, make in RECORDS.items()}
        self.withdrawn = {kind: publications.published(make("former-secret")).document for kind, make in RECORDS.items()}
        for document in self.withdrawn.values():
            withdrawn(document, now=NOW)

    def row(self, route: str, kind: str) -> int | None:
        """The row that the screen of that route is about; None if it is none of these screens."""
        if kind not in RECORDS:
            return None
        if route.endswith("<int:row_id>/withdraw/"):
            return working_copy(self.public[kind]).pk
        return working_copy(self.withdrawn[kind]).pk if route.endswith(OF_WITHDRAWN) else None

    def data(self) -> Iterator[tuple[str, dict]]:
        """What the forms of these screens would send, by route."""
        for kind in RECORDS:
            here, withdrawn_now = f"admin/medications/{kind}/<int:row_id>/", self.withdrawn[kind]
            revision = withdrawn_now.revisions.get()
            yield f"{here}withdraw/", {"kind": "gone", "explanation": "It did harm."}
            yield f"{here}reinstate/", {"digest": revision.digest, "text": "as_it_was", "note": "Back."}
            title = withdrawn_now.changes.first().title
            yield f"{here}suppress/<int:number>/", {"reason": "Harm.", "confirmation": f"{title} 1"}
