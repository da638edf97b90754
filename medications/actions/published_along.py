"""Terms that were never public and become so together with the record that names them, under the same approval."""

from medications.models import Revision, RevisionTerm


def unpublished_terms(revision: Revision) -> list[Revision]:
    """Terms that become public with the record that names them: those it embeds, and what these embed; inner ones first."""
    found: dict = {}
    wave = [revision.pk]
    while wave:
        embedded = RevisionTerm.objects.filter(revision__in=wave).values("term_revision")
        inner = Revision.objects.filter(pk__in=embedded, document__publication=None).order_by("pk")
        new = [term for term in inner if term.document_id not in found]
        found = {**{term.document_id: term for term in new}, **found}
        wave = [term.pk for term in new]
    return list(found.values())


def named_terms(revision: Revision) -> set:
    """The ids of all Documents that this Revision leans on: terms it embeds, and what those that come along embed."""
    along = [revision, *unpublished_terms(revision)]
    return set(RevisionTerm.objects.filter(revision__in=along).values_list("term", flat=True))
