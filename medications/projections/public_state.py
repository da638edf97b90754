"""What one Document is in public now, and every address it has had: what reading back compares with."""

from dataclasses import dataclass

from django.db.models import Q

from medications.content.schema import AnyRecord
from medications.models import Change, Document, IndexFacet, IndexRow, Publication, Slug
from medications.models.index_facet import Facet
from medications.projections import addresses, history, identity
from medications.projections.withdrawn import Withdrawn


@dataclass(frozen=True)
class Version:
    number: int
    is_removed: bool


@dataclass(frozen=True)
class PublicState:
    """`record` is the text that is public, or was last. `newest` is the last Change of it, as `history.events` gives it."""

    publication: Publication
    record: AnyRecord
    withdrawn: Withdrawn | None
    slugs: tuple[str, ...]
    versions: tuple[Version, ...]
    newest: Change

    @property
    def kind(self) -> str:
        return self.record.kind

    @property
    def slug(self) -> str:
        return identity.slug(self.record)

    @property
    def path(self) -> str:
        return identity.path(self.record)

    @property
    def title(self) -> str:
        return identity.heading(self.record)

    @property
    def symptom_codes(self) -> list[str]:
        """Of the symptoms that a medicine is, or was, used for; none for other kinds."""
        return [use.symptom.code for use in getattr(self.record, "uses", ())]

    def path_of(self, slug: str) -> str:
        return addresses.path(self.kind, slug)


def public_state(document: Document) -> PublicState | None:
    """None for what was never public."""
    found = Publication.objects.filter(document=document).select_related("revision", "withdrawal").first()
    if found is None:
        return None
    events = history.events().filter(document=document).order_by("-pk")
    published = [each for each in events if each.revision_id]
    return PublicState(
        publication=found,
        record=found.revision.record,
        withdrawn=Withdrawn.of(found) if found.withdrawal_id else None,
        slugs=tuple(Slug.objects.filter(document=document).order_by("-pk").values_list("slug", flat=True)),
        versions=tuple(Version(each.publication_number, each.is_removed) for each in published),
        newest=events[0],
    )


def symptom_paths(state: PublicState) -> list[str]:
    """Pages of the symptoms that a medicine is, or was, used for, as far as they are public."""
    rows = IndexRow.objects.filter(kind="symptom", code__in=state.symptom_codes).order_by("sort_key")
    return [addresses.path("symptom", slug) for slug in rows.values_list("slug", flat=True)]


def pages_beside(state: PublicState, most: int) -> list[str]:
    """Pages of other medicines for one of its symptoms, on which it may be named; `most` of them."""
    beside = IndexFacet.objects.filter(~Q(row=state.publication.document_id), facet=Facet.SYMPTOM, code__in=state.symptom_codes)
    rows = IndexRow.objects.filter(pk__in=beside.values("row")).order_by("sort_key", "document")
    return [addresses.path("medication", slug) for slug in rows.values_list("slug", flat=True)[:most]]


def position_among_latest(state: PublicState) -> int:
    """How many changes of pages came after its newest one."""
    return Change.objects.filter(pk__gt=state.newest.pk, document__kind__in=history.WITH_A_PAGE).count()
