"""Finding the row behind an address: by current slug, by one it had before, or by UUID."""

import uuid

from medications.models import IndexRow, Slug

LONG_TEXTS = {"search_text", "row_html", "row_json", "page_html", "record_json", "related_html", "structured_json"}


def find(kind: str, slug: str, *texts: str) -> IndexRow | None:
    """The live row of that address, in one query. Of the long texts only those named are read."""
    return _with(texts).filter(kind=kind, slug=slug).first()


def find_by_slug_or_uuid(kind: str, key: str, *texts: str) -> IndexRow | None:
    return _find_by_uuid(kind, key, *texts) or find(kind, key, *texts)


def moved_to(kind: str, slug: str) -> str | None:
    """The current slug of the Document that a former slug belongs to."""
    former = Slug.objects.filter(kind=kind, slug=slug).values("document")
    return IndexRow.objects.filter(document__in=former).values_list("slug", flat=True).first()


def _find_by_uuid(kind: str, value: str, *texts: str) -> IndexRow | None:
    try:
        return _with(texts).filter(kind=kind, document=uuid.UUID(value)).first()
    except ValueError:
        return None


def _with(texts: tuple[str, ...]):
    return IndexRow.objects.order_by().defer(*LONG_TEXTS - set(texts))
