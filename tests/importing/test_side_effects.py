"""Groups, rows, stars, qualifiers and the footnote."""

import pytest

from medications.content.choices import SideEffectGroup, When
from medications.importing.side_effects import group_of
from tests.importing.pages import codes, parsed, small_page


def rows(page) -> list[tuple[str, str, bool]]:
    return [(row.wording, row.qualifier, row.look_alike) for row in page.side_effects]


def read(text: str):
    return parsed(small_page(side_effects=text))


@pytest.mark.parametrize(
    ("lead", "group", "when"),
    [
        ("Symptoms of overdose that require immediate emergency help", SideEffectGroup.EMERGENCY, When.OVERDOSE),
        ("Unusual side effects that require immediate medical attention", SideEffectGroup.EMERGENCY, When.ANY),
        ("Side effects that do not require immediate medical attention", SideEffectGroup.USUALLY_SETTLES, When.ANY),
        ("Side effects that typically go away as your body adjusts", SideEffectGroup.USUALLY_SETTLES, When.ANY),
        ("Tell your doctor about effects that do not go away", SideEffectGroup.TELL_CLINICIAN, When.ANY),
        ("Check with your physician if these don't go away", SideEffectGroup.TELL_CLINICIAN, When.ANY),
    ],
)
def test_lead_sentence_says_which_group(lead, group, when):
    assert group_of(lead) == (group, when)


def test_lead_sentence_that_says_nothing_to_do_opens_no_group():
    page = read("Other effects were seen: yawning; sneezing.")

    assert page.side_effects == ()
    assert page.unmapped == ("Other effects were seen: yawning; sneezing.",)
    assert "side_effects_missing" in codes(page)


@pytest.mark.parametrize(
    ("item", "row"),
    [
        ("weakness*", ("weakness", "", True)),
        ("weakness *", ("weakness", "", True)),
        ("weakness* (severe)", ("weakness", "severe", True)),
        ("weakness (severe)*", ("weakness", "severe", True)),
        ("weakness (severe; sudden)", ("weakness", "severe; sudden", False)),
        ("numb (tingling) hands", ("numb (tingling) hands", "", False)),
        ("constipation* or diarrhea", ("constipation* or diarrhea", "", True)),
        ("weakness**", ("weakness**", "", True)),
        ("(rare)", ("(rare)", "", False)),
    ],
)
def test_star_and_closing_bracket_of_a_wording(item, row):
    page = read(f"Effects that go away: yawning; {item}; sneezing.")

    assert rows(page) == [("yawning", "", False), row, ("sneezing", "", False)]
    assert page.unmapped == ()


def test_missing_closing_bracket_does_not_swallow_the_list():
    page = read("Effects that go away: yawning (long; sneezing; hiccups.")

    assert [row.wording for row in page.side_effects] == ["yawning (long", "sneezing", "hiccups"]


def test_group_wrapped_over_lines_is_one_group():
    page = read("Effects that often\ngo away: yawning; loud\nsneezing.")

    assert page.lead_sentences[0].text == "Effects that often go away"
    assert [row.wording for row in page.side_effects] == ["yawning", "loud sneezing"]
    assert page.unmapped == ()


def test_groups_on_lines_without_a_blank_one_between_are_parted():
    page = read("Effects that go away: yawning.\nTell your doctor about: fever.\n*Symptoms of MS may look alike.")

    assert [(row.group, row.wording) for row in page.side_effects] == [
        (SideEffectGroup.USUALLY_SETTLES, "yawning"),
        (SideEffectGroup.TELL_CLINICIAN, "fever"),
    ]
    assert page.footnote == "Symptoms of MS may look alike."


def test_bullets_below_a_lead_sentence_are_its_rows():
    page = read("Tell your doctor about:\n  • fever*\n  • chills.\n\n*Symptoms of MS may look alike.")

    assert rows(page) == [("fever", "", True), ("chills", "", False)]
    assert page.unmapped == ()


def test_prose_among_the_groups_is_unmapped():
    page = read("Effects that go away: yawning.\n\nNobody wrote down more than these.")

    assert page.unmapped == ("Nobody wrote down more than these.",)


def test_sentence_behind_the_last_row_is_pointed_out():
    page = read("Effects that go away: yawning; sneezing. If they stay, tell your doctor.")

    assert "side_effect_wording_long" in codes(page)


def test_star_without_a_footnote_is_pointed_out():
    assert "footnote_missing" in codes(read("Effects that go away: yawning*."))


def test_footnote_without_a_star_is_pointed_out():
    assert "footnote_unused" in codes(read("Effects that go away: yawning.\n\n*Symptoms of MS may look alike."))


def test_second_footnote_is_unmapped():
    page = read("Effects that go away: yawning*.\n\n*Symptoms of MS may look alike.\n\n*Side effects differ.")

    assert page.footnote == "Symptoms of MS may look alike."
    assert page.unmapped == ("*Side effects differ.",)


def test_two_lead_sentences_of_one_group_are_both_kept():
    page = read("Symptoms of overdose: fainting.\n\nGet emergency help for: fever.")

    assert page.as_json()["lead_sentences"] == {"emergency": "Symptoms of overdose\nGet emergency help for"}
    assert [row.when for row in page.side_effects] == [When.OVERDOSE, When.ANY]
    assert "lead_sentence_repeated" in codes(page)
    assert page.unmapped == ()


@pytest.mark.parametrize(
    ("lead", "group"),
    [
        ("Side effects that usually go away while your body gets used to it", SideEffectGroup.USUALLY_SETTLES),
        ("The following are temporary and wear off", SideEffectGroup.USUALLY_SETTLES),
        ("Effects that may pass within days", SideEffectGroup.USUALLY_SETTLES),
        ("Side effects that rarely require medical attention", SideEffectGroup.USUALLY_SETTLES),
        ("Side effects that don't require medical attention", SideEffectGroup.USUALLY_SETTLES),
        ("Tell somebody at the clinic: report effects that never wear off", SideEffectGroup.TELL_CLINICIAN),
        ("Side effects that require medical attention", SideEffectGroup.TELL_CLINICIAN),
        ("Effects to discuss with your pharmacist", SideEffectGroup.TELL_CLINICIAN),
        ("Call your doctor right away if you notice", SideEffectGroup.EMERGENCY),
        ("Go to the nearest hospital if you have", SideEffectGroup.EMERGENCY),
    ],
)
def test_lead_sentence_of_another_wording_says_which_group(lead, group):
    assert group_of(lead) == (group, When.ANY)


@pytest.mark.parametrize(
    "text",
    [
        "Tell your doctor about:\n1. fever;\n2. chills;",
        "Tell your doctor about:\n* fever\n* chills",
        "Tell your doctor about\n- fever,\n- chills",
        "Tell your doctor about:\nfever\nchills",
        "Tell your doctor about:\n\nfever\n\nchills",
        "Tell your doctor about:\n\nfever; and chills.",
        "Effects to tell your doctor about include fever; and chills.",
    ],
)
def test_rows_below_a_lead_in_any_form(text):
    page = read(text)

    assert rows(page) == [("fever", "", False), ("chills", "", False)]
    assert [lead.group for lead in page.lead_sentences] == [SideEffectGroup.TELL_CLINICIAN]
    assert page.unmapped == ()


def test_further_line_of_an_item_belongs_to_its_row():
    page = read("Tell your doctor about:\n• chills that do not stop within\n  an hour\n• fever")

    assert rows(page) == [("chills that do not stop within an hour", "", False), ("fever", "", False)]


def test_lead_right_below_an_item_is_no_part_of_its_row():
    page = read("Effects that go away:\n• yawning\nGet emergency help for:\n• fainting")

    assert [(row.group, row.wording) for row in page.side_effects] == [
        (SideEffectGroup.USUALLY_SETTLES, "yawning"),
        (SideEffectGroup.EMERGENCY, "fainting"),
    ]


def test_items_below_words_that_open_no_group_do_not_go_to_the_group_before():
    page = read("Effects that go away: yawning.\n\nOther effects:\n• fainting")

    assert rows(page) == [("yawning", "", False)]
    assert page.unmapped == ("Other effects:", "• fainting")


def test_items_that_are_groups_themselves_are_read_as_groups():
    page = read(
        "* Effects that go away: yawning; coughs*.\n* Tell your doctor about: fever; chills.\n\n* Symptoms of MS are like that."
    )

    assert [row.wording for row in page.side_effects] == ["yawning", "coughs", "fever", "chills"]
    assert page.footnote == "Symptoms of MS are like that."
    assert page.unmapped == ()


def test_list_with_commas_is_one_row_and_pointed_out():
    page = read("Effects that go away: yawning, coughs, and sneezing.")

    assert [row.wording for row in page.side_effects] == ["yawning, coughs, and sneezing"]
    assert "side_effect_wording_long" in codes(page)


def test_groups_below_links_are_read():
    page = read("Effects that go away: yawning.\n\nMedication Index\n\nAbout Vertigo\n\nSteady\n\nTell your doctor about: fever.")

    assert [row.wording for row in page.side_effects] == ["yawning", "fever"]
    assert page.related_resources[0].title == "Steady"


@pytest.mark.parametrize(
    "text",
    [
        "Effects that go away: yawning; coughs\nGet emergency help for: fainting",
        "Effects that go away:\nyawning\ncoughs\nGet emergency help for:\nfainting",
        "Effects that go away:\nyawning\ncoughs\nGet emergency help if any of these occur\nfainting",
        "Effects that go away:\n\nyawning\n\ncoughs\n\nGet emergency help if any of these occur\n\nfainting",
    ],
)
def test_emergency_sign_right_below_rows_is_never_one_that_settles(text):
    page = read(text)

    assert [(row.group, row.wording) for row in page.side_effects] == [
        (SideEffectGroup.USUALLY_SETTLES, "yawning"),
        (SideEffectGroup.USUALLY_SETTLES, "coughs"),
        (SideEffectGroup.EMERGENCY, "fainting"),
    ]


def test_words_with_a_colon_within_a_row_are_pointed_out():
    assert "side_effect_wording_long" in codes(read("Effects that go away: yawning; coughs\nRare effects: fainting."))


@pytest.mark.parametrize(
    "footnote",
    [
        "*MS itself can bring on these; have any abrupt change looked at.",
        "* Any of the starred effects may be MS rather than the medicine. Ask your health care professional about it.",
        "*Since several of these also occur in multiple sclerosis, ask about any abrupt change.",
    ],
)
def test_footnote_in_whatever_words_is_no_row(footnote):
    page = parsed(small_page(side_effects=f"Effects that go away: yawning*; chills.\n\n{footnote}"))

    assert page.footnote == footnote.lstrip("* ")
    assert [row.wording for row in page.side_effects] == ["yawning", "chills"]


def test_lead_that_asks_to_discuss_without_delay_is_no_emergency():
    page = parsed(small_page(side_effects="Effects to be discussed with your physician without delay: rash; chills."))

    assert {row.group for row in page.side_effects} == {"tell_clinician"}
