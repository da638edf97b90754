"""What is a typo, and what only looks like one. Every line here is something that somebody might try to slip through."""

import re
import time

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from medications.content.choices import Matter, Weight
from medications.content.weighing_text import Finding, Vocabulary, tokens, weigh_text
from medications.content.weighing_words import NEGATIONS, UNITS

NONE = Vocabulary(frozenset(), frozenset(), frozenset({"orbelazine", "quietrane"}))
TYPO, WORDING, CLINICAL, PLACE = Weight.TYPO, Weight.WORDING, Weight.CLINICAL, None


def heaviest(old: str, new: str, vocabulary: Vocabulary = NONE) -> Weight | None:
    """PLACE stands for other words, whose weight the place decides."""
    weights = {finding.weight for finding in weigh_text(old, new, vocabulary)}
    return next(weight for weight in (CLINICAL, PLACE, WORDING, TYPO) if weight in weights)


def in_a_sentence(word: str) -> str:
    return f"Ask your nurse about {word} today"


TYPOS = [
    ("Tell your docter.", "Tell your doctor."),
    ("Swallow teh capsule.", "Swallow the capsule."),
    ("It is usd for the bladdr.", "It is usd for the bladder."),
    ("Some poeple recieve it.", "Some people receive it."),
    ("The medicne helps", "The medicine helps"),
    ("Ask your nurse", "Ask your nurse."),
    ("ask your nurse.", "Ask your nurse."),
    ("Ask  your nurse.", "Ask your nurse."),
    ("Ask “your” nurse’s mate.", 'Ask "your" nurse\'s mate.'),
    ("It helps ofthe nurse.", "It helps of the nurse."),
    ("The ta blets help.", "The tablets help."),
    ("Tremor, pain and spasms.", "Tremor, pain, and spasms."),
    ("Tremor - a shaking.", "Tremor – a shaking."),
    ("Tremor helps.\r\nPain.", "Tremor helps.\nPain."),
]


@pytest.mark.parametrize(("old", "new"), TYPOS)
def test_a_typo(old, new):
    assert heaviest(old, new) == TYPO


OTHER_WORDS = [
    ("It helps the patient.", "It helps the parent."),  # both are words
    ("Ask your nurse now.", "Ask your nurse new."),
    ("a lack of colour", "a lack of valour"),
    ("The form helps.", "The from helps."),
    ("Ask your doctor.", "Ask your docter."),  # nobody corrects in that direction
    ("Tell your docter.", "Tell your docters."),
    ("a tablet of it", "a table of it"),
    ("Ask your nurse. Tell the doctor", "Ask. Your nurse tell the doctor"),
    ("Ask your nurse.", "Ask your nurse, please."),
    ("every day pains", "everyday pains"),
    ("It’s from the nurse.", "Its from the nurse."),
    ("Ask the nurse - the doctor.", "Ask the nurse (the doctor)."),
    ("Ask the nurse\n\nAnd the doctor", "Ask the nurse\nAnd the doctor"),
    ("Ask the nurse\n- the doctor", "Ask the nurse\n-the doctor"),
    ("Ask the nurse.", "Ask the **nurse**."),
    ("Ask the nurse.", "Ask the [nurse](nurse)."),
    ("It helps us.", "It helps US."),
    ("Stop. Drinking it helps", "Stop drinking it. Helps"),
    ("Tell your docter.", "Tell your doctor, nurse."),
    ("Ask the nurse. Tell the doctor", "Ask the nurse Tell the doctor"),
    ("It may be an usual pain.", "It may be an unsual pain."),
    ("It may be usafe.", "It may be usable."),
    # words that the list lacks, or where nobody knows which was meant
    ("a saccade", "a accede"),
    ("cytostatic", "gyrostatic"),
    ("blod clots", "bold clots"),
    ("Fear of deth", "Fear of depth"),
    ("The bledding", "The bedding"),
    ("He is faintng", "He is painting"),
    ("iregular pulse", "regular pulse"),
    ("un happly", "unhapply"),
    # what may be a name
    ("Ask about Provix now", "Ask about Prove now"),
    ("Ask about MAOXs", "Ask about Maoist"),
    # marks
    ("Chest pain", "Chest, pain"),
    ("People with asthma, ask the nurse.", "People, with asthma ask the nurse."),
    ("It helps", "It helps?"),
    ("It helps!", "It helps"),
    # addresses
    ("[doctr](https://a.org/doctr)", "[doctor](https://a.org/doctor)"),
    ("[it](<my docter>)", "[it](<my doctor>)"),
    ("See https://heath.org/docter", "See https://heath.org/doctor"),
    ("Write to docter@a.org", "Write to doctor@a.org"),
    ("See docter.org", "See doctor.org"),
    ("[it](mailto:docter)", "[it](mailto:doctor)"),
]


@pytest.mark.parametrize(("old", "new"), OTHER_WORDS)
def test_what_is_no_typo(old, new):
    assert heaviest(old, new) != TYPO


DANGEROUS = [
    # numbers and doses
    ("Take 10 mg.", "Take 100 mg."),
    ("Take 1.5 mg.", "Take 15 mg."),
    ("Take 1.5 mg.", "Take 1,5 mg."),
    ("Take .5 mg.", "Take 5 mg."),
    ("Take 2-5 of it.", "Take 25 of it."),
    ("Take 2–5 of it.", "Take 2 5 of it."),
    ("Take 2 - 5 of it.", "Take 2, 5 of it."),
    ("Take 10 of it.", "Take 1 0 of it."),
    ("Take 10 of it.", "Take 1\u200b0 of it."),
    ("Take 10 of it.", "Take １０ of it."),
    ("Take 10 of it.", "Take lO of it."),
    ("Take 10 of it.", "Take l0 of it."),
    ("Take lO of it.", "Take 10 of it."),
    ("Take ½ of it.", "Take 1/2 of it."),
    ("Take 10 of it.", "Take −10 of it."),
    ("Take 10 of it.", "Take 10% of it."),
    ("Take 10 of it.", "Take <10 of it."),
    ("Take 10 mg.", "Take 10 mcg."),
    ("Take 10 mg.", "Take 10 µg."),
    ("Take 10 mg.", "Take 10 Mg."),
    ("Take 10 milligams.", "Take 10 milligrams."),
    ("Take 10 micorgrams.", "Take 10 micrograms."),
    ("Take one of it.", "Take two of it."),
    ("Take it fourr times.", "Take it four times."),
    ("Take it once.", "Take it twice."),
    ("Take it dialy.", "Take it daily."),
    ("Grade II pain.", "Grade III pain."),
    ("Vitamin C helps.", "Vitamin D helps."),
    ("1. Ask the nurse", "2. Ask the nurse"),
    ("Take 10 tablets.", "Take 10 capsules."),
    ("It is 2 - 5 of it", "It is 2 – 5 of it"),
    ("Type V pain.", "Type X pain."),
    ("Take 1[@a] of it.", "Take 1[@a]0 of it."),
    ("Take 10 of it.", "Take 1[@a]0 of it."),
    ("Take 10 of it.", "Take 1&#48; of it."),
    # negations
    ("Do not drive.", "Do now drive."),
    ("Do now drive.", "Do not drive."),
    ("You can drive.", "You can't drive."),
    ("You cant drive.", "You can drive."),
    ("You dont drive.", "You don't drive."),
    ("Drive with it.", "Drive without it."),
    ("Do n\u200bot drive.", "Do now drive."),
    ("Do nоt drive.", "Do not drive."),  # a Cyrillic o
    ("Do 𝐧𝐨𝐭 drive.", "Do drive."),
    ("Do n\u200bow drive.", "Do n\u200bot drive."),
    ("Do no\u00adw drive.", "Do no\u00adt drive."),
    ("Never ask the nurse.", "Ever ask the nurse."),
    ("Avoid the nurse.", "Aloud the nurse."),
    ("Do nto drive.", "Do not drive."),
    ("This is no thing.", "This is nothing."),
    ("It is notable.", "It is not able."),
    ("Ask your nurse.", "Ask your nursе."),  # a Cyrillic e, and no dangerous word
    # degree, direction, time
    ("hypotension helps", "hypertension helps"),
    ("hyptension helps", "hypertension helps"),
    ("hyptension helps", "hypotension helps"),
    ("It in creases pain.", "It increases pain."),
    ("It increases pain.", "It in creases pain."),
    ("It may help.", "It must help."),
    ("You mus ask.", "You must ask."),
    ("Ask before pain.", "Ask after pain."),
    ("Ask if in pain.", "Ask in pain."),
    # names of medicines
    ("Take quietran.", "Take quietrane."),
    ("Ask for orbelazine.", "Ask for orbelazide."),
    ("Ask for lorazpam.", "Ask for lorazepam."),
    ("Ask about imipramine.", "Ask about trimipramine."),
    ("Ask about digoxin.", "Ask about dioxin."),
    ("Ask about statins.", "Ask about stations."),
    ("Ask about torsemide.", "Ask about horsehide."),
    ("Ask about lyrica.", "Ask about lyrics."),
    ("Ask about warfarin's mate.", "Ask about warfare's mate."),
    ("Ask about aspirin.", "Ask about aspiring."),
    ("Ask about Lamisil.", "Ask about Lamictal."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), DANGEROUS)
def test_what_changes_a_dose_a_negation_or_a_degree_is_clinical(old, new):
    assert heaviest(old, new) == CLINICAL


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Do not stop. Call the nurse", "Do not stop, call the nurse"),
        ("Do not drive, nurse or eat.", "Do not drive nurse or eat."),
        ("Ask your nurse of it.", "Ask your nurse off it."),
        ("Ask about teh dose", "Ask about ten dose"),
        ("Take usafe.", "Take unsafe."),
    ],
)
def test_a_mark_or_a_letter_that_turns_a_sentence_round_is_no_typo(old, new):
    assert heaviest(old, new) != TYPO


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It helps. [@one]", "It helps. [@two]"),
        ("It helps. [@one, p. 3]", "It helps. [@one, p. 33]"),
        ("It helps. [@one] It hurts.", "It helps. It hurts. [@one]"),
        ("It helps.", "It helps. [@one]"),
    ],
)
def test_citation_marks_are_wording(old, new):
    assert heaviest(old, new) == WORDING


def test_a_word_that_the_page_has_elsewhere_is_not_a_misspelt_one():
    page = Vocabulary(frozenset({"paroxsym"}), frozenset({"paroxsym"}))

    assert heaviest("a paroxsym", "a paroxysm", NONE) == TYPO
    assert heaviest("a paroxsym", "a paroxysm", page) == PLACE


def test_a_word_that_only_the_page_knows_corrects_a_misspelt_one():
    page = Vocabulary(frozenset({"tarnholm"}), frozenset({"tarnholm"}))

    assert heaviest("in tarnhlom", "in tarnholm", NONE) == PLACE
    assert heaviest("in tarnhlom", "in tarnholm", page) == TYPO
    assert heaviest("in tarnhlm", "in tarnholm", page) == PLACE  # it may be a word of its own


def test_the_finding_says_what_became_what():
    assert weigh_text("Tell your docter of it.", "Tell your doctor of it.", NONE) == [
        Finding(TYPO, "“docter” became “doctor”", matters=frozenset({Matter.TYPO})),
    ]


def test_the_same_text_has_nothing_to_say():
    assert weigh_text("Take 10 mg.", "Take 10 mg.", NONE) == []


def test_many_misspelt_words_do_not_keep_anybody_waiting():
    letters = "abcdefghijklmnopqrstuvwxyz"
    misspelt = [f"t{one}{two}blets" for one in letters for two in letters]
    began = time.monotonic()

    assert heaviest(" ".join(misspelt), " ".join("tablets" for _ in misspelt)) == PLACE

    assert time.monotonic() - began < 2


@pytest.mark.parametrize("text", ["a" * 30_000, "a-" * 15_000, "a." * 15_000, "](<" * 10_000, "a:/" * 10_000])
def test_what_is_nearly_an_address_does_not_keep_anybody_waiting(text):
    began = time.monotonic()

    tokens(text)

    assert time.monotonic() - began < 1


def test_very_long_texts_do_not_keep_anybody_waiting():
    old = "word wrod , ".replace(",", "\u200b") * 5_000
    began = time.monotonic()

    heaviest(old, old.replace("wrod", "sword"))

    assert time.monotonic() - began < 2


# What always holds

WORDS = st.sampled_from("take the tablet not now no on 10 1.5 mg mcg docter doctor teh daily never can can't nto of off".split())
GLUE = st.sampled_from([" ", " ", " ", ", ", ". ", "-", "\n", "\n- ", "\u200b", "", "'", "/"])
TEXTS = st.lists(st.tuples(WORDS, GLUE), min_size=1, max_size=12).map(lambda parts: "".join(map("".join, parts)).strip())
LETTERS = st.text(st.sampled_from("nowtdclO0125½.,-’' \u200bоІ１"), max_size=2)


@st.composite
def edits(draw):
    """A text, and the same with a few characters put in, taken out or replaced."""
    old = new = draw(TEXTS)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(new)))
        new = new[:at] + draw(LETTERS) + new[at + draw(st.integers(0, 3)) :]
    return old, new.strip()


def digits(text: str) -> list[str]:
    return [char for char in text if char.isnumeric()]


def matters(text: str) -> list[str]:
    """Each number with the marks in it, each negation and each unit, by a reading of its own."""
    plain = text.replace("’", "'").casefold().replace("\u200b", "")
    found = []
    for chunk in plain.replace("\n", " ").replace("/", " ").split():
        if digits(chunk):
            found.append(chunk.strip(".,'"))
        else:
            words = [word.strip("'") for word in re.findall(r"[^\W_']+(?:'[^\W_']+)*", chunk)]
            found += [word for word in words if word in NEGATIONS | UNITS or word.endswith("n't")]
    return found


@pytest.mark.slow
@settings(max_examples=400)
@given(edit=edits())
@example(edit=("take 10", "take 1 0"))
def test_no_changed_number_unit_or_negation_is_ever_a_typo(edit):
    old, new = edit
    assume(matters(old) != matters(new) or digits(old) != digits(new))

    assert heaviest(old, new) == CLINICAL


@settings(max_examples=300)
@given(edit=st.tuples(TEXTS, TEXTS) | edits())
def test_texts_that_differ_have_a_finding(edit):
    old, new = edit

    assert bool(weigh_text(old, new, NONE)) == (old != new)


@given(text=st.text(max_size=40))
def test_tokens_lose_no_visible_character(text):
    def visible(part: str) -> str:
        return "".join(part.replace("’", "'").replace("‘", "'").replace("”", '"').replace("“", '"').split())

    assert visible("".join(tokens(text))) == visible(text)
