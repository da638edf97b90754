"""The review policy is public: where readers see what changed and by whose approval."""

import pytest

from tests.factories import publications, records
from tests.factories.policies import set_policy

pytestmark = pytest.mark.django_db

PAGES = ["/changes/", "/medications/orbelazine/history/"]


@pytest.fixture(autouse=True)
def live():
    return publications.published(records.small_record("orbelazine"))


def text_of(client, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())


@pytest.mark.parametrize("url", PAGES)
def test_readers_are_told_who_approves_what(client, url):
    text = text_of(client, url)

    assert "How pages are reviewed" in text
    assert "<li>A corrected typo is published by one publisher.</li>" in text


@pytest.mark.parametrize("url", PAGES)
def test_they_are_told_what_is_true_of_the_newest_policy(client, url):
    text_of(client, url)
    set_policy(typo_needs="clinical_reviewer", wording_needs="clinical_reviewer", review_policy="Our board meets in May.")

    text = text_of(client, url)

    assert "one publisher" not in text
    assert "Every new page and every change is published after a clinical reviewer" in text
    assert "<p>Our board meets in May.</p>" in text
