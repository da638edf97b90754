"""What a catalogue has in numbers."""

from medications.content.catalogue_totals import totals
from tests.content.test_catalogue import read, vocabulary

OTHER = read("slug: sampledrug", "slug: other").model_copy(update={"held_back": "No dose.", "findings": ("One?", "Two?")})


def test_everything_is_counted():
    assert totals([read(), OTHER], vocabulary()) == {
        "medicines": 2,
        "of them to be published": 1,
        "of them held back as drafts": 1,
        "symptoms": 2,
        "drug classes": 1,
        "side effects that are told apart": 2,
        "statements, uses and rows of side effects": 20,
        "citations in them": 22,
        "sources": 2,
        "of them primary": 1,
        "of them secondary": 1,
        "facts said in words": 0,
        "facts left out, with a reason": 0,
        "open questions for staff": 2,
    }


def test_nothing_is_counted_without_files():
    assert set(totals([], None).values()) == {0}
