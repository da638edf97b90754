"""One legacy page, from text to `ParsedPage`."""

import datetime
from dataclasses import replace

from medications.importing.accounting import furniture_pieces, unmapped_lines
from medications.importing.checks import Evidence, check
from medications.importing.foot import read_last_updated, split_foot
from medications.importing.headings import Zone
from medications.importing.labelled import Facts, read_facts
from medications.importing.lines import Paper
from medications.importing.names import Names, read_names, settle_generic_name
from medications.importing.outline import Outline, outline_of
from medications.importing.parsed import ParsedGeneric, ParsedPage
from medications.importing.resources import read_resources
from medications.importing.sections import read_opening, read_sections
from medications.importing.side_effects import read_side_effects
from medications.importing.sources import read_sources
from medications.importing.uses import Usage, read_usage


def parse_page(text: str, *, file: str, today: datetime.date | None = None) -> ParsedPage:
    """The page in `text`, which came from `file`. Any text is accepted and none of it is lost.

    `today` tells which claims have grown old; without it nothing is said about their age.
    """
    paper = Paper.of(text)
    outline = outline_of(paper)
    page = _read(outline, file) if outline.is_medication_page else ParsedPage(file)
    page = replace(page, unmapped=unmapped_lines(paper, page.as_json()), furniture=furniture_pieces(paper))
    evidence = Evidence(
        today=today,
        is_medication_page=outline.is_medication_page,
        second_page=outline.second_page,
        last_line=paper.lines[-1] if paper.lines else None,
    )
    return replace(page, findings=check(page, evidence))


def _read(outline: Outline, file: str) -> ParsedPage:
    """The fields, each from its zone."""
    usage = read_usage(outline.paragraphs(Zone.USES))
    facts = read_facts(outline.paragraphs(Zone.FACTS))
    opening = read_opening(facts.rest + usage.rest)
    sections = opening + read_sections(outline.of(Zone.SECTION))
    first_sentence = sections[0].body if sections else ""
    names = _merged(read_names(outline.paragraphs(Zone.NAMES), opening=first_sentence), facts.names)
    statements, dated = split_foot(outline.paragraphs(Zone.FOOT))
    side_effects = read_side_effects(outline.paragraphs(Zone.SIDE_EFFECTS), after=outline.paragraphs(Zone.LINKS))
    return ParsedPage(
        file,
        generic_name=settle_generic_name(names, opening=first_sentence),
        pronunciation=names.pronunciation,
        brand_names=names.brands,
        uses=usage.uses + facts.uses,
        generic_available=_generic(usage, facts),
        sections=sections,
        side_effects=tuple(side_effects.rows),
        lead_sentences=tuple(side_effects.leads),
        footnote=side_effects.footnote,
        related_resources=read_resources(outline.of(Zone.RESOURCES)),
        sources=read_sources(statements),
        last_updated=read_last_updated(dated),
    )


def _merged(names: Names, others: Names) -> Names:
    """A page has one of the two layouts; should it have both, what only one of them says still counts."""
    return Names(names.brands + others.brands, names.generic or others.generic, names.pronunciation or others.pronunciation)


def _generic(usage: Usage, facts: Facts) -> ParsedGeneric:
    return facts.generic if usage.generic == ParsedGeneric() else usage.generic
