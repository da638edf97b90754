"""What a page says at greater length than can be kept: it becomes a line without a place, so that nothing of it is lost."""

from collections.abc import Callable
from dataclasses import replace

from medications.content.choices import SectionKind
from medications.content.schema import Section
from medications.errors import PortalError
from medications.importing.parsed import ParsedPage, ParsedSection, ParsedSource
from medications.models import BrandName, Medication, MedicationUse, SideEffectRow, Source, Symptom, SymptomResource
from medications.models import Section as SectionRow


class ImportRefused(PortalError):
    """The page cannot become a draft; the message says why."""


def fitting(page: ParsedPage) -> ParsedPage:
    """The page with what is too long for its place among `unmapped`.

    Raises ImportRefused for a section or a source that is too long: a half of either would mislead.
    """
    for source in page.sources:
        _refuse_long_source(source)
    left: list[str] = []
    pronounced = _fits(Medication, pronunciation=page.pronunciation)
    left += [] if pronounced else [page.pronunciation]
    return replace(
        page,
        pronunciation=page.pronunciation if pronounced else "",
        brand_names=_kept(page.brand_names, lambda row: _fits(BrandName, name=row.name), lambda row: row.name, left),
        uses=_kept(
            page.uses,
            lambda row: _fits(Symptom, name=row.symptom) and _fits(MedicationUse, qualifier=row.qualifier),
            lambda row: _with_qualifier(row.symptom, row.qualifier),
            left,
        ),
        side_effects=_kept(
            page.side_effects,
            lambda row: _fits(SideEffectRow, wording=row.wording, qualifier=row.qualifier),
            lambda row: _with_qualifier(row.wording, row.qualifier),
            left,
        ),
        related_resources=_kept(
            page.related_resources,
            lambda row: _fits(
                SymptomResource, title=row.title, publisher=row.publisher, description=row.description, url=row.url
            ),
            lambda row: " ".join(text for text in (row.title, row.publisher, row.description, row.url) if text),
            left,
        ),
        sections=tuple(_section(part) for part in page.sections),
        unmapped=(*page.unmapped, *(" ".join(line.split()) for line in left)),
    )


def longest(model, name: str) -> int:
    return model._meta.get_field(name).max_length


def _fits(model, **texts: str) -> bool:
    return all(len(text) <= longest(model, name) for name, text in texts.items())


def _kept(rows: tuple, fits: Callable, said: Callable, left: list[str]) -> tuple:
    """The rows that fit; what the others say goes to `left`."""
    left += [said(row) for row in rows if not fits(row)]
    return tuple(row for row in rows if fits(row))


def _with_qualifier(text: str, qualifier: str) -> str:
    return f"{text} ({qualifier})" if qualifier else text


def _section(part: ParsedSection) -> ParsedSection:
    """A heading that is too long is a paragraph."""
    if not _fits(SectionRow, heading=part.heading):
        part = ParsedSection(part.kind, SectionKind(part.kind).label, f"{part.heading}\n\n{part.body}")
    most = next(limit.max_length for limit in Section.model_fields["body"].metadata if hasattr(limit, "max_length"))
    if len(part.body) > most:
        raise ImportRefused(
            f"The section “{part.heading}” has {len(part.body):,} characters, and at most {most:,} can be kept."
            " A medicine's has a tenth of that; is it several pages in one? Please divide it, and choose it again."
        )
    return part


def _refuse_long_source(source: ParsedSource) -> None:
    for name in ("title", "editors", "edition", "place", "publisher"):
        text = getattr(source, name)
        if not _fits(Source, **{name: text}):
            raise ImportRefused(
                f"The {name} of a source has more than {longest(Source, name)} characters: “{text[:60]}…”. Please shorten it on"
                " the page, and choose it again."
            )
