"""The chemical name and its pronunciation, in and beside each other."""

import pytest

from medications.importing.chemical import parse_chemical
from medications.importing.inference import name_beside, subject_of
from tests.importing.pages import codes, message, parsed, small_page


def names(page) -> tuple[str, bool, str]:
    return (page.generic_name.value, page.generic_name.inferred, page.pronunciation)


@pytest.mark.parametrize(
    ("printed", "name", "said"),
    [
        ("Orbelazine (or-bel-a-zeen)", "Orbelazine", "or-bel-a-zeen"),
        ("orbelazine (or-bel-AH-zeen) beta-1a", "orbelazine beta-1a", "or-bel-AH-zeen"),
        ("Orbelium (or-bel-ee-um) hydrous (hye-drus) gum", "Orbelium hydrous gum", "or-bel-ee-um hye-drus"),
        ("Orbelazine sodium (or-bel-a-zeen so-dee-um)", "Orbelazine sodium", "or-bel-a-zeen so-dee-um"),
        ("Orbelazine (pronounced or-bel-a-zeen)", "Orbelazine", "or-bel-a-zeen"),
        ("(or-bel-a-zeen) citrate", "citrate", "or-bel-a-zeen"),
        ("(or-bel-a-zeen)", "", "or-bel-a-zeen"),
        ("or-bel-a-zeen", "", "or-bel-a-zeen"),
    ],
)
def test_name_and_pronunciation_are_told_apart(printed, name, said):
    chemical = parse_chemical(printed)

    assert (chemical.name, chemical.said) == (name, said)


@pytest.mark.parametrize(
    "printed",
    ["Quietrane (U.S.)", "Quietrane (extended-release)", "Quietrane (over-the-counter)", "orbelazine (oral)", "beta-wool", ""],
)
def test_other_brackets_make_no_chemical_name(printed):
    assert parse_chemical(printed) is None


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_pronunciation_below_the_name_belongs_to_it(between):
    page = parsed(small_page(names=f"Quietrane (U.S.)\n\nOrbelazine{between}(or-bel-a-zeen)"))

    assert names(page) == ("orbelazine", False, "or-bel-a-zeen")
    assert page.unmapped == ()


def test_pronunciation_alone_leaves_the_name_to_the_first_sentence():
    page = parsed(small_page(names="Quietrane (U.S.)\n(or-bel-a-zeen)"))

    assert names(page) == ("orbelazine", True, "or-bel-a-zeen")
    assert page.unmapped == ()


def test_salt_without_a_name_is_added_to_the_one_of_the_first_sentence():
    page = parsed(small_page(names="(or-bel-a-zeen) citrate"))

    assert names(page) == ("orbelazine citrate", True, "or-bel-a-zeen")
    assert "only “(or-bel-a-zeen) citrate”" in message(page, "generic_name_inferred")


def test_salt_without_any_name_is_unmapped():
    page = parsed(small_page(names="(or-bel-a-zeen) citrate", opening="Take it easy."))

    assert names(page) == ("", False, "or-bel-a-zeen")
    assert page.unmapped == ("(or-bel-a-zeen) citrate",)


@pytest.mark.parametrize("opening", ["Quietrane is a fine agent.", "This medicine is a fine agent."])
def test_second_of_two_columns_is_the_chemical_name_when_the_first_sentence_does_not_help(opening):
    page = parsed(small_page(names="Quietrane (U.S.)\n\nOrbelazine", opening=opening))

    assert page.generic_name.value == "orbelazine"


def test_name_in_lower_case_is_the_chemical_name_and_one_in_title_case_then_a_brand():
    page = parsed(small_page(names="Quietrane (U.S.)\n\nStillwell\n\norbelazine", opening="This is an agent."))

    assert [brand.name for brand in page.brand_names] == ["Quietrane", "Stillwell"]
    assert page.generic_name.value == "orbelazine"


def test_same_chemical_name_again_is_no_second_medicine():
    page = parsed(small_page(names="Quietrane (U.S.)\norbelazine\nStillwell (Canada)\norbelazine"))

    assert page.generic_name.value == "orbelazine"
    assert "several_medicines" not in codes(page)
    assert page.unmapped == ()


def test_second_chemical_name_is_a_second_medicine():
    page = parsed(small_page(names="Quietrane (U.S.)\norbelazine (or-bel-a-zeen)\nStillwell (U.S.)\nzandrolol (zan-dro-lol)"))

    assert "“zandrolol (zan-dro-lol)”" in message(page, "several_medicines")
    assert page.unmapped == ("zandrolol (zan-dro-lol)",)


@pytest.mark.parametrize(
    ("opening", "subject"),
    [
        ("Orbelazine is used to treat nothing.", "Orbelazine"),
        ("Orbelazine acts on nothing.", "Orbelazine"),
        ("Orbelazine, an invented agent, calms nobody.", "Orbelazine"),
        ("Orbelazine hydrochloride is given to nobody.", "Orbelazine hydrochloride"),
        ("People with MS are the readers.", ""),
        ("Treatment is a word.", ""),
    ],
)
def test_subject_of_further_first_sentences(opening, subject):
    assert subject_of(opening) == subject


def test_first_text_that_names_the_medicine_counts():
    assert subject_of("This medication is taken by injection.", "Orbelazine is an agent.") == "Orbelazine"


def test_name_in_brackets_beside_a_brand_is_the_medicines():
    page = parsed(small_page(opening="Quietrane (orbelazine) is an agent."))

    assert name_beside("Quietrane (orbelazine) is an agent.") == "orbelazine"
    assert names(page)[:2] == ("orbelazine", True)
