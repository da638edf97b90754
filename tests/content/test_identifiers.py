"""DOIs, ISBNs and addresses as people type and paste them."""

import pytest

from medications.content.identifiers import Identifier, doi, identified, identities, isbn

DOI = "10.1177/1352458599999999"


@pytest.mark.parametrize(
    "typed",
    [
        DOI,
        f"  {DOI}. ",
        f"doi:{DOI}",
        f"DOI: {DOI}",
        f"doi {DOI}",
        f"https://doi.org/{DOI}",
        f"http://dx.doi.org/{DOI}",
        f"doi.org/{DOI}?utm_source=mail",
        "https://doi.org/10.1177%2F1352458599999999",
        f"https://journals.example.org/doi/{DOI}",
        f"https://journals.example.org/doi/full/{DOI}?journalCode=x",
    ],
)
def test_a_doi_is_known_however_it_is_written(typed):
    assert identified(typed) == Identifier("doi", DOI)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("10.1002/(SICI)1096-8644(199601)", "10.1002/(SICI)1096-8644(199601)"),
        ("10.1000/182)", "10.1000/182"),
        ("10.1000/a;b,", "10.1000/a;b"),
    ],
)
def test_a_doi_keeps_what_belongs_to_it(typed, expected):
    assert doi(typed) == expected


@pytest.mark.parametrize("typed", ["10.1177", "10.1177/", "doi:hello", "10.12/3", "10.1177/a b", "https://doi.org/"])
def test_half_a_doi_is_refused_in_words(typed):
    with pytest.raises(ValueError, match="not a whole DOI"):
        doi(typed)


@pytest.mark.parametrize(
    "typed", ["978-1-932603-08-8", "9781932603088", "ISBN 978 1 932603 08 8", "ISBN-13: 978–1–932603–08–8", "1-932603-08-5"]
)
def test_an_isbn_is_known_however_it_is_written(typed):
    assert identified(typed) == Identifier("isbn", "9781932603088")


@pytest.mark.parametrize("typed", ["978-1-932603-08-9", "1-932603-08-8", "978-1-923603-08-8"])
def test_an_isbn_with_a_wrong_digit_is_refused(typed):
    with pytest.raises(ValueError, match="has a mistake in it"):
        isbn(typed)


@pytest.mark.parametrize(("typed", "digits"), [("978-1-93260-08-8", 12), ("ISBN 12345", 5), ("isbn", 0)])
def test_an_isbn_of_another_length_is_refused(typed, digits):
    with pytest.raises(ValueError, match=f"this has {digits}"):
        isbn(typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("https://www.example.org/a?b=c", "https://www.example.org/a?b=c"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("www.example.org/leaflet", "https://www.example.org/leaflet"),
        ("example.org", "https://example.org"),
    ],
)
def test_a_web_address_is_known(typed, expected):
    assert identified(typed) == Identifier("url", expected)


@pytest.mark.parametrize("typed", ["kalb 2004", "javascript:alert(1)", "file:///etc/passwd", "ftp://example.org", "<script>"])
def test_anything_else_is_refused_in_words(typed):
    with pytest.raises(ValueError, match="not a DOI, an ISBN or a web address"):
        identified(typed)


def test_nothing_is_asked_for_in_words():
    with pytest.raises(ValueError, match="Type or paste"):
        identified("  ")


def test_more_than_an_address_is_refused():
    with pytest.raises(ValueError, match="longer than"):
        identified("https://example.org/" + "a" * 2000)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"doi": DOI}, {"url": f"https://dx.doi.org/{DOI}"}),
        ({"doi": "10.1000/ABC"}, {"doi": "https://doi.org/10.1000/abc"}),
        ({"isbn": "1-932603-08-5"}, {"isbn": "978-1-932603-08-8"}),
        ({"url": "http://www.example.org/a/"}, {"url": "https://example.org/a?utm_source=mail#top"}),
    ],
)
def test_the_same_work_is_the_same_however_it_is_written(one, other):
    assert identities(**one) & identities(**other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"url": "https://example.org/a?id=1"}, {"url": "https://example.org/a?id=2"}),
        ({"url": "https://example.org/a"}, {"url": "https://example.org/b"}),
        ({"doi": "10.1000/1"}, {"doi": "10.1000/2"}),
    ],
)
def test_two_works_are_two(one, other):
    assert not identities(**one) & identities(**other)


def test_what_cannot_be_read_names_nothing():
    assert identities(doi="x", isbn="1", url="no address") == set()
    assert identities() == set()
    assert identities(url="http://[::1") == set()
