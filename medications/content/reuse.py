"""Where the text of a page may be used, by what its sources permit. docs/adr/0008-reuse.md says why it is told this way.

A source that is cited for a fact leaves our words our own, whatever its flags. A source with a permission statement ("Reprinted
with permission from ...") is reprinted: its flags say where the page's text may stand.
"""

from django.db.models import TextChoices

from medications.content.schema import AnyRecord, SourceDetails


class Place(TextChoices):
    SITE = "site", "on this site"
    PRINT = "print", "in print"
    PARTNERS = "partners", "on partner sites"


def reprinted(record: AnyRecord) -> list[SourceDetails]:
    """The sources whose own text the record holds, cited closely or for the whole page."""
    return [source for source in getattr(record, "sources", ()) if source.permission]


def refusing(record: AnyRecord, place: Place) -> list[SourceDetails]:
    """The sources that do not permit the record's text to be used in that place; none means that it may be."""
    return [source for source in reprinted(record) if not getattr(source.reuse, place)]
