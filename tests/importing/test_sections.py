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
