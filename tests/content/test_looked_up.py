"""What other sites say of a source: only short plain text comes out, whatever they send."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medications.content import csl, open_library
from medications.content.looked_up import LONGEST, LookedUp, date_in, dated, listed, plain
from tests.factories.lookups import BOOK, DOI, ENTRY, ISBN

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=20,
)
FIELDS = [
    *("type", "title", "subtitle", "author", "editor", "edition", "container-title", "publisher", "publisher-place"),
    *("issued", "published", "DOI", "ISBN"),
]


def test_an_article_is_read():
    found = csl.read(ENTRY)

    assert found == LookedUp(
        type="article",
        title="Tremor in multiple sclerosis & what helps",
        authors="Ada B. Smith and Bo Jones",
        container="Example Journal of Neurology",
        publisher="Example Press",
        issued="2019-05-01",
        doi=DOI,
        maker="Smith",
    )


def test_a_book_with_editors_is_read():
    entry = {
        "type": "book",
        "title": ["Steady days"],
        "subtitle": ["A guide"],
        "editor": [{"literal": "Example Society"}, {"given": "Jan", "non-dropping-particle": "van", "family": "Dam"}],
        "edition": 3,
        "publisher-place": "New York",
        "published-print": {"date-parts": [["2004"]]},
        "ISBN": ["978-1-932603-08-8", "x"],
    }

    found = csl.read(entry)

    assert (found.type, found.title, found.editors) == ("book", "Steady days: A guide", "Example Society and Jan van Dam")
    assert (found.edition, found.place, found.issued, found.isbn) == ("3", "New York", "2004", "9781932603088")
    assert found.maker == "Example Society"


def test_a_book_of_the_library_is_read():
    found = open_library.read(BOOK, ISBN)

    assert found == LookedUp(
        type="book",
        title="Multiple Sclerosis: The Questions You Have",
        authors="Rosalind C. Kalb",
        publisher="Demos Medical Publishing",
        place="New York",
        issued="2004-03",
        isbn=ISBN,
        maker="Kalb",
    )


def test_a_book_that_the_library_does_not_know_is_none():
    assert open_library.read({}, ISBN) is None
    assert open_library.read([], ISBN) is None
    assert open_library.read({f"ISBN:{ISBN}": "x"}, ISBN) is None


@pytest.mark.parametrize("entry", [None, [], "x", 1, {}, {"title": {}, "author": "x", "issued": [], "DOI": [], "ISBN": {"a": 1}}])
def test_an_answer_of_another_shape_says_nothing(entry):
    assert csl.read(entry).values == {}


@pytest.mark.slow
@settings(max_examples=50)
@given(st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_whatever_an_entry_holds_only_short_plain_text_comes_out(entry):
    for name, value in csl.read(json.loads(json.dumps(entry))).values.items():
        assert isinstance(value, str)
        assert value.isprintable()
        assert len(value) <= LONGEST.get(name, 2000)


@settings(max_examples=50)
@given(JSON)
def test_whatever_the_library_says_only_short_plain_text_comes_out(book):
    found = open_library.read({f"ISBN:{ISBN}": book}, ISBN)

    assert found is None or all(value.isprintable() for value in found.values.values())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("<script>alert(1)</script>Dose &lt;b&gt;x&lt;/b&gt;", "alert(1)Dose x"),
        ("p < 0.05 and q > 3", "p < 0.05 and q > 3"),
        (" two\n lines\t", "two lines"),
        ("in\u202evisible\u00ad \0 signs\ud800", "invisible signs"),
        (["first", "second"], "first"),
        ([], ""),
        (True, ""),
        ({"a": 1}, ""),
        (2004, "2004"),
        (10**400, ""),
        ("&#" + "9" * 5000 + ";", "\ufffd"),
    ],
)
def test_a_value_becomes_one_line_of_plain_text(value, expected):
    assert plain(value) == expected


def test_a_very_long_title_is_cut_where_the_form_ends():
    assert len(LookedUp(title="x" * 2000).values["title"]) == 500


def test_many_authors_are_some_and_others():
    assert listed(["A", "B"]) == "A and B"
    assert listed(["A", "B", "C"]) == "A, B and C"
    assert listed("ABCDEFG") == "A, B, C and others"
    assert listed([]) == ""


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((2019, 5, 1), "2019-05-01"),
        ((2019, 13, 1), "2019"),
        ((2019, 2, 30), "2019-02"),
        (("2019", None, 3), "2019"),
        ((0,), ""),
        ((None,), ""),
        ((20190,), ""),
        ((), ""),
    ],
)
def test_a_date_keeps_what_makes_sense(parts, expected):
    assert dated(*parts) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-01T10:00:00Z", "2024-05-01"),
        ("2024/5", "2024-05"),
        ("March 2009", "2009-03"),
        ("Jan 13, 2005", "2005-01-13"),
        ("13 January 2005", "2005-01-13"),
        ("c2004", "2004"),
        ("Wed, 01 May 2024 10:00:00 GMT", "2024-05-01"),
        ("tomorrow", ""),
        ("", ""),
    ],
)
def test_a_date_is_found_in_a_text(text, expected):
    assert date_in(text) == expected
