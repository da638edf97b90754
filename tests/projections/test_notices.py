"""What a reader must know before the text."""

from datetime import date

import pytest

from medications.content.readability import grade, sentences
from medications.projections.facts import Facts
from medications.projections.notices import notices

TODAY = date(2026, 3, 2)


def facts(*, basis="reviewed", updated=date(2026, 1, 1), reviewed=date(2026, 1, 1), due=date(2027, 1, 1)) -> Facts:
    return Facts("id", 1, "d" * 64, basis, "reviewer", updated, reviewed, due)


OLD = {"updated": date(2005, 1, 13), "reviewed": None}
CASES = {
    "in order": (facts(), []),
    "starter": (facts(basis="starter", reviewed=None, due=None), ["This is starter text. It is not yet reviewed"]),
    "old": (facts(**OLD), ["This text is from January 13, 2005. Medicines and advice may have changed since then."]),
    "old, reviewed before": (
        facts(**OLD | {"reviewed": date(2005, 1, 13)}),
        ["Medicines and advice may have changed since then."],
    ),
    "old, reviewed since": (
        facts(updated=date(2005, 1, 13)),
        ["This text is from January 13, 2005. It was reviewed on January 1, 2026."],
    ),
    "overdue": (
        facts(due=date(2026, 3, 1)),
        ["The review of this page was due on March 1, 2026; it has not been reviewed since."],
    ),
    "overdue, never reviewed": (
        facts(reviewed=None, due=date(2026, 3, 1)),
        ["The review of this page was due on March 1, 2026; it has not been reviewed as a whole yet."],
    ),
    "old and overdue": (
        facts(**OLD, due=date(2026, 3, 1)),
        ["This text is from January 13, 2005.", "The review of this page was due"],
    ),
}


@pytest.mark.parametrize(("page", "said"), CASES.values(), ids=CASES)
def test_reader_is_told(page, said):
    found = notices(page, TODAY)

    assert len(found) == len(said)
    assert all(part in notice for part, notice in zip(said, found, strict=True))


def test_superseded_version_says_on_what_ground_it_stood_and_nothing_of_today():
    starter = facts(basis="starter", **OLD, due=date(2020, 1, 1))

    assert len(notices(starter, TODAY)) == 3
    assert len(notices(starter, TODAY, superseded=True)) == 1


@pytest.mark.parametrize("case", [name for name, (_, said) in CASES.items() if said])
def test_notices_are_plain_to_read(case):
    page, _ = CASES[case]

    assert max(grade(sentences(notice)) for notice in notices(page, TODAY)) <= 8
