"""The model page, with every expected wording written down from the page itself."""

import pytest

from medications.importing.page import parse_page
from medications.importing.parsed import ParsedPage
from tests.importing.pages import TODAY, codes, legacy_text, message, needs_legacy

pytestmark = needs_legacy

USUALLY_SETTLES = [
    ("drowsiness or tiredness", False),
    ("clumsiness or unsteadiness", True),
    ("dizziness or lightheadedness", False),
    ("slurred speech", True),
    ("abdominal cramps or pain", False),
    ("blurred vision or other changes in vision", True),
    ("changes in sexual drive or performance", True),
    ("gastrointestinal changes, including constipation* or diarrhea", True),
    ("dryness of mouth", False),
    ("fast or pounding heartbeat", False),
    ("muscle spasm", True),
    ("trouble with urination", True),
    ("trembling", False),
]
TELL_CLINICIAN = [
    ("behavior problems, including difficulty concentrating and outbursts of anger", False),
    ("confusion or mental depression", False),
    ("convulsions", False),
    ("hallucinations", False),
    ("low blood pressure", False),
    ("muscle weakness", False),
    ("skin rash or itching", False),
    ("sore throat, fever, chills", False),
    ("unusual bleeding or bruising", False),
    ("unusual excitement or irritability", False),
]
OVERDOSE = [
    ("continuing confusion", False),
    ("severe drowsiness", False),
    ("shakiness", False),
    ("slowed heartbeat", False),
    ("shortness of breath", False),
    ("slow reflexes", False),
    ("continuing slurred speech", True),
    ("staggering", True),
    ("unusual severe weakness", True),
]
ABOUT = (
    "Clonazepam is a benzodiazepine that belongs to the group of medications called central nervous system (CNS) depressants, "
    "which slow down the nervous system. Although clonazepam is used for a variety of medical conditions, it is used in multiple "
    "sclerosis primarily for the treatment of tremor, pain, and spasticity."
)
PROPER_USAGE = [
    "Keep this medication out of the reach of children. An overdose of this medication may be especially dangerous for children.",
    "During the first few months taking clonazepam, your physician should check your progress at regular visits to make sure"
    " that this medicine does not cause unwanted effects.",
    "Take this medication only as directed by your physician; do not increase the dose without a prescription to do so.",
    "Clonazepam adds to the effects of alcohol and other CNS depressants (e.g., antihistamines, sedatives, tranquilizers, "
    "prescription pain medications, seizure medications, muscle relaxants, sleeping medications). Consult your physician before "
    "taking any of these CNS depressants while you are taking clonazepam. Taking an overdose of this medication or taking it"
    " with alcohol or other CNS depressants may lead to unconsciousness and possibly death.",
    "Stopping this medication suddenly may cause withdrawal side effects. Reduce the amount gradually before stopping"
    " completely.",
    "Clonazepam frequently causes people to become drowsy, dizzy, lightheaded, clumsy, or unsteady. Even if taken at bedtime, it "
    "may cause some people to feel drowsy or less alert on awakening.",
    "Studies in animals have shown that clonazepam can cause birth defects or other problems, including death of the animal"
    " fetus.",
    "Overuse of clonazepam during pregnancy may cause the baby to become dependent on it, leading to withdrawal side effects"
    " after birth. The use of clonazepam, especially during the last weeks of pregnancy, may cause breathing problems, muscle"
    " weakness, difficulty in feeding, and body temperature problems in the newborn infant.",
    "Clonazepam may pass into breast milk and cause drowsiness, slow heartbeat, shortness of breath, or troubled breathing in "
    "nursing babies.",
]
PERMISSION = (
    "Reprinted with permission from Rosalind C. Kalb (ed.), Multiple Sclerosis: The Questions You Have—The Answers You Need, "
    "3rd Edition. New York: Demos Medical Publishing, Inc., 2004"
)


@pytest.fixture(scope="module")
def page() -> ParsedPage:
    return parse_page(legacy_text("clonazepam.txt"), file="clonazepam.txt", today=TODAY)


@pytest.fixture(scope="module")
def data(page) -> dict:
    return page.as_json()


def rows(data: dict, group: str) -> list[tuple[str, bool]]:
    return [(row["wording"], row["look_alike"]) for row in data["side_effects"] if row["group"] == group]


def test_names_come_from_the_page_and_its_first_sentence(data):
    assert data["file"] == "clonazepam.txt"
    assert data["generic_name"] == {"value": "clonazepam", "inferred": True}
    assert data["pronunciation"] == ""
    assert data["brand_names"] == [{"name": "Klonopin", "market": "US"}]


def test_uses_keep_their_printed_order(data):
    assert data["uses"] == [
        {"symptom": "tremor", "qualifier": ""},
        {"symptom": "pain", "qualifier": ""},
        {"symptom": "spasticity", "qualifier": ""},
    ]


def test_generic_is_no_without_a_market_and_availability_is_not_stated(data):
    assert data["generic_available"] == {"value": "no", "markets": []}
    assert data["availability"] == ""


def test_sections_are_complete(data):
    assert data["sections"] == [
        {"kind": "about", "heading": "About", "body": ABOUT},
        {"kind": "proper_usage", "heading": "Proper Usage", "body": "\n\n".join(PROPER_USAGE)},
    ]


def test_side_effects_that_settle_are_the_thirteen_printed(data):
    assert rows(data, "usually_settles") == USUALLY_SETTLES


def test_side_effects_to_discuss_are_the_ten_printed(data):
    assert rows(data, "tell_clinician") == TELL_CLINICIAN


def test_overdose_signs_are_the_nine_printed(data):
    assert rows(data, "emergency") == OVERDOSE


def test_only_overdose_signs_are_marked_as_such(data):
    assert {(row["group"], row["when"]) for row in data["side_effects"]} == {
        ("usually_settles", "any"),
        ("tell_clinician", "any"),
        ("emergency", "overdose"),
    }


def test_no_wording_carries_a_qualifier(data):
    assert {row["qualifier"] for row in data["side_effects"]} == {""}


def test_lead_sentences_are_complete(data):
    assert data["lead_sentences"] == {
        "usually_settles": "Side effects that may go away during treatment as your body adjusts to the medication and do not "
        "require medical attention unless they continue for several weeks or are bothersome",
        "tell_clinician": "Unusual side effects that should be discussed as soon as possible with your physician",
        "emergency": "Symptoms of overdose that require immediate emergency help",
    }


def test_footnote_is_complete_without_its_star(data):
    assert data["footnote"] == (
        "Since it may be difficult to distinguish between certain common symptoms of MS and some side effects of clonazepam,"
        " be sure to consult your health care professional if an abrupt change of this type occurs."
    )


def test_resources_go_to_the_symptom_they_stand_under(data):
    assert data["related_resources"] == [
        {
            "symptom": "tremor",
            "title": "Tremor: The Basic Facts",
            "publisher": "",
            "description": "Treatments, therapies, coping techniques, and more.",
            "url": "",
        },
        {
            "symptom": "pain",
            "title": "Pain: The Basic Facts",
            "publisher": "",
            "description": "Types of pain, therapies, self-help, resources, and more.",
            "url": "",
        },
        {
            "symptom": "spasticity",
            "title": "Controlling Spasticity in MS",
            "publisher": "",
            "description": "Self-help, treatment goals, therapies, and more.",
            "url": "",
        },
    ]


def test_source_is_taken_apart_and_keeps_its_statement(data):
    assert data["sources"] == [
        {
            "type": "book",
            "title": "Multiple Sclerosis: The Questions You Have—The Answers You Need",
            "editors": "Rosalind C. Kalb",
            "edition": "3rd Edition",
            "place": "New York",
            "publisher": "Demos Medical Publishing, Inc.",
            "issued": "2004",
            "permission": PERMISSION,
        }
    ]


def test_last_updated_is_read_from_the_last_line(data):
    assert data["last_updated"] == "2005-01-13"


def test_nothing_is_left_unmapped(data):
    assert data["unmapped"] == []


def test_furniture_is_listed_for_a_person_to_check(page):
    assert page.furniture == (
        "Home - National Multiple Sclerosis Society",
        "Skip to navigation Skip to content",
        "Treatments > Medications Used In MS",
        "Brand Name Chemical Name",
        "Primary Usage in MS",
        "Generic Available",
        "Possible Side Effects",
        "Medication Index",
        "Other Medications Used to Treat MS-related Pain",
        "Other Medications Used to Treat Spasticity in MS",
        "Another Medication Used to Treat Tremor in MS",
        "Last updated",
    )


def test_findings_say_what_a_person_must_look_at(page):
    assert codes(page) == [
        "generic_name_inferred",
        "source_reuse_unconfirmed",
        "generic_market_unknown",
        "stale_claim",
        "stale_claim",
        "stale_claim",
        "stopping_statement_missing",
        "missed_dose_statement_missing",
        "pregnancy_in_proper_usage",
        "side_effect_terms_unmapped",
    ]


def test_findings_quote_the_statement_on_stopping_and_number_the_paragraphs(page):
    stopping = message(page, "stopping_statement_missing")
    assert "Stopping this medication suddenly may cause withdrawal side effects" in stopping
    assert "paragraph 5" in stopping
    assert "number 7, 8, 9" in message(page, "pregnancy_in_proper_usage")
