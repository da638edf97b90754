"""Complete records of every kind. Every field says something, so that a test which loses one notices."""

from medications.content.schema import (
    AnyRecord,
    BrandName,
    DrugClassRecord,
    ExternalCode,
    Frequency,
    GenericInfo,
    LeadSentence,
    MedicationRecord,
    Resource,
    Reuse,
    Section,
    SideEffectEntry,
    SideEffectRecord,
    SourceDetails,
    SourceRecord,
    Statement,
    SymptomRecord,
    SymptomTerm,
    Term,
    Use,
)

LABEL = "example-label-2024"
BOOK = "ashgrove-2003"


def term(code: str) -> Term:
    return Term(code=code, label=code.replace("-", " "))


def symptom_term(code: str) -> SymptomTerm:
    return SymptomTerm(code=code, label=code.replace("-", " "), slug=code, link_phrase=f"MS-related {code.replace('-', ' ')}")


def use(symptom: str, **changes) -> Use:
    return Use(**{"symptom": symptom_term(symptom), "status": "off_label", "sources": [LABEL], **changes})


def effect(wording: str, *terms: str, **changes) -> SideEffectEntry:
    values = {"group": "tell_clinician", "wording": wording, "terms": [term(code) for code in terms], "sources": [LABEL]}
    return SideEffectEntry(**{**values, **changes})


def source(code: str = LABEL, **changes) -> SourceDetails:
    values = {
        "code": code,
        "type": "label",
        "title": f"Official label {code}",
        "authors": "A. Example",
        "editors": "B. Example",
        "edition": "2nd edition",
        "container": "Register of labels",
        "publisher": "Example agency",
        "place": "Tarnholm",
        "issued": "2024-05",
        "url": f"https://labels.example.org/{code}",
        "isbn": "978-0-00-000000-2",
        "doi": "10.1000/182",
        "accessed": "2024-06-03",
        "market": "US",
        "grade": "primary",
        "permission": "Used with permission of the agency.",
        "reuse": Reuse(site=True, print=True, partners=True),
    }
    return SourceDetails(**{**values, **changes})


def medication_record(generic_name: str = "orbelazine", **changes) -> MedicationRecord:
    """An invented medicine for tremor and pain with everything a page can have."""
    values = {
        "slug": generic_name.replace(" ", "-"),
        "generic_name": generic_name,
        "pronunciation": "or-BEL-a-zeen",
        "brand_names": [
            BrandName(name="Quietrane", market="US", status="marketed"),
            BrandName(name="Quietrane", market="CA", status="discontinued"),
        ],
        "drug_class": term("calming-agent"),
        "dosage_forms": ["tablet", "capsule"],
        "routes": ["oral"],
        "availability": "prescription",
        "controlled_schedule": "IV",
        "generic_available": GenericInfo(value="yes", markets=["US", "CA"], as_of="2024-06", sources=[LABEL]),
        "uses": [
            use("tremor", primary=True, qualifier="at night", note="When other medicines did not help."),
            use("pain", status="approved"),
        ],
        "at_a_glance": [
            Statement(text=f"Calms the nerves. [@{LABEL}]"),
            Statement(kind="stopping", text=f"Do not stop suddenly. [@{LABEL}, p. 3]"),
            Statement(kind="missed_dose", text=f"Skip a missed dose. [@{LABEL}]"),
        ],
        "sections": [
            Section(kind="about", heading="About it", body=f"It is **made up**. [@{LABEL}]"),
            Section(kind="precautions", heading="Boxed warning", body=f"- Not for cats. [@{LABEL}, boxed warning]", boxed=True),
            Section(kind="proper_usage", heading="Proper usage", body=f"Swallow it whole. [@{BOOK}, p. 12]"),
        ],
        "lead_sentences": [
            LeadSentence(group="usually_settles", text="These often fade."),
            LeadSentence(group="tell_clinician", text="Tell your doctor or nurse about these."),
            LeadSentence(group="emergency", when="overdose", text="Signs of too much: call for help."),
        ],
        "side_effects": [
            effect(
                "sleepiness or tiredness", "drowsiness", "fatigue", group="usually_settles", look_alike=True, qualifier="mild"
            ),
            effect("ringing ears", "ringing-ears", frequency=Frequency(affected=9, of=100, placebo_affected=4, placebo_of=100)),
            effect("deep sleep", "coma", group="emergency", when="overdose"),
        ],
        "look_alike_footnote": "Some of these look like symptoms of MS.",
        "codes": [ExternalCode(system="rxnorm", code="2598"), ExternalCode(system="atc", code="N03AE01")],
        "sources": [source(LABEL), source(BOOK, type="book", title="Steady days", grade="secondary", issued="2003")],
        "whole_page_sources": [BOOK],
    }
    return MedicationRecord(**{**values, **changes})


def small_record(generic_name: str = "orbelazine", **changes) -> MedicationRecord:
    """Just enough to be published: one use, one source. Quick to save, where what a page says does not matter."""
    values = {
        "slug": generic_name.replace(" ", "-"),
        "generic_name": generic_name,
        "uses": [use("tremor", primary=True)],
        "sources": [source()],
        "whole_page_sources": [LABEL],
    }
    return MedicationRecord(**{**values, **changes})


def symptom_record(code: str = "tremor", **changes) -> SymptomRecord:
    named = symptom_term(code)
    values = {
        "code": code,
        "slug": named.slug,
        "name": named.label,
        "link_phrase": named.link_phrase,
        "group": "movement",
        "summary": f"What {named.label} is, in a sentence.",
        "aliases": [f"{named.label} alias"],
        "resources": [
            Resource(
                title=f"Living with {named.label}",
                publisher="Example society",
                kind="booklet",
                description="Twelve pages.",
                url="https://society.example.org/booklet",
            ),
            Resource(title="A leaflet without an address"),
        ],
    }
    return SymptomRecord(**{**values, **changes})


def side_effect_record(code: str = "drowsiness", **changes) -> SideEffectRecord:
    values = {
        "code": code,
        "slug": code,
        "name": term(code).label,
        "explanation": "Being sleepy in the day.",
        "aliases": [f"{code} alias"],
        "resembles": [term("tremor")],
        "may_worsen": [term("pain")],
    }
    return SideEffectRecord(**{**values, **changes})


def drug_class_record(code: str = "calming-agent", **changes) -> DrugClassRecord:
    return DrugClassRecord(**{"code": code, "slug": code, "name": term(code).label, "explanation": "It calms.", **changes})


def source_record(code: str = LABEL, **changes) -> SourceRecord:
    return SourceRecord(**source(code, **changes).model_dump())


def changed(record: AnyRecord, **changes) -> AnyRecord:
    """The record with these fields replaced, checked and put in order like a new one."""
    return type(record)(**{**dict(record), **changes})
