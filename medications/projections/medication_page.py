"""The page of one medicine, as data for the template `fragments/medication.html`.

Parts are built in the order in which they are read, because the first mention of a source gives it its number.
"""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from medications.content import choices, markdown
from medications.content.citations import References, cited_keys
from medications.content.phrases import sentence_case
from medications.content.schema import MedicationRecord, Section, SideEffectEntry, SourceDetails, Use
from medications.projections import wording
from medications.projections.facts import Facts
from medications.projections.official_label import official_label
from medications.projections.references import Reference, reference_list
from medications.projections.trusted import trusted

GROUP_ORDER = [
    (choices.SideEffectGroup.USUALLY_SETTLES, choices.When.ANY, _("Usually settle")),
    (choices.SideEffectGroup.TELL_CLINICIAN, choices.When.ANY, _("Tell your doctor or nurse soon")),
    (choices.SideEffectGroup.EMERGENCY, choices.When.ANY, _("Get emergency help")),
    (choices.SideEffectGroup.EMERGENCY, choices.When.OVERDOSE, _("Signs of overdose: get emergency help")),
]


@dataclass(frozen=True)
class BrandLine:
    name: str
    market: str
    discontinued: bool


@dataclass(frozen=True)
class UseLine:
    code: str
    label: str
    slug: str
    primary: bool
    status: str
    status_label: str
    qualifier: str
    note: str
    notes: SafeString


@dataclass(frozen=True)
class SectionPart:
    anchor: str
    kind: str
    heading: str
    html: SafeString
    boxed: bool


@dataclass(frozen=True)
class SideEffectLine:
    wording: str
    qualifier: str
    look_alike: bool
    star_at_end: bool
    frequency: str
    notes: SafeString


@dataclass(frozen=True)
class SideEffectPart:
    anchor: str
    group: str
    when: str
    heading: str
    lead: str
    rows: list[SideEffectLine]


@dataclass(frozen=True)
class MedicationPage:
    record: MedicationRecord
    facts: Facts
    title: str
    brands: list[BrandLine]
    forms: list[str]
    routes: list[str]
    availability: str
    controlled_schedule: str
    uses: list[UseLine]
    generic_label: str
    generic_markets: str
    generic_as_of: str
    generic_notes: SafeString
    boxed: list[SectionPart]
    points: list[SafeString]
    stopping: list[SafeString]
    missed_dose: list[SafeString]
    sections: list[SectionPart]
    side_effects: list[SideEffectPart]
    footnote: str
    references: list[Reference]
    codes: list[str]
    whole_page_only: bool
    label: SourceDetails | None

    @property
    def statuses(self) -> set[str]:
        """Those that its uses have and that have to be explained."""
        return {use.status for use in self.uses} - {choices.UseStatus.UNKNOWN}

    @property
    def contents(self) -> list[tuple[str, str]]:
        """(anchor, heading) of every part below the first screen."""
        parts = [(part.anchor, part.heading) for part in self.sections]
        if self.side_effects:
            parts.append(("side-effects", gettext("Possible side effects")))
        if self.references:
            parts.append(("sources", gettext("Sources")))
        return [*parts, ("about-this-page", gettext("About this page"))]


def medication_page(record: MedicationRecord, facts: Facts) -> MedicationPage:
    notes = References.over(source.code for source in record.sources)
    generic = record.generic_available
    anchors = section_anchors(record.sections)
    uses = [_use(use, notes) for use in sorted(record.uses, key=lambda use: not use.primary)]
    boxed = [_section(part, anchors[i], notes) for i, part in enumerate(record.sections) if part.boxed]
    statements = {
        kind: _statements(record, kind, notes)
        for kind in (choices.StatementKind.STOPPING, choices.StatementKind.MISSED_DOSE, choices.StatementKind.POINT)
    }
    generic_notes = _notes(generic.sources, notes)
    sections = [_section(part, anchors[i], notes) for i, part in enumerate(record.sections) if not part.boxed]
    side_effects = _side_effects(record, notes)
    references = reference_list(record.sources, notes, record.whole_page_sources)
    return MedicationPage(
        record=record,
        facts=facts,
        title=sentence_case(record.generic_name),
        brands=[
            BrandLine(
                brand.name,
                wording.markets([brand.market] if brand.market else []),
                brand.status == choices.BrandStatus.DISCONTINUED,
            )
            for brand in record.brand_names
        ],
        forms=[wording.label(choices.DosageForm(form)) for form in record.dosage_forms],
        routes=[wording.label(choices.Route(route)) for route in record.routes],
        availability=wording.label(choices.Availability(record.availability)) if record.availability else "",
        controlled_schedule=(
            wording.label(choices.ControlledSchedule(record.controlled_schedule)) if record.controlled_schedule else ""
        ),
        uses=uses,
        generic_label=wording.label(choices.GenericAvailable(generic.value)),
        generic_markets=wording.markets(generic.markets),
        generic_as_of=wording.partial_day(generic.as_of),
        generic_notes=generic_notes,
        boxed=boxed,
        points=statements[choices.StatementKind.POINT],
        stopping=statements[choices.StatementKind.STOPPING],
        missed_dose=statements[choices.StatementKind.MISSED_DOSE],
        sections=sections,
        side_effects=side_effects,
        footnote=record.look_alike_footnote,
        references=references,
        codes=[f"{choices.CodeSystem(code.system).label} {code.code}" for code in record.codes],
        whole_page_only=bool(record.whole_page_sources) and not _cites_closely(record),
        label=official_label(record),
    )


def _cites_closely(record: MedicationRecord) -> bool:
    texts = [part.text for part in record.at_a_glance] + [part.body for part in record.sections]
    return any(cited_keys(text) for text in texts) or any(row.sources for row in (*record.uses, *record.side_effects))


def _notes(codes: tuple[str, ...], notes: References) -> SafeString:
    return trusted(markdown.note_html(tuple((code, "") for code in codes), notes))


def _use(use: Use, notes: References) -> UseLine:
    return UseLine(
        code=use.symptom.code,
        label=use.symptom.label,
        slug=use.symptom.slug,
        primary=use.primary,
        status=use.status,
        status_label=wording.label(choices.UseStatus(use.status)),
        qualifier=use.qualifier,
        note=use.note,
        notes=_notes(use.sources, notes),
    )


def _statements(record: MedicationRecord, kind: str, notes: References) -> list[SafeString]:
    return [trusted(markdown.render_inline(part.text, notes)) for part in record.at_a_glance if part.kind == kind]


def section_anchors(sections: tuple[Section, ...]) -> list[str]:
    """One anchor a section, from its heading; one that is taken gets a number."""
    anchors: list[str] = []
    for part in sections:
        anchor = base = f"section-{slugify(part.heading) or part.kind}"
        number = 1
        while anchor in anchors:
            number += 1
            anchor = f"{base}-{number}"
        anchors.append(anchor)
    return anchors


def _section(part: Section, anchor: str, notes: References) -> SectionPart:
    return SectionPart(anchor, part.kind, part.heading, trusted(markdown.render(part.body, notes)), part.boxed)


def _side_effects(record: MedicationRecord, notes: References) -> list[SideEffectPart]:
    leads = {(lead.group, lead.when): lead.text for lead in record.lead_sentences}
    parts = []
    for group, when, heading in GROUP_ORDER:
        rows = [_side_effect(row, notes) for row in record.side_effects if (row.group, row.when) == (group, when)]
        if rows:
            parts.append(
                SideEffectPart(f"{group}-{when}".replace("_", "-"), group, when, heading, leads.get((group, when), ""), rows)
            )
    return parts


def _side_effect(row: SideEffectEntry, notes: References) -> SideEffectLine:
    return SideEffectLine(
        wording=row.wording,
        qualifier=row.qualifier,
        look_alike=row.look_alike,
        star_at_end=row.look_alike and "*" not in row.wording,
        frequency=wording.frequency(row.frequency),
        notes=_notes(row.sources, notes),
    )
