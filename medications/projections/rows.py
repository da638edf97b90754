"""Finding the row behind an address: by current slug, by one it had before, or by UUID."""

import uuid

from medications.models import IndexRow, Slug


def find(kind: str, slug: str) -> IndexRow | None:
    """The live row of that address. One query; the long texts are read only as far as they are used."""
    return IndexRow.objects.filter(kind=kind, slug=slug).first()


def moved_to(kind: str, slug: str) -> str | None:
    """The current slug of the Document that a former slug belongs to."""
    return (
        IndexRow.objects.filter(document__in=Slug.objects.filter(kind=kind, slug=slug).values("document"))
        .values_list("slug", flat=True)
        .first()
    )


def find_by_uuid(kind: str, value: str) -> IndexRow | None:
    try:
        return IndexRow.objects.filter(kind=kind, document=uuid.UUID(value)).first()
    except ValueError:
        return None
