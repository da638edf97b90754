"""Texts that are cut, double, of another layout, or no page about a medicine at all."""

import pytest

from tests.importing.pages import codes, message, parsed, sample_text, small_page


@pytest.mark.parametrize(
    "text", ["", "\n \n", "Dear members,\n\nour office is closed.", "file,address\na.txt,http://example.org"]
)
def test_text_that_is_no_page_about_a_medicine_is_said_to_be_none(text):
    page = parsed(text)

    assert codes(page)[0] == "not_a_medication_page"
    assert (page.sections, page.uses, page.sources) == ((), (), ())
    assert list(page.unmapped) == [line for line in text.split("\n") if line.strip()]


def test_page_cut_in_the_middle_of_a_sentence_is_said_to_be_cut_off():
    text = sample_text()

    page = parsed(text[: text.index("reach breast milk")])

    assert "Tiny amounts may" in message(page, "cut_off")


def test_page_cut_after_a_sentence_only_lacks_its_date():
    text = sample_text()

    page = parsed(text[: text.index("Medication Index")])

    assert "cut_off" not in codes(page)
    assert "last_updated_missing" in codes(page)


def test_page_that_ends_with_its_reprint_statement_is_not_cut_off():
    text = sample_text()

    assert "cut_off" not in codes(parsed(text[: text.index("Last updated")]))


def test_second_page_in_one_text_is_not_mixed_into_the_first():
    one = parsed(sample_text())
    second = sample_text().replace("Orbelazine", "Zandrolol").replace("yawning", "snoring")

    page = parsed(f"{sample_text()}\n\n{second}")

    assert (page.side_effects, page.sections, page.last_updated) == (one.side_effects, one.sections, one.last_updated)
    assert list(page.unmapped) == [line for line in second.split("\n") if line]
    assert f"line {len(sample_text().splitlines()) + 2} " in message(page, "several_medicines")


def test_unmapped_text_is_counted_and_quoted():
    page = parsed("A word in advance\n\n" + small_page())

    assert page.unmapped == ("A word in advance",)
    assert "1 line of the page" in message(page, "unmapped_text")
    assert "“A word in advance”" in message(page, "unmapped_text")


def test_other_layout_with_labelled_facts_is_read():
    page = parsed(
        "Quietrane - Tarnholm Multiple Sclerosis Society\n\nAbout this Medication\n  • Brand Name: Quietrane (U.S. and Canada)\n"
        "  • Chemical Name: orbelazine (or-bel-a-zeen)\n  • Usage in MS: Vertigo\n  • Generic Available: Yes\n\n"
        "Taken by mouth.\n\nProper Usage\n\nTake it with water."
    )

    assert [brand.market for brand in page.brand_names] == ["US", "CA"]
    assert (page.generic_name.value, page.pronunciation) == ("orbelazine", "or-bel-a-zeen")
    assert ([use.symptom for use in page.uses], page.generic_available.value) == (["vertigo"], "yes")
    assert [section.body for section in page.sections] == ["Taken by mouth.", "Take it with water."]
    assert page.unmapped == ()


def test_fact_that_is_not_understood_is_unmapped():
    page = parsed("About this Medication\n• Brand Name: see below\n\nProper Usage\n\nTake it with water.")

    assert page.unmapped == ("• Brand Name: see below",)


def test_browser_title_counts_as_furniture_only_on_the_first_line():
    title = "Quietrane - Tarnholm MS Society"

    assert parsed(f"{title}\n{small_page()}").furniture[0] == title
    assert parsed(small_page(tail=f"Last updated March 4, 2006\n\n{title}")).unmapped == (title,)


def test_facts_without_a_heading_are_read():
    page = parsed("Quietrane\n\nBrand Name: Quietrane (U.S.)\nChemical Name: orbelazine\nUsage in MS: Vertigo\n\nTaken by mouth.")

    assert (page.generic_name.value, [use.symptom for use in page.uses]) == ("orbelazine", ["vertigo"])
    assert page.sections[0].body == "Taken by mouth."
    assert page.unmapped == ()


def test_facts_with_their_label_on_a_line_of_its_own_are_read():
    page = parsed(
        "About this Medication\n\nBrand Name:\nQuietrane (U.S.)\n\n• Chemical Name:\n\nUsage in MS:\nVertigo\n\nStorage\nDry."
    )

    assert ([brand.name for brand in page.brand_names], [use.symptom for use in page.uses]) == (["Quietrane"], ["vertigo"])
    assert page.unmapped == ()


@pytest.mark.parametrize(
    "tail",
    ["Support\n\nCall 555-555-0142", "Support\n\nwww.help.example", "Storage\n\n• dry\n• cool", "Storage\n\nDry.\n\nShare"],
)
def test_page_whose_last_line_needs_no_full_stop_is_not_cut_off(tail):
    assert "cut_off" not in codes(parsed(small_page(tail=tail)))


@pytest.mark.parametrize("half", ["Repri", "Reprinted", "Reprinted with permission fr", "Last updat"])
def test_page_cut_within_its_foot_keeps_the_half_and_says_so(half):
    page = parsed(small_page(tail=half))

    assert page.unmapped == (half,)
    assert "cut_off" in codes(page)
