"""Hypothesis strategies over the record schema: any record that the working copy can hold, in the terms of a small vocabulary."""

from hypothesis import strategies as st

from medications.content import choices, schema
from medications.content.citations import cited_keys
from tests.factories import records

SYMPTOMS = ["tremor", "pain", "fatigue"]
CLASSES = ["calming-agent", "other-agent"]
SIDE_EFFECTS = ["drowsiness", "coma", "ringing-ears"]
SOURCES = ["example-label-2024", "ashgrove-2003", "other-book-1999"]
LARGEST = 2**31 - 1  # what the database's whole numbers hold

# No control characters, no line separators but the newline, no brackets (a citation is added on purpose or not at all).
CHARACTERS = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="[]")


def texts(longest: int = 30, *, required: bool = False) -> st.SearchStrategy[str]:
    found = st.text(CHARACTERS, max_size=longest).map(str.strip)
    return found.filter(bool) if required else found


def bodies() -> st.SearchStrategy[str]:
    """Several lines, with or without citations."""
    lines = st.one_of(texts(), st.sampled_from([f"[@{code}]" for code in SOURCES] + [f"Text [@{SOURCES[0]}, p. 3]."]))
    return st.lists(lines, max_size=4).map("\n".join)


def some(values, **kwargs) -> st.SearchStrategy[list]:
    """A few of the values, each at most once, in any order."""
    return st.lists(st.sampled_from(list(values)), unique=True, **kwargs)


def of_choices(kind, *, or_none: bool = False) -> st.SearchStrategy[str]:
    return st.sampled_from([*kind.values, ""] if or_none else kind.values)


def partial_dates() -> st.SearchStrategy[str]:
    return st.sampled_from(["", "2005", "2005-01", "2005-01-13"])


brand_names = st.builds(
    schema.BrandName,
    name=texts(required=True),
    market=st.sampled_from(["", *choices.MARKETS]),
    status=of_choices(choices.BrandStatus),
)
generics = st.builds(
    schema.GenericInfo,
    value=of_choices(choices.GenericAvailable),
    markets=some(choices.MARKETS),
    as_of=partial_dates(),
    sources=some(SOURCES),
)
uses = st.builds(
    schema.Use,
    symptom=st.sampled_from(SYMPTOMS).map(records.symptom_term),
    primary=st.booleans(),
    status=of_choices(choices.UseStatus),
    qualifier=texts(),
    note=texts(),
    sources=some(SOURCES),
)
statements = st.builds(schema.Statement, kind=of_choices(choices.StatementKind), text=bodies())
sections = st.builds(schema.Section, kind=of_choices(choices.SectionKind), heading=texts(), body=bodies(), boxed=st.booleans())
lead_sentences = st.builds(
    schema.LeadSentence, group=of_choices(choices.SideEffectGroup), when=of_choices(choices.When), text=texts()
)
codes = st.builds(schema.ExternalCode, system=of_choices(choices.CodeSystem), code=texts(20))


@st.composite
def frequencies(draw) -> schema.Frequency:
    of = draw(st.integers(1, LARGEST))
    values = {"of": of, "affected": draw(st.integers(0, of))}
    if draw(st.booleans()):
        on_placebo = draw(st.integers(1, LARGEST))
        values |= {"placebo_of": on_placebo, "placebo_affected": draw(st.integers(0, on_placebo))}
    return schema.Frequency(**values)


@st.composite
def side_effects(draw) -> schema.SideEffectEntry:
    group = draw(of_choices(choices.SideEffectGroup))
    emergency = group == choices.SideEffectGroup.EMERGENCY
    return schema.SideEffectEntry(
        group=group,
        when=draw(of_choices(choices.When)) if emergency else choices.When.ANY,
        wording=draw(texts(required=True)),
        terms=[records.term(code) for code in draw(some(SIDE_EFFECTS))],
        qualifier=draw(texts()),
        look_alike=draw(st.booleans()),
        frequency=draw(st.none() | frequencies()),
        sources=draw(some(SOURCES)),
    )


def a_set(strategy, *keys: str) -> st.SearchStrategy[list]:
    return st.lists(strategy, max_size=4, unique_by=lambda item: tuple(getattr(item, key) for key in keys))


@st.composite
def medication_records(draw, generic_name: str = "orbelazine") -> schema.MedicationRecord:
    values = {
        "slug": generic_name,
        "generic_name": generic_name,
        "pronunciation": draw(texts()),
        "brand_names": draw(a_set(brand_names, "name", "market")),
        "drug_class": draw(st.none() | st.sampled_from(CLASSES).map(records.term)),
        "dosage_forms": draw(some(choices.DosageForm.values, max_size=4)),
        "routes": draw(some(choices.Route.values)),
        "availability": draw(of_choices(choices.Availability, or_none=True)),
        "controlled_schedule": draw(of_choices(choices.ControlledSchedule, or_none=True)),
        "generic_available": draw(generics),
        "uses": draw(st.lists(uses, max_size=4)),
        "at_a_glance": draw(st.lists(statements, max_size=4)),
        "sections": draw(st.lists(sections, max_size=4)),
        "lead_sentences": draw(a_set(lead_sentences, "group", "when")),
        "side_effects": draw(st.lists(side_effects(), max_size=4)),
        "look_alike_footnote": draw(texts()),
        "codes": draw(a_set(codes, "system", "code")),
        "whole_page_sources": draw(some(SOURCES)),
    }
    return schema.MedicationRecord(**values, sources=[records.source(code) for code in sorted(cited(values))])


def cited(values: dict) -> set[str]:
    """Every source that the parts name: a record carries exactly these in full."""
    rows = [values["generic_available"], *values["uses"], *values["side_effects"]]
    found = {code for row in rows for code in row.sources} | set(values["whole_page_sources"])
    found_in_texts = [part.text for part in values["at_a_glance"]] + [part.body for part in values["sections"]]
    return found | {key for text in found_in_texts for key in cited_keys(text)}
