"""The numbered list of sources of one page."""

from dataclasses import dataclass

from django.utils.translation import gettext

from medications.content.choices import SourceGrade, SourceType
from medications.content.citations import References
from medications.content.schema import SourceDetails
from medications.projections import wording


@dataclass(frozen=True)
class Reference:
    """One entry: its number on this page (also its anchor `source-N`), the source, and how often the text points to it."""

    number: int
    source: SourceDetails
    places: int
    whole_page: bool

    @property
    def anchor(self) -> str:
        return f"source-{self.number}"

    @property
    def backlinks(self) -> list[str]:
        """Anchors of the note numbers that point here."""
        return [f"note-{self.number}-{place}" for place in range(1, self.places + 1)]

    @property
    def makers(self) -> str:
        names = self.source.authors or self.source.editors
        if not names or self.source.authors:
            return names
        several = "," in names or " and " in names
        return (gettext("%(names)s (eds)") if several else gettext("%(names)s (ed.)")) % {"names": names}

    @property
    def published(self) -> str:
        """ "3rd Edition, New York: Demos Medical Publishing, 2004"."""
        by = ": ".join(filter(None, [self.source.place, self.source.publisher]))
        return ", ".join(filter(None, [self.source.edition, self.source.container, by, wording.partial_day(self.source.issued)]))

    @property
    def type_label(self) -> str:
        return wording.label(SourceType(self.source.type))

    @property
    def grade_label(self) -> str:
        return wording.label(SourceGrade(self.source.grade))

    @property
    def market(self) -> str:
        return wording.markets([self.source.market] if self.source.market else [])

    @property
    def accessed(self) -> str:
        return wording.partial_day(self.source.accessed)


def reference_list(
    sources: tuple[SourceDetails, ...], numbering: References, whole_page: tuple[str, ...] = ()
) -> list[Reference]:
    """Sources in the order of their numbers; those of the whole page, and any cited nowhere, come last."""
    by_code = {source.code: source for source in sources}
    for code in (*whole_page, *by_code):
        numbering.number(code)
    return [
        Reference(number=number, source=by_code[code], places=numbering.places.get(code, 0), whole_page=code in whole_page)
        for code, number in sorted(numbering.numbers.items(), key=lambda item: item[1])
    ]
