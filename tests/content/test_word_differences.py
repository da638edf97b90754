"""Words taken out and added: nothing of either text is lost, and a person can read it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medications.content.word_differences import MOST_TOKENS, Side, Stretch, shortened, word_differences

texts = st.one_of(
    st.lists(st.sampled_from(["take", "not", "10 mg", "0.5", "\n\n", " ", ", ", "it's", "é", "\u200b", "❗"]), max_size=30).map(
        "".join
    ),
    st.text(max_size=40),
)


def side_of(stretches: list[Stretch], side: Side) -> str:
    return "".join(each.text for each in stretches if each.side in (Side.KEPT, side))


def marked(old: str, new: str) -> str:
    signs = {Side.KEPT: "{}", Side.REMOVED: "[-{}-]", Side.ADDED: "{{+{}+}}", Side.LEFT_OUT: "<{}>"}
    return "".join(signs[each.side].format(each.text) for each in word_differences(old, new))


@given(old=texts, new=texts)
def test_both_texts_are_accounted_for_to_the_letter(old, new):
    found = word_differences(old, new)

    assert (side_of(found, Side.REMOVED), side_of(found, Side.ADDED)) == (old, new)


@given(old=texts, new=texts)
def test_kept_stretches_part_the_changes(old, new):
    sides = [each.side for each in word_differences(old, new)]

    assert all(pair != (one, one) for one in Side for pair in zip(sides, sides[1:], strict=False))
    assert (Side.ADDED, Side.REMOVED) not in zip(sides, sides[1:], strict=False)


@given(text=texts)
def test_a_text_has_no_difference_from_itself(text):
    assert word_differences(text, text) == ([Stretch(text)] if text else [])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Take 10 mg at night.", "Take 20 mg at night.", "Take [-10-]{+20+} mg at night."),
        ("Take 0.5 mg.", "Take 0.25 mg.", "Take [-0.5-]{+0.25+} mg."),
        ("Do stop suddenly.", "Do not stop suddenly.", "Do {+not +}stop suddenly."),
        ("Don't stop.", "Do stop.", "[-Don't-]{+Do+} stop."),
        ("", "New.", "{+New.+}"),
        ("Gone.", "", "[-Gone.-]"),
        (
            "Ask your doctor first.",
            "Never drive after taking it.",
            "[-Ask your doctor first-]{+Never drive after taking it+}.",
        ),
    ],
)
def test_the_words_that_changed_are_marked(old, new, expected):
    assert marked(old, new) == expected


def test_two_small_changes_near_each_other_stay_two():
    assert marked("5 mg once", "6 mg twice") == "[-5-]{+6+} mg [-once-]{+twice+}"


@pytest.mark.parametrize(
    ("text", "called"), [("\n\n", "line break"), ("  ", "blank"), ("\u200b", "unseen character"), ("a", ""), ("a\u200b", "")]
)
def test_what_cannot_be_seen_has_a_name(text, called):
    assert Stretch(text, Side.ADDED).unseen == called


LONG = "Take it with food and a glass of water every morning. " * 60


def test_a_long_text_is_shortened_to_its_changes_and_says_how_much_is_left_out():
    whole = word_differences(LONG + "10 mg. " + LONG, LONG + "20 mg. " + LONG)

    found = shortened(whole)

    assert [each.text for each in found if each.side in (Side.REMOVED, Side.ADDED)] == ["10", "20"]
    assert [each.side for each in found].count(Side.LEFT_OUT) == 2
    assert sum(len(each.text) for each in found) < 500


def test_a_short_text_is_not_shortened():
    whole = word_differences("Take 10 mg.", "Take 20 mg.")

    assert shortened(whole) == whole


@given(st.lists(st.tuples(texts, texts), max_size=4))
def test_shortening_keeps_every_short_change(pairs):
    old, new = (LONG.join(side) for side in (zip(*pairs, strict=True) if pairs else ([], [])))
    whole = word_differences(old, new)

    found = shortened(whole)

    changes = [each for each in whole if each.side != Side.KEPT and len(each.text) <= 500]
    assert [each for each in found if each in changes] == changes


@pytest.mark.slow
def test_the_longest_texts_are_compared_in_time():
    old = " ".join(f"word{number}" for number in range(MOST_TOKENS // 4 - 10))
    new = " ".join(f"word{number * 7 % 4999}" for number in range(MOST_TOKENS // 4 - 10))

    started = time.monotonic()
    found = word_differences(old, new)

    assert time.monotonic() - started < 2
    assert (side_of(found, Side.REMOVED), side_of(found, Side.ADDED)) == (old, new)


def test_texts_that_are_too_long_are_told_by_where_they_begin_to_differ():
    old, new = "same " * MOST_TOKENS + "old end", "same " * MOST_TOKENS + "new end"

    found = word_differences(old, new)

    assert (side_of(found, Side.REMOVED), side_of(found, Side.ADDED)) == (old, new)
    assert [each.text for each in found][1:] == ["old", "new", " end"]
