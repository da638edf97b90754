"""A feed as XML: valid whatever the texts hold."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from medications.content.atom import Entry, Feed, Link, Tombstone, as_xml, moment
from tests.public.atom_format import entries_of, faults, tombstones_of

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
PAGE = Link("alternate", "https://site.example/page/")


def feed(**changes) -> Feed:
    values = {
        "id": "https://site.example/feed",
        "title": "Changes",
        "subtitle": "All of them",
        "updated": AT,
        "author": "Society",
        "rights": "",
        "links": (Link("self", "https://site.example/feed", "application/atom+xml"), PAGE),
        "entries": (Entry("urn:uuid:1", "One: updated", AT, "A note.", (PAGE,), ("updated", "Updated")),),
        "tombstones": (Tombstone("urn:uuid:0", AT, "It did harm.", (PAGE,)),),
    }
    return Feed(**{**values, **changes})


def test_feed_is_valid_and_says_what_it_was_given():
    written = as_xml(feed())

    assert faults(written) == []
    assert entries_of(written) == {"urn:uuid:1": "One: updated"}
    assert tombstones_of(written) == {"urn:uuid:0": "It did harm."}


def test_empty_feed_is_valid():
    assert faults(as_xml(feed(entries=(), tombstones=()))) == []


@given(st.text(min_size=1).map(lambda text: f"x{text}"))
def test_any_text_leaves_the_feed_valid(text):
    entry = Entry("urn:uuid:1", text, AT, text, (Link("alternate", "https://site.example/", title=text),), ("updated", text))

    written = as_xml(feed(title=text, author=text, entries=(entry,), tombstones=(Tombstone("urn:uuid:0", AT, text),)))

    assert faults(written) == []


def test_markup_in_a_note_stays_text():
    entry = Entry("urn:uuid:1", "<b>&amp;</b>", AT, "]]><entry/>", (PAGE,), ("updated", "Updated"))

    assert entries_of(as_xml(feed(entries=(entry,)))) == {"urn:uuid:1": "<b>&amp;</b>"}


def test_moment_is_told_in_utc():
    assert moment(datetime(2026, 3, 2, 1, 30, tzinfo=timezone(timedelta(hours=2)))) == "2026-03-01T23:30:00Z"
