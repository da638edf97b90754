"""The rule above all: every line ends in a field, among the furniture, or under `unmapped`."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medications.importing.accounting import unmapped_lines
from medications.importing.lines import Paper, Passage
from medications.importing.page import parse_page
from medications.importing.parsed import ParsedPage
from tests.importing.pages import LEGACY, legacy_text, needs_legacy, parsed, sample_text, small_page

pytestmark = pytest.mark.slow

# Plain prose, which no layout gives a meaning to: it must come back in one piece.
PROSE = st.lists(st.from_regex(r"[a-zà-ž0-9]{1,12},?", fullmatch=True), min_size=1, max_size=12).map(" ".join)

# Pieces the layout does give a meaning to, in any mixture: cut up as they may be, no word of them may go.
TRICKY = st.lists(
    st.one_of(
        st.from_regex(r"w[0-9]{1,3}", fullmatch=True),
        st.sampled_from(
            "; : . * ** ( ) (U.S.) (Canada) (maybe) Yes No None • - About Tremor overdose physician immediate".split()
        ),
        st.sampled_from("Brand Name: Usage in MS: (ed.), 3rd Edition. New York: Press, 2004 January 13, 2005 symptom".split()),
        st.sampled_from(
            [
                "Brand Name Chemical Name",
                "About this Medication",
                "Proper Usage",
                "Possible Side Effects",
                "Medication Index",
                "Other Medications Used to Treat",
                "Side effects that go away:",
                "Reprinted with permission from",
                "Last updated",
            ]
        ),
    ),
    min_size=1,
    max_size=9,
).map(" ".join)


PAGES = ["orbelazine", "velmoprine", "cindrofen", "later-site-ostaril", "table-quillamide", "two-medicines"]


@st.composite
def pages_with(draw, insertion, name="orbelazine"):
    """The sample page with one to three texts put in somewhere, as paragraphs of their own or next to other lines."""
    lines = sample_text(name).split("\n")
    inserted = draw(st.lists(insertion, min_size=1, max_size=3))
    for text in inserted:
        blank = draw(st.booleans())
        at = draw(st.integers(0, len(lines)))
        lines[at:at] = ["", text, ""] if blank else [text]
    return "\n".join(lines), inserted


def strings(value) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in strings(item)]
    return [text for item in value for text in strings(item)] if isinstance(value, list | tuple) else []


def content_of(page: ParsedPage) -> list[str]:
    """Every string a person finds the page's text in: the fields and `unmapped`."""
    data = page.as_json()
    return strings([value for key, value in data.items() if key not in ("file", "findings")])


def words(texts: list[str]) -> Counter:
    return Counter(word for text in texts for word in re.findall(r"\w+", text.casefold()))


@settings(max_examples=150, deadline=None)
@given(pages_with(PROSE))
def test_inserted_prose_is_found_in_one_piece_in_a_field_or_unmapped(case):
    text, inserted = case

    found = content_of(parsed(text))

    for paragraph in inserted:
        assert any(paragraph in one or paragraph.capitalize() in one for one in found)


@pytest.mark.parametrize("name", PAGES[1:])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_prose_inserted_into_a_page_of_another_layout_is_found_in_one_piece(name, data):
    text, inserted = data.draw(pages_with(PROSE, name))

    found = [one.casefold() for one in content_of(parsed(text))]

    for paragraph in inserted:
        assert any(paragraph.casefold() in one for one in found)


@pytest.mark.parametrize("name", PAGES)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_inserted_look_alike_structure_loses_no_word(name, data):
    text, inserted = data.draw(pages_with(TRICKY, name))

    page = parsed(text)

    marks = words([word for one in inserted for word in re.findall(r"w[0-9]+", one)])
    assert not marks - words([*content_of(page), *page.furniture])


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_text_without_any_structure_comes_back_line_by_line(text):
    page = parsed(text)

    assert sorted([*page.unmapped, *page.furniture]) == sorted(line.text for line in Paper.of(text).lines)


# Stored in another form: markets as codes, dates in ISO form, "No" in lower case, "About Tremor" as the symptom.
CONVERTED = "us u s and canada no about in ms related january march 1 2 3 4 5 6 7 8 9 10 11 12 13 2005 2006".split()


# On single pages also: "None (previously available as ...)" as a status, "For Cold Feet" as the symptom, "tablets" as a value.
CONVERTED_ON = {
    "amantadine.txt": "none previously available as",
    "desmopressin.txt": "for",
    "cindrofen": "none previously available as for",
    "velmoprine": "tablets november",
    "table-quillamide": "k ireland not available may",
    "two-medicines": "june",
}


def lost_words(text: str, page: ParsedPage, name: str = "") -> Counter:
    converted = {*CONVERTED, *CONVERTED_ON.get(name, "").split()}
    lost = words([text]) - words([*content_of(page), *page.furniture])
    return Counter({word: number for word, number in lost.items() if word not in converted})


@pytest.mark.parametrize("name", PAGES)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_lines_of_a_page_in_any_order_and_number_lose_no_word(name, data):
    text = "\n".join(data.draw(st.lists(st.sampled_from(sample_text(name).split("\n")), max_size=80)))

    assert not lost_words(text, parsed(text), name)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("cut", range(0, 2400, 120))
def test_page_cut_short_anywhere_loses_nothing_before_the_cut(name, cut):
    text = sample_text(name)[:cut]

    page = parsed(text)

    assert not lost_words(text, page, name)


@needs_legacy
@pytest.mark.parametrize("name", sorted(path.name for path in LEGACY.glob("*.txt")) if LEGACY.is_dir() else [])
def test_legacy_page_of_whatever_layout_loses_no_word(name):
    text = legacy_text(name)

    page = parse_page(text, file=name)

    assert not lost_words(text, page, name)


def test_line_nobody_placed_is_unmapped():
    paper = Paper.of("one line\n\nanother")

    assert unmapped_lines(paper, {}) == ("one line", "another")


def test_line_placed_in_part_is_unmapped_as_a_whole():
    paper = Paper.of("Klonopin (tablets)")
    Passage(*paper.lines).keep("Klonopin", "brand_names")

    assert unmapped_lines(paper, {"brand_names": [{"name": "Klonopin"}]}) == ("Klonopin (tablets)",)


def test_line_whose_words_are_not_in_the_field_it_was_placed_in_is_unmapped():
    paper = Paper.of("drowsiness; trembling")
    passage = Passage(*paper.lines)
    passage.keep("drowsiness", "side_effects")
    passage.keep("trembling", "side_effects")

    assert unmapped_lines(paper, {"side_effects": [{"wording": "drowsiness"}]}) == ("drowsiness; trembling",)


def test_word_given_twice_and_held_once_is_unmapped():
    paper = Paper.of("yawning\nyawning")
    for line in paper.lines:
        Passage(line).keep("yawning", "side_effects")

    assert unmapped_lines(paper, {"side_effects": ["yawning"]}) == ("yawning", "yawning")


def test_converted_piece_is_unmapped_when_its_value_is_not_in_the_field():
    paper = Paper.of("Canada")
    Passage(*paper.lines).convert("Canada", "brand_names", "CA")

    assert unmapped_lines(paper, {"brand_names": [{"market": "US"}]}) == ("Canada",)


def test_piece_that_is_not_in_the_text_counts_as_unplaced():
    paper = Paper.of("Klonopin")
    Passage(*paper.lines).keep("Rivotril", "brand_names")

    assert unmapped_lines(paper, {"brand_names": ["Rivotril"]}) == ("Klonopin",)


def test_piece_over_two_lines_is_noted_on_both():
    paper = Paper.of("slurred\nspeech")
    Passage(*paper.lines).keep("slurred speech", "side_effects")

    assert unmapped_lines(paper, {"side_effects": ["slurred speech"]}) == ()


def test_line_of_signs_alone_is_not_dropped():
    assert parsed("***\n\n" + small_page()).unmapped == ("***",)


def test_second_chemical_name_is_unmapped_rather_than_overwritten():
    page = parsed(small_page(names="Orbelazine (or-bel-a-zeen)\n\nZandrolol (zan-dro-lol)"))

    assert page.generic_name.value == "orbelazine"
    assert page.unmapped == ("Zandrolol (zan-dro-lol)",)
