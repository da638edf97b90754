"""Reading about one symptom, below the links."""

from tests.importing.pages import parsed, small_page


def resources(page) -> list[tuple[str, str, str]]:
    return [(resource.symptom, resource.title, resource.description) for resource in page.related_resources]


def read(text: str):
    return parsed(small_page(tail=f"Medication Index\n\n{text}"))


def test_description_over_several_lines_is_kept_whole():
    page = read("About Vertigo\n\nSteady\nHow to stand\nand how to sit.")

    assert resources(page) == [("vertigo", "Steady", "How to stand and how to sit.")]
    assert page.unmapped == ()


def test_several_resources_under_one_heading_share_its_symptom():
    page = read("About MS-related Itching\n\nCalm\nCreams.\n\nSleep")

    assert resources(page) == [("itching", "Calm", "Creams."), ("itching", "Sleep", "")]


def test_sentence_among_the_resources_is_unmapped():
    page = read("About Vertigo\n\nCall the office for more.")

    assert resources(page) == []
    assert page.unmapped == ("Call the office for more.",)


def test_heading_over_no_resource_is_furniture():
    page = read("About Vertigo")

    assert page.furniture[-1] == "About Vertigo"
    assert page.unmapped == ()


def test_description_in_a_paragraph_of_its_own_belongs_to_the_title_above():
    page = read("About Vertigo\n\nSteady\n\nHow to stand.\n\nSleep\n\nHow to lie.")

    assert resources(page) == [("vertigo", "Steady", "How to stand."), ("vertigo", "Sleep", "How to lie.")]
    assert page.unmapped == ()


def test_items_are_a_resource_each():
    assert resources(read("For Vertigo\n\n• Steady\n• Sleep")) == [("vertigo", "Steady", ""), ("vertigo", "Sleep", "")]


def test_names_of_other_medicines_are_furniture():
    page = parsed(small_page(tail="Other Medications Used to Treat Vertigo\n• Zandrolol\n• Hushwell (larkamide)"))

    assert page.furniture[-2:] == ("• Zandrolol", "• Hushwell (larkamide)")
    assert page.unmapped == ()


def test_half_a_reprint_statement_is_no_resource():
    page = read("About Vertigo\n\nSteady\n\nReprinted with perm")

    assert resources(page) == [("vertigo", "Steady", "")]
    assert page.unmapped == ("Reprinted with perm",)


def test_address_of_a_link_goes_with_its_title():
    page = read("About Vertigo (http://society.example/v)\n\nSteady (https://society.example/s)\nHow to stand.")

    (resource,) = page.related_resources
    assert (resource.symptom, resource.title, resource.url) == ("vertigo", "Steady", "https://society.example/s")
    assert page.unmapped == ("About Vertigo (http://society.example/v)",)


def test_links_with_their_addresses_are_links():
    page = parsed(
        small_page(
            tail="Medication Index (http://society.example/m)\n\nOther Medications Used to Treat Vertigo (http://society.example/v)"
        )
    )

    assert page.furniture[-1] == "Other Medications Used to Treat Vertigo (http://society.example/v)"
    assert page.unmapped == ()
