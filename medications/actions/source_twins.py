"""Is a source that somebody wants to add here already? By its DOI, ISBN or address, however each is written."""

from medications.content.identifiers import identities
from medications.models import Source


def twin(*, doi: str = "", isbn: str = "", url: str = "") -> Source | None:
    """The source that is here, unless it was put away."""
    wanted = identities(doi=doi, isbn=isbn, url=url)
    if not wanted:
        return None
    here = Source.objects.filter(document__archived_at=None).exclude(doi="", isbn="", url="").order_by("pk")
    same = (each for each in here if wanted & identities(doi=each.doi, isbn=each.isbn, url=each.url))
    return next(same, None)
