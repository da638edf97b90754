"""What medicines list that may make a symptom worse, or feel like it: in which order they stand, and in which words."""

import pytest
from django.http import QueryDict

from medications.content.schema import Frequency
from medications.models import IndexRow
from medications.projections import listing_words
from medications.projections.memory import Memory
from medications.projections.question import Question
from tests.factories import publications, records
from tests.factories.publications import NOW
from tests.factories.site import kept

pytestmark = pytest.mark.django_db

FATIGUE = [records.term("fatigue")]
OFTEN = Frequency(affected=9, of=100, placebo_affected=4, placebo_of=100)


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    """Drowsiness feels like fatigue and may make it worse; a fever may make it worse; weak eyes feel like it."""
    listed = {
        "abelol": [records.effect("deep drowsiness*", "drowsiness", group="emergency", frequency=OFTEN)],
        "bellamine": [
            records.effect("drowsiness", "drowsiness", group="usually_settles"),
            records.effect("fever", "fever"),
            records.effect("deep drowsiness", "drowsiness", group="emergency", when="overdose"),
        ],
        "celapine": [records.effect("fever", "fever", group="emergency")],
        "dulamine": [records.effect("weak eyes", "weak-eyes", group="emergency")],
        "elbamine": [records.effect("deep drowsiness", "drowsiness", group="emergency", when="overdose")],
        "fluramine": [records.effect("being sleepy", "drowsiness", group="tell_clinician")],
    }
    with kept(django_db_blocker):
        for code, related in {
            "drowsiness": {"resembles": FATIGUE, "may_worsen": FATIGUE},
            "fever": {"resembles": [], "may_worsen": FATIGUE},
            "weak-eyes": {"resembles": FATIGUE, "may_worsen": []},
        }.items():
            publications.published(records.side_effect_record(code, **related))
        for name, effects in listed.items():
            publications.published(records.small_record(name, side_effects=effects))
        yield


def asked(query: str) -> Question:
    return Question(QueryDict(query), Memory(), NOW.date())


def told(query: str = "may_worsen=fatigue") -> dict[str, str]:
    """By medicine, in the order of the list."""
    question = asked(query)
    titles = dict(IndexRow.objects.values_list("pk", "title"))
    return {titles[pk].lower(): question.worsening.said(pk) for pk in question.in_order}


def test_what_is_least_like_it_comes_first_and_then_what_usually_settles():
    assert list(told()) == ["elbamine", "dulamine", "celapine", "bellamine", "fluramine", "abelol"]


def test_what_may_worsen_it_in_another_way_is_told_apart():
    assert told()["bellamine"] == (
        "drowsiness, usually settles. Also listed, may worsen it in another way: fever, tell your doctor or nurse"
    )


def test_how_often_it_happens_is_told():
    assert told()["abelol"] == "deep drowsiness (9 in 100 people, 4 in 100 on placebo), get emergency help"


def test_signs_of_overdose_are_told_only_where_nothing_is_listed_for_usual_doses():
    found = told()

    assert "overdose" not in found["bellamine"]
    assert found["elbamine"] == "not listed here; may still happen (deep drowsiness, a sign of overdose)"


def test_the_label_says_whether_it_worsens_the_symptom_or_is_only_like_it():
    question = asked("may_worsen=fatigue")
    labels = {pk: listing_words.worsens(question, pk) for pk in question.in_order}

    assert [each.feels_like_it for each in labels.values()] == [False, True, False, False, False, False]
    assert [each.is_listed for each in labels.values()] == [False, True, True, True, True, True]


@pytest.mark.parametrize(
    ("query", "did"),
    [
        ("", "5 of 6 list a side effect that may make fatigue worse, or feel like it. They are marked and come last."),
        ("&letter=A&letter=B", "Each of these lists a side effect that may make fatigue worse, or feel like it. None is hidden."),
        ("&letter=E", "None of these lists a side effect that may make fatigue worse, or feel like it."),
    ],
)
def test_it_is_told_how_many_are_marked_and_that_nothing_is_proved(query, did):
    (proof,) = listing_words.proofs(asked(f"may_worsen=fatigue{query}"))

    assert proof.did.startswith(did)
    assert proof.but.startswith("This does not show which is safer for you.")
