"""Running text as Markdown, and where it might belong better."""

from tests.importing.pages import codes, message, parsed, small_page


def body(page, kind: str = "proper_usage") -> str:
    (found,) = [section.body for section in page.sections if section.kind == kind]
    return found


def test_bullets_become_a_markdown_list():
    page = parsed(small_page(proper_usage="Before you start:\n  • Eat.\n  • Drink.\n\nThen rest."))

    assert body(page) == "Before you start:\n- Eat.\n- Drink.\n\nThen rest."
    assert page.unmapped == ()


def test_further_section_headings_open_their_own_section():
    page = parsed(small_page(proper_usage="Take it.\n\nWarnings and Precautions:\n\nTake care.\n\nStorage\nKeep dry."))

    assert [(section.kind, section.heading) for section in page.sections[1:]] == [
        ("proper_usage", "Proper Usage"),
        ("precautions", "Warnings and Precautions"),
        ("storage", "Storage"),
    ]


def test_heading_over_nothing_is_unmapped():
    page = parsed(small_page(proper_usage="Take it.\n\nStorage"))

    assert page.unmapped == ("Storage",)


def test_links_between_sections_do_not_end_up_in_the_text():
    page = parsed(small_page(opening="Orbelazine is an agent.\n\nMedication Index\n\nAbout Vertigo\n\nSteady\nHow to stand."))

    assert body(page, "about") == "Orbelazine is an agent."
    assert [(resource.title, resource.description) for resource in page.related_resources] == [("Steady", "How to stand.")]
    assert body(page) == "Take it with water."


def test_stopping_statement_stays_in_its_section_and_is_pointed_out():
    page = parsed(small_page(proper_usage="Eat.\n\nSleep well. Do not stop taking it at once."))

    assert "paragraph 2, says “Do not stop taking it at once”." in message(page, "stopping_statement_missing")
    assert "Do not stop taking it at once." in body(page)


def test_missing_stopping_and_missed_dose_statements_are_asked_for():
    page = parsed(small_page())

    assert "does not say how to stop" in message(page, "stopping_statement_missing")
    assert "missed dose" in message(page, "missed_dose_statement_missing")


def test_missed_dose_statement_is_quoted():
    page = parsed(small_page(proper_usage="If you miss a dose, wait for the next."))

    assert "“If you miss a dose, wait for the next”." in message(page, "missed_dose_statement_missing")


def test_pregnancy_in_its_own_section_is_not_pointed_out():
    page = parsed(small_page(proper_usage="Take it.\n\nPregnancy and Breastfeeding\nAsk before pregnancy."))

    assert "pregnancy_in_proper_usage" not in codes(page)


def test_text_that_markdown_would_format_is_pointed_out():
    assert "text_has_markup" in codes(parsed(small_page(proper_usage="Take <b>two</b> with water.")))
    assert "text_has_markup" not in codes(parsed(small_page(proper_usage="Less than < 5 mg* a day, 2 - 3 times.")))


def test_page_without_proper_usage_is_pointed_out():
    page = parsed(small_page().replace("Proper Usage\nTake it with water.", ""))

    assert "proper_usage_missing" in codes(page)


def test_heading_right_below_text_ends_that_text():
    page = parsed(small_page(proper_usage="Take it.\nStorage\nKeep dry.\nPossible Side Effects"))

    assert [(section.heading, section.body) for section in page.sections[1:]] == [
        ("Proper Usage", "Take it."),
        ("Storage", "Keep dry."),
    ]


def test_words_about_a_symptom_inside_a_section_are_its_text():
    page = parsed(small_page(proper_usage="Take it.\n\nAbout vertigo\n\nLie down."))

    assert body(page) == "Take it.\n\nAbout vertigo\n\nLie down."


def test_old_line_ends_part_lines_as_new_ones_do():
    text = small_page(proper_usage="Take it.\n\nRest.")

    assert parsed(text.replace("\n", "\r")) == parsed(text)
    assert parsed(text.replace("\n", "\u2028")) == parsed(text)


def test_text_that_goes_on_below_links_belongs_to_its_section_and_is_pointed_out():
    rest = (
        "Do not stop taking it suddenly, whatever your neighbours say. Talk with your nurse first, who may want you to take a"
        " little less each week."
    )

    page = parsed(small_page(proper_usage=f"Take it.\n\nMedication Index\n\nAbout Vertigo\n\nSteady\n\n{rest}"))

    assert body(page) == f"Take it.\n\n{rest}"
    assert "Do not stop taking it" in message(page, "text_after_links")


def test_items_with_blank_lines_between_are_one_list():
    assert body(parsed(small_page(proper_usage="Take care:\n\n• Eat.\n\n• Drink."))) == "Take care:\n\n- Eat.\n- Drink."


def test_list_that_does_not_count_from_one_is_parted_from_the_text_above():
    page = parsed(small_page(proper_usage="1. Eat.\n2. Drink.\n\nNote: not too much.\n3. Rest."))

    assert body(page) == "1. Eat.\n2. Drink.\n\nNote: not too much.\n\n3. Rest."


def test_headings_in_other_words_open_their_sections():
    page = parsed(
        small_page(proper_usage="Take it.\n\nIMPORTANT WARNINGS\n\nA.\n\nHow to Store It:\n\nB.\n\nOverdose of Orbelazine\n\nC.")
    )

    assert [(section.kind, section.heading) for section in page.sections[2:]] == [
        ("precautions", "IMPORTANT WARNINGS"),
        ("storage", "How to Store It"),
        ("overdose", "Overdose of Orbelazine"),
    ]


def test_last_word_of_a_wrapped_text_is_no_heading():
    page = parsed(small_page(proper_usage="Keep it in a dry place that is not too warm, and ask about its\nstorage\n\nRest."))

    assert body(page).endswith("ask about its storage\n\nRest.")


def test_words_of_a_lost_link_are_pointed_out():
    page = parsed(small_page(opening="Click here to read the leaflet."))

    assert "“Click here to read the leaflet”" in message(page, "link_without_address")
