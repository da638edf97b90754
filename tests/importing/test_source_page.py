"""What a web page says of itself, for a source that is to be cited."""

import pytest

from medications.content.looked_up import LookedUp
from medications.importing import source_page
from medications.importing.decode import ImportRefused
from tests.factories.lookups import HTML


def head(*tags: str, title: str = "") -> str:
    return f"<html><head><title>{title}</title>{''.join(tags)}</head><body><title>No</title>Text</body></html>"


def test_a_page_is_read():
    assert source_page.read(HTML) == LookedUp(
        type="webpage", title="Tremor and MS", container="Example Society", issued="2024-05-01", maker="Example Society"
    )


def test_the_title_will_do_where_nothing_else_is_said():
    assert source_page.read(head(title="Baclofen\n &amp; you")).title == "Baclofen & you"


def test_an_article_says_so_in_what_libraries_are_told():
    found = source_page.read(
        head(
            '<meta name="citation_title" content="Tremor">',
            '<meta name="citation_author" content="Smith, Ada">',
            '<META NAME="Citation_Author" CONTENT="Bo Jones">',
            "<meta name='citation_journal_title' content='Journal of Tremor'>",
            "<meta name=citation_publication_date content=2019/05/01>",
            '<meta name="citation_doi" content="doi:10.1177/1352">',
        )
    )

    assert (found.type, found.title, found.authors) == ("article", "Tremor", "Ada Smith and Bo Jones")
    assert (found.container, found.issued, found.doi) == ("Journal of Tremor", "2019-05-01", "10.1177/1352")
    assert found.maker == "Smith"


@pytest.mark.parametrize(
    "page",
    [
        "",
        "no tags",
        "<meta content=x><meta name=citation_doi content=nonsense><meta name=citation_isbn content=12>",
        "<!-- <title>hidden</title> -->",
        "<script><title>hidden</title></script>",
    ],
)
def test_a_page_that_says_nothing_gives_nothing(page):
    assert source_page.read(page) == LookedUp(type="webpage")


def test_what_stands_in_the_body_is_no_title():
    assert source_page.read("<body><title>No</title><meta property=og:title content=No></body>").title == ""


def test_scripts_in_a_title_are_only_letters():
    found = source_page.read(head('<meta property="og:title" content="&lt;script&gt;alert(1)&lt;/script&gt;">'))

    assert found.title == "alert(1)"


def test_a_page_of_endless_tags_is_refused():
    with pytest.raises(ImportRefused):
        source_page.read("<meta>" * 200_000)
