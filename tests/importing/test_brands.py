"""What stands beside a brand's name, prose where a name belongs, and brands that are sold no more."""

import pytest

from tests.importing.pages import codes, message, parsed, small_page


def read(names: str):
    return parsed(small_page(names=names))


def brands(page) -> list[tuple[str, str]]:
    return [(brand.name, brand.market) for brand in page.brand_names]


def statuses(page) -> set[str]:
    return {str(brand.status) for brand in page.brand_names}


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("Quietrane (U.S.), Stillwell (Canada)", [("Quietrane", "US"), ("Stillwell", "CA")]),
        ("Quietrane (U.S.) and Stillwell (Canada)", [("Quietrane", "US"), ("Stillwell", "CA")]),
        ("Quietrane; Stillwell (Canada)", [("Quietrane", ""), ("Stillwell", "CA")]),
        ("Quietrane, Stillwell (Canada)", [("Quietrane", ""), ("Stillwell", "CA")]),
        ("Quietrane, U.S. and Canada", [("Quietrane", "US"), ("Quietrane", "CA")]),
        ("Quietrane® (U.S.)", [("Quietrane", "US")]),
        ("Quietrane (U.S.; Stillwell", [("Quietrane", ""), ("Stillwell", "")]),
        ("Ashgrove's Balm of Still Water (U.S.)", [("Ashgrove's Balm of Still Water", "US")]),
        ("• Quietrane (U.S.)\n• Stillwell (Canada)", [("Quietrane", "US"), ("Stillwell", "CA")]),
    ],
)
def test_brands_of_one_entry(printed, found):
    assert brands(read(printed)) == found


@pytest.mark.parametrize(
    "printed", ["Quietrane Tablets\n\n(U.S.)", "Quietrane Tablets\nU.S.", "Quietrane Tablets (U.S.\nand Canada)"]
)
def test_market_on_a_line_of_its_own_belongs_to_the_name_above(printed):
    page = read(printed)

    assert brands(page)[0] == ("Quietrane Tablets", "US")
    assert page.unmapped == ()


def test_market_that_is_not_known_leaves_the_others_and_the_line():
    page = read("Quietrane (U.S. and Atlantis)")

    assert brands(page) == [("Quietrane", "US")]
    assert page.unmapped == ("Quietrane (U.S. and Atlantis)",)


@pytest.mark.parametrize(
    ("printed", "forms"),
    [
        ("Quietrane - tablets (U.S.)", ("tablet",)),
        ("Quietrane (U.S.) – tablets, oral solution and skin patches", ("tablet", "oral-solution", "skin-patch")),
        ("Quietrane—extended release capsules (U.S.)", ("extended-release-capsule",)),
        ("Quietrane (Suppositories; U.S.)", ("suppository",)),
        ("Quietrane - tablets; syrup (U.S.)", ("tablet", "syrup")),
    ],
)
def test_forms_beside_a_name_are_no_part_of_it(printed, forms):
    page = read(printed)

    assert brands(page) == [("Quietrane", "US")]
    assert page.dosage_forms == forms
    assert page.unmapped == ()


def test_form_that_is_not_known_leaves_the_line():
    page = read("Quietrane - lollipops (U.S.)")

    assert (brands(page), page.dosage_forms) == ([("Quietrane", "US")], ())
    assert page.unmapped == ("Quietrane - lollipops (U.S.)",)


def test_forms_are_plain_data_only_where_there_are_any():
    assert read("Quietrane - tablets (U.S.)").as_json()["dosage_forms"] == ["tablet"]
    assert "dosage_forms" not in read("Quietrane (U.S.)").as_json()


def test_prescription_beside_a_name_is_availability():
    page = read("Quietrane (over-the-counter)")

    assert page.availability == "over_the_counter"
    assert "beside the brand name" in message(page, "availability_inferred")
    assert page.unmapped == ()


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("None (previously available as Quietrane in U.S. and Canada)", [("Quietrane", "US"), ("Quietrane", "CA")]),
        ("None (formerly sold in Canada as Quietrane)", [("Quietrane", "CA")]),
        ("None; previously available as Quietrane (U.S.)", [("Quietrane", "US")]),
        ("None (previously available as Quietrane and Stillwell)", [("Quietrane", ""), ("Stillwell", "")]),
        ("Quietrane (no longer available in Canada)", [("Quietrane", "CA")]),
        ("Quietrane (U.S.; discontinued)", [("Quietrane", "US")]),
    ],
)
def test_brand_that_is_sold_no_more_is_discontinued_where_it_was_sold(printed, found):
    page = read(printed)

    assert (brands(page), statuses(page)) == (found, {"discontinued"})
    assert printed in [finding for finding in page.findings if finding.code == "brand_discontinued"][0].message
    assert page.unmapped == ()


def test_former_brand_in_an_unknown_market_is_not_guessed():
    page = read("None (formerly sold in Atlantis as Quietrane)")

    assert page.brand_names == ()
    assert page.unmapped == ("None (formerly sold in Atlantis as Quietrane)",)


def test_status_is_plain_data_only_where_it_is_known():
    assert read("Quietrane (U.S.)").as_json()["brand_names"] == [{"name": "Quietrane", "market": "US"}]
    assert read("Quietrane (U.S.; discontinued)").as_json()["brand_names"] == [
        {"name": "Quietrane", "market": "US", "status": "discontinued"}
    ]


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("Quietrane is one of several available brands", [("Quietrane", "")]),
        ("Quietrane (U.S.) is one of several available brands", [("Quietrane", "US")]),
        ("Quietrane is one of several available brands (U.S.)", [("Quietrane", "US")]),
        ("Several brands are available, including Quietrane and Stillwell (U.S.)", [("Quietrane", ""), ("Stillwell", "US")]),
        ("Quietrane and others", [("Quietrane", "")]),
        ("Orbelazine is sold under several brand names", []),
        ("Various brands", []),
    ],
)
def test_prose_gives_the_brands_it_names_and_is_quoted(printed, found):
    page = read(printed)

    assert brands(page) == found
    assert all(printed in finding.message for finding in page.findings if finding.code == "brand_prose")
    assert page.unmapped == (printed,)


def test_prose_is_found_together_on_all_pages_with_the_same_brand():
    (finding,) = [one for one in read("Quietrane is one of several available brands").findings if one.code == "brand_prose"]

    assert (finding.field, finding.subject) == ("brand_names", "Quietrane")


@pytest.mark.parametrize(("names", "is_missing"), [("", True), ("None", False), ("No brand name available", False)])
def test_missing_brand_is_asked_for_unless_the_page_says_there_is_none(names, is_missing):
    assert ("brand_missing" in codes(read(names))) is is_missing
