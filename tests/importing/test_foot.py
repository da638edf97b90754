"""The reprint statement, the date, and the claims that age with it."""

from datetime import date

import pytest

from tests.importing.pages import codes, message, parsed, small_page


def stale(page) -> list[tuple[str, str]]:
    return [(finding.field, finding.message) for finding in page.findings if finding.code == "stale_claim"]


def test_claims_of_a_page_older_than_two_years_are_stale():
    page = parsed(small_page(), today=date(2008, 3, 5))

    assert [field for field, _ in stale(page)] == ["generic_available", "brand_names", "uses"]
    assert all("dated 4 March 2006" in text for _, text in stale(page))


def test_claims_of_a_page_of_two_years_to_the_day_are_not_stale():
    assert stale(parsed(small_page(), today=date(2008, 3, 4))) == []


def test_only_claims_the_page_makes_are_stale():
    page = parsed(small_page(names="None", usage="Vertigo"), today=date(2024, 1, 1))

    assert [field for field, _ in stale(page)] == ["uses"]


def test_date_to_come_is_pointed_out():
    assert "last_updated_in_future" in codes(parsed(small_page(), today=date(2006, 3, 3)))


@pytest.mark.parametrize(
    "line", ["Last updated", "Last updated March 2006", "Last updated February 31, 2006", "Last updated 3/4/2006"]
)
def test_date_that_is_not_a_full_date_is_unmapped_and_pointed_out(line):
    page = parsed(small_page(tail=line))

    assert page.last_updated == ""
    assert page.unmapped == (line,)
    assert "last_updated_missing" in codes(page)


def test_last_of_several_dates_counts_and_the_others_stay_unmapped():
    page = parsed(small_page(tail="Last updated March 4, 2006\nLast updated: 5 May 2007."))

    assert page.last_updated == "2007-05-05"
    assert page.unmapped == ("Last updated March 4, 2006",)


def test_text_after_the_date_is_unmapped():
    page = parsed(small_page(tail="Last updated March 4, 2006\n\nCall us"))

    assert page.unmapped == ("Call us",)


def test_source_without_an_edition_is_taken_apart():
    page = parsed(
        small_page(tail="Reprinted with permission from A. Ashgrove (eds.), Steady Days. Tarnholm: Hollow Press, 2003.")
    )

    (source,) = page.sources
    assert (source.editors, source.title, source.edition) == ("A. Ashgrove", "Steady Days", "")
    assert (source.place, source.publisher, source.issued) == ("Tarnholm", "Hollow Press", "2003")


BOOK = ("A. Ashgrove", "Steady Days", "Tarnholm", "Hollow Press", "2003")


@pytest.mark.parametrize(
    "statement",
    [
        "Reprinted by kind permission from A. Ashgrove (Ed.), Steady Days, Revised Edition. Tarnholm: Hollow Press, 2003.",
        "Adapted by permission of the publisher from A. Ashgrove (ed.), Steady Days, 4th ed. Tarnholm: Hollow Press, 2003",
        "Reprinted, with permission, from Steady Days, edited by A. Ashgrove, Fifth Edition (Tarnholm: Hollow Press, 2003).",
        "From: A. Ashgrove, ed. Steady Days. 1st edition. Tarnholm: Hollow Press, 2003. Used with permission.",
        "This material is excerpted, with permission, from Steady Days, 2nd ed., A. Ashgrove (editor). Copyright 2003 by Hollow"
        " Press, Tarnholm.",
        "Portions reprinted with permission from A. Ashgrove (ed.), Steady Days, 3rd Edition. Tarnholm: Hollow Press, 2003",
    ],
)
def test_statement_in_whatever_words_is_taken_apart(statement):
    page = parsed(small_page(tail=f"{statement}\n\nLast updated March 4, 2006"))

    (source,) = page.sources
    assert (source.editors, source.title, source.place, source.publisher, source.issued) == BOOK
    assert source.permission == statement
    assert page.unmapped == ()


@pytest.mark.parametrize(
    "line", ["It was adapted from yeast by people with permission.", "reprinted with permission from memory"]
)
def test_sentence_that_only_sounds_like_a_statement_is_none(line):
    page = parsed(small_page(proper_usage=f"Take it.\n{line}"))

    assert page.sources == ()


@pytest.mark.parametrize(
    "line",
    [
        "(Page last updated on March 4th, 2006)",
        "Last updated – 4 Mar 2006",
        "This page last revised: 2006-03-04",
    ],
)
def test_date_in_whatever_words_is_read(line):
    assert parsed(small_page(tail=line)).last_updated == "2006-03-04"


def test_source_that_is_not_understood_keeps_its_whole_statement():
    page = parsed(small_page(tail="Reprinted from a leaflet we found."))

    (source,) = page.sources
    assert (source.title, source.permission) == ("", "Reprinted from a leaflet we found.")
    assert {"source_not_understood", "source_reuse_unconfirmed"} <= set(codes(page))
    assert page.unmapped == ()


def test_statement_wrapped_over_lines_is_one_source():
    statement = "Reprinted with permission from A. Ashgrove (ed.), Steady\nDays, 2nd Edition. Tarnholm: Press, 2003"

    page = parsed(small_page(tail=f"{statement}\nLast updated March 4, 2006"))

    (source,) = page.sources
    assert source.title == "Steady Days"
    assert page.last_updated == "2006-03-04"


def test_page_without_a_source_is_told_it_needs_one():
    assert "cannot be published" in message(parsed(small_page()), "source_missing")
