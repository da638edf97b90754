"""Citations in text: what is one, and how sources get their numbers."""

import pytest

from medications.content.citations import Citation, References, citations_in, cited_keys, without_citations


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Calm. [@label-2024]", [Citation("label-2024")]),
        ("Calm. [@label, p. 12]", [Citation("label", "p. 12")]),
        ("[@one; @two, pp. 3-5]", [Citation("one"), Citation("two", "pp. 3-5")]),
        ("[@one] and [@one, p. 2]", [Citation("one"), Citation("one", "p. 2")]),
        ("nobody@example.org and [a link](https://example.org/@one)", []),
        ("[@One], [@], [@one two], [@one,]", []),
    ],
)
def test_citations_are_found(text, found):
    assert list(citations_in(text)) == found


def test_keys_come_once_in_order_of_appearance():
    assert cited_keys("[@b; @a] [@b, p. 1] [@c]") == ("b", "a", "c")


def test_text_without_citations_reads_on():
    assert without_citations("Calm [@a], slow [@b, p. 2].") == "Calm, slow."


def test_source_keeps_the_number_of_its_first_mention():
    references = References.over(["a", "b"])

    assert [references.number(key) for key in ("b", "a", "b")] == [1, 2, 1]


def test_each_mention_has_a_place_of_its_own():
    references = References.over(["a", "b"])

    assert [references.mark(key) for key in ("a", "b", "a")] == [(1, 1), (2, 1), (1, 2)]


def test_unknown_source_has_no_number():
    with pytest.raises(LookupError):
        References.over(["a"]).number("b")
