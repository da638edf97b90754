"""Plain text, sentences and reading grade of Markdown bodies."""

import pytest

from medications.content.readability import blocks, grade, sentences, syllables, without_names, words

BODY = "First [@a, p. 2]. It **calms** [nerves](https://x.org).\n\n- One bullet [@b]\n  - A *nested* one\n"


def test_blocks_are_paragraphs_and_bullets_with_their_lines():
    assert [(block.inside, block.line, block.plain) for block in blocks(BODY)] == [
        ("paragraph", 0, "First. It calms nerves."),
        ("paragraph", 2, "One bullet"),
        ("paragraph", 3, "A nested one"),
    ]


@pytest.mark.parametrize(
    ("markdown", "inside"), [("# Big", "heading"), ("```\ncode\n```", "fence"), ("<b>x</b>\n\n<div>", "html_block")]
)
def test_blocks_tell_what_is_no_paragraph(markdown, inside):
    assert inside in {block.inside for block in blocks(markdown)}


def test_a_bullet_ends_a_sentence():
    assert sentences(BODY) == ("First.", "It calms nerves.", "One bullet", "A nested one")


def test_decimal_point_ends_no_sentence():
    assert sentences("Take 0.5 mg. Then rest.") == ("Take 0.5 mg.", "Then rest.")


def test_words_count_hyphens_and_apostrophes_as_one_word():
    assert words("Don't take extended-release tablets, 10 mg.") == ["Don't", "take", "extended-release", "tablets", "10", "mg"]


def test_without_names_takes_plurals_and_the_longest_name_first():
    names = ["Samplex", "Samplex XR", "benzodiazepine", ""]

    assert without_names("samplex XR is one of the benzodiazepines.", names).split() == ["is", "one", "of", "the", "."]
    assert without_names("Samplexin", names) == "Samplexin"


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *[("dose", 1), ("doses", 2), ("table", 2), ("needed", 2), ("used", 1), ("medicine", 3)],
        *[
            ("people", 2),
            ("serious", 3),
            ("reaction", 3),
            ("drying", 2),
            ("anxiety", 4),
            ("extended-release", 5),
            ("10", 1),
            ("doctor's", 2),
        ],
    ],
)
def test_syllables(word, count):
    assert syllables(word) == count


def test_grade_of_nothing_is_zero():
    assert grade([]) == grade(["..."]) == 0.0


def test_grade_is_that_of_flesch_and_kincaid():
    # 11 words, 2 sentences, 13 syllables
    assert grade(["Take it with food.", "Tell your doctor if you get dizzy."]) == pytest.approx(
        0.39 * 11 / 2 + 11.8 * 13 / 11 - 15.59
    )


def test_grade_rises_with_long_words_and_sentences():
    plain = grade(["Take it with food.", "Do not stop."])

    assert grade(["Administration concurrent with nutritional intake is recommended unless contraindicated."]) > plain + 10
