"""What each part of a record weighs when it changes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medications.content import schema
from medications.content.choices import Weight
from medications.content.weighing import weigh
from tests.content.test_weighing_text import edits, matters
from tests.factories import records, strategies

RECORD = records.medication_record()
TYPO, WORDING, CLINICAL = Weight.TYPO, Weight.WORDING, Weight.CLINICAL
MISSPELT = "It was found by acident."
CORRECT = "It was found by accident."
OTHER = "It was found by chance."
WITH_NUMBER = "It was found by 9 in an accident."


def changed(**changes):
    return records.changed(RECORD, **changes)


def with_first(field: str, **changes):
    first, *others = getattr(RECORD, field)
    return changed(**{field: [first.model_copy(update=changes), *others]})


def section(kind: str, body: str, **changes):
    return changed(sections=[schema.Section(kind=kind, heading="Heading", body=body, **changes)])


STRUCTURE = {
    "name": changed(generic_name="orbelazine sodium"),
    "misspelt name": changed(generic_name="orbelazin"),
    "address of another medicine": changed(slug="clonazepam-tablets"),
    "brand name": with_first("brand_names", name="Quietrana"),
    "brand gone": changed(brand_names=RECORD.brand_names[:1]),
    "brand still sold": with_first("brand_names", status="unknown"),
    "drug class": changed(drug_class=records.term("other-agent")),
    "dosage forms": changed(dosage_forms=["tablet"]),
    "routes": changed(routes=["oral", "nasal"]),
    "availability": changed(availability="both"),
    "schedule": changed(controlled_schedule="V"),
    "generic claim": changed(generic_available=RECORD.generic_available.model_copy(update={"value": "no"})),
    "generic market": changed(generic_available=RECORD.generic_available.model_copy(update={"markets": ("US",)})),
    "generic date": changed(generic_available=RECORD.generic_available.model_copy(update={"as_of": "2025"})),
    "another symptom": with_first("uses", symptom=records.symptom_term("fatigue")),
    "no longer primary": with_first("uses", primary=False),
    "approval of a use": with_first("uses", status="approved"),
    "use gone": changed(uses=RECORD.uses[:1]),
    "use new": changed(uses=[*RECORD.uses, records.use("fatigue")]),
    "uses the other way round": changed(uses=RECORD.uses[::-1]),
    "statement of another kind": with_first("at_a_glance", kind="stopping"),
    "statement gone": changed(at_a_glance=RECORD.at_a_glance[:2]),
    "statements the other way round": changed(at_a_glance=RECORD.at_a_glance[::-1]),
    "boxed": with_first("sections", boxed=True),
    "section of another kind": with_first("sections", kind="other"),
    "precautions gone": changed(sections=[RECORD.sections[0], RECORD.sections[2]]),
    "order of sections with a boxed one": changed(sections=RECORD.sections[::-1]),
    "group of a side effect": with_first("side_effects", group="tell_clinician"),
    "overdose": changed(side_effects=[*RECORD.side_effects[:2], RECORD.side_effects[2].model_copy(update={"when": "any"})]),
    "term of a side effect": with_first("side_effects", terms=(records.term("drowsiness"),)),
    "look-alike": with_first("side_effects", look_alike=False),
    "frequency": with_first("side_effects", frequency=schema.Frequency(affected=1, of=9)),
    "side effect gone": changed(side_effects=RECORD.side_effects[1:]),
    "side effects the other way round": changed(side_effects=RECORD.side_effects[::-1]),
    "lead sentence gone": changed(lead_sentences=RECORD.lead_sentences[1:]),
    "code": changed(codes=RECORD.codes[:1]),
}


@pytest.mark.parametrize("new", STRUCTURE.values(), ids=STRUCTURE)
def test_structure_that_a_reader_acts_on_is_clinical(new):
    assert weigh(RECORD, new).weight == weigh(new, RECORD).weight == CLINICAL


FORM = {
    "address": changed(slug="moved"),
    "pronunciation": changed(pronunciation="or-BELL-a-zeen"),
    "source of the whole page": changed(whole_page_sources=[records.LABEL]),
    "source of a use": with_first("uses", sources=(records.BOOK,)),
    "source of a side effect": with_first("side_effects", sources=()),
    "source of a claim": changed(generic_available=RECORD.generic_available.model_copy(update={"sources": ()})),
    "details of a source": with_first("sources", title="Steadier days", issued="2004"),
    "permission of a source": with_first("sources", reuse=schema.Reuse()),
    "citation mark": with_first("sections", body=f"It is **made up**. [@{records.BOOK}]"),
    "citation mark of a dose": changed(
        sections=[*RECORD.sections[:2], RECORD.sections[2].model_copy(update={"body": "Swallow it whole."})]
    ),
    "other words in about": with_first("sections", body=f"It is **invented**. [@{records.LABEL}]"),
    "name of the same term": changed(drug_class=schema.Term(code="calming-agent", label="soothing agent")),
    "address of the same term": with_first("uses", symptom=RECORD.uses[0].symptom.model_copy(update={"slug": "shaking"})),
}


@pytest.mark.parametrize("new", FORM.values(), ids=FORM)
def test_sources_address_and_the_like_are_wording(new):
    assert weigh(RECORD, new).weight == weigh(new, RECORD).weight == WORDING


def test_the_order_of_sections_without_a_boxed_one_is_wording():
    plain = changed(sections=[RECORD.sections[0], RECORD.sections[2]])

    assert weigh(plain, records.changed(plain, sections=plain.sections[::-1])).weight == WORDING


def texts(of_text) -> dict:
    """A record with this text in each place where there is one."""
    return {
        "section precautions": lambda text: section("precautions", text),
        "section pregnancy": lambda text: section("pregnancy", text),
        "section interactions": lambda text: section("interactions", text),
        "section overdose": lambda text: section("overdose", text),
        "section proper usage": lambda text: section("proper_usage", text),
        "section other": lambda text: section("other", text),
        "boxed section about": lambda text: section("about", text, boxed=True),
        "heading": lambda text: with_first("sections", heading=text, kind="precautions"),
        "at a glance": lambda text: changed(at_a_glance=[schema.Statement(text=text)]),
        "stopping": lambda text: changed(at_a_glance=[schema.Statement(kind="stopping", text=text)]),
        "note of a use": lambda text: with_first("uses", note=text),
        "lead sentence": lambda text: with_first("lead_sentences", text=text),
        "wording of a side effect": lambda text: with_first("side_effects", wording=text),
        "qualifier of a side effect": lambda text: with_first("side_effects", qualifier=text),
        "footnote": lambda text: changed(look_alike_footnote=text),
        "name of a side effect": lambda text: records.side_effect_record(name=text),
        "explanation of a side effect": lambda text: records.side_effect_record(explanation=text),
        "name of a symptom": lambda text: records.symptom_record(name=text),
        "name of a drug class": lambda text: records.drug_class_record(name=text),
    } if of_text == CLINICAL else {
        "section about": lambda text: section("about", text),
        "section storage": lambda text: section("storage", text),
        "summary of a symptom": lambda text: records.symptom_record(summary=text),
        "link phrase of a symptom": lambda text: records.symptom_record(link_phrase=text),
        "explanation of a drug class": lambda text: records.drug_class_record(explanation=text),
    }  # fmt: skip


@pytest.mark.parametrize("place", [*texts(CLINICAL).values(), *texts(WORDING).values()])
def test_a_typo_is_one_in_every_text(place):
    assert weigh(place(MISSPELT), place(CORRECT)).weight == TYPO


@pytest.mark.parametrize("place", texts(CLINICAL).values(), ids=texts(CLINICAL))
def test_other_words_are_clinical_where_they_say_what_to_do(place):
    assert weigh(place(CORRECT), place(OTHER)).weight == CLINICAL


@pytest.mark.parametrize("place", texts(WORDING).values(), ids=texts(WORDING))
def test_other_words_are_wording_elsewhere(place):
    assert weigh(place(CORRECT), place(OTHER)).weight == WORDING


CLAIMS = [
    ("It is approved for men.", "It is approved for women."),
    ("It is used for tremor.", "It is used for seizures."),
    ("Its uses are tremor and pain.", "Its uses are tremor and itching."),
    ("Found by accident.", "Found by accident. Chew it with ice."),
    ("Found by accident. Sold to adult women.", "Found by accident."),
    ("Put it in the fridge.", "Put it in the freezer."),
    ("It came after morphine.", "It came after another one."),
    ("See [it](https://a.org).", "See [it](https://b.org)."),
    ("See [it](<do not>", "See [it](<do now>"),
    ("A cousin of one more.", "A brother of one more."),  # a number in the sentence
]


@pytest.mark.parametrize("change", CLAIMS)
@pytest.mark.parametrize("place", sorted(set(texts(WORDING)) - {"link phrase of a symptom"}))
def test_a_sentence_that_claims_something_is_clinical_in_prose(place, change):
    old, new = map(texts(WORDING)[place], change)

    assert weigh(old, new).weight == weigh(new, old).weight == CLINICAL


@pytest.mark.parametrize("place", [*texts(CLINICAL).values(), *texts(WORDING).values()])
def test_a_number_is_clinical_in_every_text(place):
    assert weigh(place(CORRECT), place(WITH_NUMBER)).weight == CLINICAL


def test_a_new_section_weighs_what_it_says():
    plain = schema.Section(kind="storage", heading="Storage", body="The box stays in the cupboard.")
    cold = plain.model_copy(update={"body": "Keep it at 5 degrees."})
    risky = plain.model_copy(update={"kind": "precautions"})

    weights = [weigh(RECORD, changed(sections=[*RECORD.sections, new])).weight for new in (plain, cold, risky)]

    assert weights == [WORDING, CLINICAL, CLINICAL]


@pytest.mark.parametrize(
    "new",
    [
        records.symptom_record(aliases=["shakes"]),
        records.symptom_record(group="other"),
        records.symptom_record(resources=[]),
        records.symptom_record(slug="shakes"),
        records.side_effect_record("tremor", aliases=[]),
    ],
)
def test_how_a_term_is_found_is_wording(new):
    old = records.symptom_record() if new.kind == "symptom" else records.side_effect_record("tremor")

    assert weigh(old, new).weight == WORDING


@pytest.mark.parametrize("field", ["resembles", "may_worsen"])
def test_what_a_side_effect_may_worsen_is_clinical(field):
    assert weigh(records.side_effect_record(), records.side_effect_record(**{field: []})).weight == CLINICAL


@pytest.mark.parametrize("changes", [{"title": "Take 9"}, {"grade": "secondary"}, {"reuse": schema.Reuse()}])
def test_a_source_is_wording(changes):
    assert weigh(records.source_record(), records.source_record(**changes)).weight == WORDING


def test_the_heaviest_change_counts_and_each_says_why():
    new = changed(slug="moved", availability="both")

    weighed = weigh(RECORD, new)

    assert weighed.weight == CLINICAL
    assert [(each.change.label, each.weight, each.why) for each in weighed.reasons] == [
        ("Web address", WORDING, "the web address"),
        ("Availability", CLINICAL, "whether it needs a prescription"),
    ]


def test_no_change_weighs_least():
    assert (weigh(RECORD, RECORD).weight, weigh(RECORD, RECORD).reasons) == (TYPO, ())


def test_a_field_that_nobody_has_weighed_is_clinical(monkeypatch):
    monkeypatch.setattr("medications.content.weighing._CLINICAL_FIELDS", {})

    assert weigh(RECORD, changed(availability="both")).weight == CLINICAL


# What always holds


@pytest.mark.slow
@given(old=strategies.medication_records(), new=strategies.medication_records())
def test_every_change_is_weighed(old, new):
    weighed = weigh(old, new)

    assert all(reason.why for reason in weighed.reasons)
    assert weighed.weight in {reason.weight for reason in weighed.reasons} | ({TYPO} if old == new else set())


@pytest.mark.slow
@settings(max_examples=300)
@given(edit=edits(), place=st.sampled_from([*texts(CLINICAL).values(), *texts(WORDING).values()]))
def test_a_changed_number_or_negation_is_never_less_than_clinical(edit, place):
    old, new = edit

    if matters(old) != matters(new):
        assert weigh(place(old or "x"), place(new or "x")).weight == CLINICAL
