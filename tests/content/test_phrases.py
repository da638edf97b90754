"""Words put together."""

import pytest

from medications.content import phrases


@pytest.mark.parametrize(("words", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_words_are_joined(words, said):
    assert phrases.joined(words) == said


def test_sentence_case_leaves_the_rest_as_it_is():
    assert phrases.sentence_case("mS-related pain") == "MS-related pain"
    assert phrases.sentence_case("") == ""
