"""The page cut into parts to comment on: nothing of what readers get is touched, and every place can be commented on."""

import pytest
from hypothesis import given

from medications.content.commenting import LONGEST, WHOLE, places_of
from medications.projections.comment_boxes import typed, with_boxes
from medications.projections.page_parts import REST, page_pieces, parts_of
from medications.projections.preview import as_page, facts_today
from tests.factories import drafts, records, strategies

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

RECORD = records.medication_record()


def pieces_of(record):
    html = as_page(record, facts_today(drafts.draft(records.small_record("other")), None))
    return html, page_pieces(record, html)


def test_the_pieces_are_the_page_of_readers():
    html, pieces = pieces_of(RECORD)

    assert "".join(piece.html for piece in pieces) == html
    assert [piece.part.key for piece in pieces] == [
        "section-1",  # the boxed one
        "at-a-glance",
        "facts",
        "section-0",
        "section-2",
        "usually-settles-any",
        "tell-clinician-any",
        "emergency-overdose",
        "side-effects",
        "sources",
        REST,
    ]


def test_each_part_ends_where_its_text_ends():
    _, pieces = pieces_of(RECORD)

    by_key = {piece.part.key: str(piece.html) for piece in pieces}

    assert by_key["section-2"].strip().endswith("</section>")
    assert "Swallow it whole." in by_key["section-2"]
    assert "made up" in by_key["section-0"]
    assert "ringing ears" in by_key["tell-clinician-any"]
    assert by_key["facts"].strip().endswith("</dl>")


def test_the_last_part_offers_every_place_the_whole_page_first():
    _, pieces = pieces_of(RECORD)

    assert pieces[-1].part.places == tuple(places_of(RECORD))
    assert pieces[-1].part.places[0].key == WHOLE


def test_no_place_belongs_to_two_parts():
    keys = [place.key for part in parts_of(RECORD)[:-1] for place in part.places]

    assert len(keys) == len(set(keys)) > 20


@pytest.mark.parametrize(
    "record", [records.symptom_record(), records.side_effect_record(), records.drug_class_record(), records.source_record()]
)
def test_what_has_no_long_page_is_one_piece(record):
    html, pieces = pieces_of(record)

    assert [(piece.html, piece.part.key) for piece in pieces] == [(html, REST)]


def test_words_that_look_like_markup_are_no_part():
    first, *others = RECORD.sections
    tricky = first.model_copy(update={"heading": "</section>", "body": "</section> <div class='key-facts'> `</dl>`\n\n> quoted"})
    html, pieces = pieces_of(records.changed(RECORD, sections=[tricky, *others]))

    assert "".join(piece.html for piece in pieces) == html
    assert len(pieces) == 11


@pytest.mark.slow
@given(record=strategies.medication_records())
def test_any_page_stays_as_it_is(record):
    html, pieces = pieces_of(record)

    assert "".join(piece.html for piece in pieces) == html
    assert [piece.part.key for piece in pieces][-1] == REST


# Boxes


def test_what_was_typed_is_read_by_part():
    boxes = typed(
        parts_of(RECORD),
        {"text-tell-clinician-any": "How often?", "place-tell-clinician-any": "side_effects.1", "text-rest": " "},
    )

    assert [(box.place, box.text, box.error) for box in boxes] == [("side_effects.1", "How often?", "")]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({"text-section-0": "x" * (LONGEST + 1)}, "At most 5,000 characters; this has 5,001."),
        ({"text-section-0": "x", "place-section-0": "sections.1"}, "Choose what your comment is about."),
    ],
)
def test_what_cannot_be_kept_is_said_at_its_box(data, error):
    (box,) = typed(parts_of(RECORD), data)

    assert (box.error, box.is_open) == (error, True)


def test_what_was_said_stands_after_its_part_and_what_has_no_part_at_the_end():
    _, pieces = pieces_of(RECORD)

    shown = with_boxes(pieces, [], {"sections.2": ["On usage."], "slug": ["On the address."], None: ["On what is gone."]})

    assert {each.box.part.key: each.box.said for each in shown if each.box.said} == {
        "section-2": ("On usage.",),
        "rest": ("On the address.", "On what is gone."),
    }
