"""The form of somebody who may look at drafts but not edit them."""

from tests.factories import accounts, drafts


def test_lists_of_choices_are_read_as_words(desk):
    document = drafts.draft().document

    page = desk(accounts.reviewer()).open(document).content.decode()

    assert "by mouth" in page
    assert "[&quot;" not in page
