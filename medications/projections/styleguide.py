"""What the style guide shows: every component, each with an example in templates/styleguide/, and what the examples are made of.

The medicine is invented, and goes the way of every other: record, page data, template.
"""

from datetime import UTC, date, datetime
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString

from medications.content import schema
from medications.content.display import VOCABULARIES
from medications.content.redline import redline
from medications.content.word_differences import word_differences
from medications.projections import styleguide_of_asking
from medications.projections.facts import Facts
from medications.projections.medication_page import medication_page
from medications.projections.sheets import Sheet, short_text
from medications.projections.trusted import trusted

EXAMPLES = Path(settings.BASE_DIR) / "templates" / "styleguide"
LABEL = "example-label"
DAY, MOMENT = date(2026, 3, 2), datetime(2026, 3, 2, 9, tzinfo=UTC)
FACTS = Facts("example", 2, "e" * 64, "reviewed", "reviewer", DAY, DAY, date(2028, 3, 2), "Ada Example, MD, neurologist")


def components() -> list[tuple[str, str, str]]:
    """(name, title, template) of each example, in order of the alphabet."""
    names = sorted(path.stem for path in EXAMPLES.glob("*.html"))
    return [(name, name.replace("_", " ").capitalize(), f"styleguide/{name}.html") for name in names]


def record() -> schema.MedicationRecord:
    def use(code: str, **values) -> schema.Use:
        return schema.Use(symptom=schema.SymptomTerm(code=code, label=code, slug=code), sources=[LABEL], **values)

    def effect(wording: str, group: str, **values) -> schema.SideEffectEntry:
        return schema.SideEffectEntry(wording=wording, group=group, sources=[LABEL], **values)

    return schema.MedicationRecord(
        slug="orbelazine",
        generic_name="orbelazine",
        pronunciation="or-BEL-a-zeen",
        brand_names=[
            schema.BrandName(name="Quietrane", market="US", status="marketed"),
            schema.BrandName(name="Stilla", market="CA", status="discontinued"),
        ],
        drug_class=schema.Term(code="calming-agent", label="calming agent"),
        dosage_forms=["tablet"],
        routes=["oral"],
        availability="prescription",
        generic_available=schema.GenericInfo(value="yes", markets=["US"], as_of="2020", sources=[LABEL]),
        uses=[
            use("tremor", primary=True, status="off_label", note="When other medicines did not help."),
            use("pain", status="approved", qualifier="at night"),
        ],
        at_a_glance=[
            schema.Statement(text=f"It calms the nerves. [@{LABEL}]"),
            schema.Statement(kind="stopping", text=f"Do not stop suddenly. [@{LABEL}, p. 3]"),
            schema.Statement(kind="missed_dose", text="Skip a missed dose."),
        ],
        sections=[
            schema.Section(kind="precautions", heading="Boxed warning", body="- Not for cats.", boxed=True),
            schema.Section(kind="about", heading="About it", body="It is made up."),
        ],
        lead_sentences=[schema.LeadSentence(group="usually_settles", text="These often fade after some days.")],
        side_effects=[
            effect("tiredness", "usually_settles", look_alike=True),
            effect(
                "dry mouth",
                "usually_settles",
                qualifier="at first",
                frequency=schema.Frequency(affected=9, of=100, placebo_affected=4, placebo_of=100),
            ),
            effect("low mood", "tell_clinician"),
            effect("trouble breathing", "emergency"),
            effect("deep sleep", "emergency", when="overdose"),
        ],
        look_alike_footnote="It can be hard to tell this from a symptom of MS.",
        codes=[schema.ExternalCode(system="rxnorm", code="0000")],
        sources=[
            schema.SourceDetails(
                code=LABEL,
                type="label",
                title="Official label of orbelazine",
                publisher="Example agency",
                issued="2026-03",
                url="https://example.org/",
                accessed="2026-11",
                grade="primary",
                permission="Reprinted with permission.",
            )
        ],
    )


def note(number: int) -> SafeString:
    return trusted(f'<sup class="notes"><a href="#example-{number}" aria-label="Source {number}">{number}</a></sup>')


def change(number: int, kind: str, label: str, **values) -> dict:
    return {
        "title": "Orbelazine",
        "url": "#changes",
        "version_url": "#versions",
        "kind": kind,
        "kind_label": label,
        "number": number,
        "at": MOMENT,
        "note": "The warning now names the blood test.",
        "role_label": "Clinical reviewer",
        "facts": FACTS,
        **values,
    }


def context() -> dict:
    """What the examples take. Links lead to other parts of the guide."""
    page = medication_page(record(), FACTS)
    link = {"title": "Orbelazine", "url": "#link_list", "count": 3}
    stretches = word_differences("Take it with food.", "Take it without food, in the morning.")
    safety_notice = {
        "text": "Some packages hold the wrong leaflet. Ask your pharmacist.",
        "begins_on": DAY,
        "source_title": "Example agency",
        "source_url": "https://example.org/",
        "source_date": DAY,
        "basis": "emergency",
    }
    row = {
        "url": "#medication_row",
        "title": "Orbelazine",
        "brands": ["Quietrane (United States)"],
        "uses": ["tremor", "pain"],
        "drug_class": "calming agent",
        "last_updated": DAY,
        "last_reviewed": DAY,
        "source_count": 2,
    }
    return {
        **styleguide_of_asking.context(page),
        "page": page,
        "short": short_text(record(), Sheet.READER),
        "facts": FACTS,
        "today": DAY,
        "note": note(1),
        "link": link,
        "links": [link, {**link, "title": "Another medicine"}],
        "row": row,
        "safety_notices": [safety_notice],
        "changes": [change(2, "safety", "Safety update"), change(1, "published", "First published", note="")],
        "versions": [
            change(2, "safety", "Safety update", is_current=True),
            change(1, "published", "First published", difference_url="#differences"),
        ],
        "withdrawn": {
            "since": MOMENT,
            "explanation": "The medicine is no longer sold.",
            "is_medicine": True,
            "read_instead": {"path": "#link_list", "title": "Another medicine"},
        },
        "stretches": stretches,
        "differences": [
            {
                "label": "Proper usage",
                "matters": ["dose"],
                "stretches": stretches,
                "head": "Clinical",
                "why": "It says when to take it.",
            }
        ],
        "redline": redline(record(), record().model_copy(update={"pronunciation": "or-BEL-a-zine", "routes": ()})),
        "chosen": {"before": "1", "after": "2", "fault": True},
        "banner": {"lines": ["This is a draft. It is not public."], "public_url": "#draft_banner"},
        "comment_box": {
            "part": {"key": "example", "heading": "“Proper usage”", "places": [{"key": "sections.0", "label": "Proper usage"}]},
            "place": "sections.0",
        },
        "endpoint": {
            "anchor": "endpoint-example",
            "title": "One medicine",
            "method": "GET",
            "path": "/api/v1/medications/{key}/",
            "example": "curl https://example.org/api/v1/medications/orbelazine/",
            "shape": "medication",
            "parameters": [{"name": "key", "place": "path", "required": True, "text": "Slug or UUID", "kind": "text"}],
            "answers": [{"status": 200, "phrase": "OK", "text": "The medicine."}],
        },
        "listing": {
            "q": "",
            "facets": {
                "symptom": [{"code": "tremor", "label": "tremor", "in_brackets": "(6)", "selected": True}],
                "generic": [{"code": "yes", "label": "Yes", "in_brackets": "(3)"}],
                "side_effect": [{"code": "tiredness", "label": "Tiredness", "in_brackets": "(4)"}],
            },
            "may_worsen": [{"code": "tremor", "label": "Tremor", "selected": True}],
        },
        "reason": {"label": "In the text", "excerpt": {"before": "It ", "found": "calms", "after": " the nerves."}},
        "worsens": {"symptom": "tremor", "said": "shaky hands, tell your doctor or nurse", "is_listed": True},
        "proofs": [{"did": "Medicines that list tiredness are hidden.", "but": "The others may cause it, too."}],
        "search_said": {
            "asked": "quitrane",
            "meant": [{"title": "Quietrane", "url": "#search_said"}, {"title": "Stilla", "url": "#search_said"}],
            "are_medicines": True,
            "symptoms": [{"title": "Tremor", "url": "#search_said"}],
        },
        "active": [{"label": "Symptom", "value_label": "tremor", "remove_url": "#active_filters"}],
        "letters": [
            {"letter": "A", "count": 2, "url": "#letters"},
            {"letter": "B", "count": 1, "url": "#letters", "selected": True},
            {"letter": "C", "count": 0, "url": "#letters"},
        ],
        "symptom_groups": [("movement", [{**link, "title": "Tremor"}, {**link, "title": "Spasticity", "count": 0}])],
        "display_form": {
            "back": {"value": ""},
            "groups": [
                {"label": name.capitalize(), "html_name": name, "value": values.values[0], "field": {"choices": values.choices}}
                for name, values in VOCABULARIES.items()
            ],
        },
        "fields": [("generic name", "orbelazine"), ("pronunciation", "or-BEL-a-zeen")],
        "rules": ["A change of the dose is approved by a clinical reviewer.", "A typo is corrected by one publisher."],
    }
