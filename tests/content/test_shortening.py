"""Shortening two texts to what differs: the difference itself is never lost."""

from hypothesis import given
from hypothesis import strategies as st

from medications.content.shortening import AROUND, MOST, around_the_change

LONG = "Take it with food and a glass of water every morning. " * 40


def test_short_texts_stay_as_they_are():
    assert around_the_change("once a day", "twice a day") == ("once a day", "twice a day")


def test_a_change_in_the_middle_of_a_long_text_is_shown_with_words_around_it():
    changed = LONG.replace("Take", "TAKE", 21).replace("TAKE", "Take", 20)

    old, new = around_the_change(LONG, changed)

    assert "Take" in old
    assert "TAKE" in new
    assert old.startswith("…")
    assert old.endswith("…")
    assert len(old) <= 2 * AROUND + 10
    assert old.strip("…").split()[0] in LONG.split()
    assert old.strip("…").split()[-1] in LONG.split()


def test_a_change_at_the_very_end_is_shown():
    old, new = around_the_change(LONG, LONG + "Not with milk.")

    assert new.endswith("Not with milk.")
    assert "milk" not in old


def test_a_long_text_that_is_gone_is_shown_by_beginning_and_end_and_count():
    text = "Begin " + "x" * 5_000 + " end"

    old, new = around_the_change(text, "")

    assert new == ""
    assert old.startswith("Begin")
    assert old.endswith("end")
    assert "characters" in old
    assert len(old) < 2 * MOST + 60


words = st.lists(st.sampled_from(["a", "bb", "ccc", "10 mg", "not"]), max_size=400).map(" ".join)


@given(old=words, new=words)
def test_texts_that_differ_are_shown_to_differ(old, new):
    shown = around_the_change(old, new)

    assert (shown[0] != shown[1]) or (old == new) or "characters" in shown[0] + shown[1]
    assert max(map(len, shown)) <= 2 * MOST + 60
