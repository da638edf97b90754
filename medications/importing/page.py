"""One legacy page, from text to `ParsedPage`."""

import datetime
from dataclasses import replace

from medications.importing import accounting
from medications.importing.accounting import PlacedLine
from medications.importing.availability import read_availability
from medications.importing.checks import Evidence, check
from medications.importing.entries import entries_of
from medications.importing.foot import read_last_updated, split_foot
from medications.importing.generic import Generic
from medications.importing.headings import Zone
from medications.importing.inference import first_sentences
from medications.importing.labelled import read_facts
from medications.importing.lines import Paper
from medications.importing.links import set_links_aside
from medications.importing.names import read_names, settle_generic_name
from medications.importing.outline import Outline, outline_of
from medications.importing.parsed import ParsedPage
from medications.importing.resources import read_resources
from medications.importing.sections import read_opening, read_sections
from medications.importing.side_effects import is_footnote, read_side_effects
from medications.importing.sources import read_sources
from medications.importing.titles import set_titles_aside
from medications.importing.uses import read_usage
from medications.importing.wraps import has_wraps

__all__ = ["PlacedLine", "parse_page", "placed_lines"]


def parse_page(text: str, *, file: str, today: datetime.date | None = None) -> ParsedPage:
    """The page in `text`, which came from `file`. Any text is accepted and none of it is lost.

    `today` tells which claims have grown old; without it nothing is said about their age.
    """
    paper = Paper.of(text)
    page, evidence = _read(paper, file)
    page = replace(
        page,
        unmapped=accounting.unmapped_lines(paper, page.as_json()),
        furniture=accounting.furniture_pieces(paper),
    )
    return replace(page, findings=check(page, replace(evidence, today=today)))


def placed_lines(text: str) -> tuple[PlacedLine, ...]:
    """Every line of `text` that is not blank, in order, with the fields of its `ParsedPage` the line went into."""
    paper = Paper.of(text)
    page, _ = _read(paper, file="")
    return accounting.placed_lines(paper, page.as_json())


def _read(paper: Paper, file: str) -> tuple[ParsedPage, Evidence]:
    outline = outline_of(paper)
    evidence = Evidence(
        is_medication_page=outline.is_medication_page,
        too_long=outline.too_long,
        second_page=outline.second_page,
        last_lines=paper.lines[-2:],
        resumed=tuple(paragraph[0] for paragraph in outline.resumed),
    )
    return _read_fields(outline, file, evidence) if outline.is_medication_page else (ParsedPage(file), evidence)


def _read_fields(outline: Outline, file: str, evidence: Evidence) -> tuple[ParsedPage, Evidence]:
    """The fields, each from its zone; `evidence` with what the page says of them beyond the fields."""
    usage = read_usage(outline.paragraphs(Zone.USES))
    facts = read_facts(outline.paragraphs(Zone.FACTS))
    wrapped = has_wraps(paragraph for block in outline.blocks for paragraph in block.paragraphs)
    rest = sorted(facts.rest + usage.rest, key=lambda paragraph: paragraph[0].number)
    opening = read_opening(tuple(rest), wrapped=wrapped)
    sections = opening + read_sections(outline.of(Zone.SECTION), wrapped=wrapped)
    openings = first_sentences(sections)
    # A page has one of the two layouts; should it have both, what only one of them says still counts.
    names = read_names([*entries_of(outline.of(Zone.NAMES)), *facts.names], openings=openings)
    generic_name = settle_generic_name(names, openings=openings)
    generic = facts.generic if usage.generic == Generic() else usage.generic
    availability, sentence = read_availability(sections)
    statements, dated = split_foot(outline.paragraphs(Zone.FOOT))
    below = tuple(paragraph for paragraph in outline.paragraphs(Zone.RESOURCES) + statements if is_footnote(paragraph[0].text))
    side_effects = read_side_effects(outline.paragraphs(Zone.SIDE_EFFECTS), after=outline.paragraphs(Zone.LINKS) + below)
    set_links_aside(outline)
    set_titles_aside(outline, generic=generic_name.value, brands=[brand.name for brand in names.brands])
    page = ParsedPage(
        file,
        generic_name=generic_name,
        pronunciation=names.pronunciation,
        brand_names=names.brands,
        uses=usage.uses + facts.uses,
        generic_available=generic.stated,
        availability=names.availability or availability,
        sections=sections,
        side_effects=tuple(side_effects.rows),
        lead_sentences=tuple(side_effects.leads),
        footnote=side_effects.footnote,
        related_resources=read_resources(outline.of(Zone.RESOURCES)),
        sources=read_sources(statements),
        last_updated=read_last_updated(dated),
        dosage_forms=names.forms,
    )
    return page, replace(evidence, names=names, generic=generic, availability=sentence)
