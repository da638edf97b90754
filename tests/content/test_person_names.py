import pytest

from medications.content.person_names import may_be_one_person


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rita Vale", "rita  VALE"),
        ("Dr. Rita Vale, MD", "Vale, Rita"),
        ("Rita M. Vale", "Rita Vale"),
        ("Rita Anna Vale", "Rita Vale"),
        ("José Núñez", "Jose Nunez"),
        ("wanda", "Wanda"),
    ],
)
def test_one_person_under_two_spellings(one, other):
    assert may_be_one_person(one, other)
    assert may_be_one_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Rita Vale", "Rita Dale"), ("Rita", "Rita Vale"), ("", ""), ("Dr.", "MD"), ("Rita Vale", ""), ("A. B.", "C. D.")],
)
def test_two_people(one, other):
    assert not may_be_one_person(one, other)
    assert not may_be_one_person(other, one)
