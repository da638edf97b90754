"""The pure parts of the search: words that count, excerpts, and the order of matches."""

import pytest

from medications.content.folding import plain, solid
from medications.content.near_names import nearest, sound
from medications.content.search_excerpts import LONGEST, excerpt, has_all
from medications.content.search_matching import Name, NameKind, matches
from medications.content.search_question import SearchQuestion, singular


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Interferon beta-1a (Avonex®)", "interferon beta 1a avonex"),
        ("Phillips’ Milk", "phillips milk"),
        ("É_a", "e a"),
        ("?!", ""),
    ],
)
def test_plain_keeps_the_words_alone(text, words):
    assert plain(text) == words
    assert solid(text) == words.replace(" ", "")


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("what helps against spasticity", "spasticity"),
        ("side effects of baclofen 10mg tablets", "baclofen"),
        ("MS", "ms"),
        ("medicine", "medicine"),
        ("interferon beta 1a", "interferon beta 1a"),
    ],
)
def test_filler_words_do_not_count_unless_there_are_no_others(typed, asked):
    assert SearchQuestion.of(typed).asked == asked


def test_a_plural_is_read_as_one_too():
    assert singular("muscle relaxants") == "muscle relaxant"
    assert singular("multiple sclerosis loss") == "multiple sclerosis loss"


def test_names_that_sound_alike_have_one_sound():
    assert sound("klonopin") == sound("clonapin")
    assert sound("tysabri") == sound("tisabry")
    assert sound("botoks") == sound("botox")


def test_short_words_are_like_nothing():
    assert nearest("abc", ["abd", "abcd"]) == []


def test_an_excerpt_is_of_the_line_with_most_words():
    found = excerpt(["Take it.", "Take it with water.", "Water it."], ["take", "water"])

    assert (found.before, found.found, found.after) == ("", "Take", " it with water.")


def test_a_long_line_is_cut_around_the_word():
    line = " ".join(["before"] * 60 + ["needle"] + ["after"] * 60)

    found = excerpt([line], ["needle"])

    assert found.found == "needle"
    assert found.before.startswith("…before")
    assert found.after.endswith("after…")
    assert len(found.before + found.found + found.after) <= LONGEST + 2


def test_no_line_has_what_no_line_says():
    assert excerpt(["Take it."], ["water"]) is None
    assert not has_all("Swallow it", ["allow"])


def test_a_name_with_the_letters_inside_comes_after_a_use_that_is_meant():
    names = [
        Name(NameKind.BRAND, "Antipainol", ("inside",)),
        Name(NameKind.USE, "pain", ("use",)),
        Name(NameKind.GENERIC, "painumab", ("name",)),
    ]

    assert [match.name.owners[0] for match in matches(SearchQuestion.of("pain"), names)] == ["name", "use", "inside"]
