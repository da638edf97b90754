"""Citations typed into a form."""

import pytest

from medications.content.markdown import LONGEST
from tests.admin.desk import working_copy
from tests.admin.filled import boxes, row_boxes
from tests.factories import drafts, records

pytestmark = pytest.mark.slow

SAVED = 302


@pytest.fixture
def document(db):
    return drafts.draft().document


def save_section(desk, document, body: str):
    writer = desk()
    values = writer.boxes(document)
    row = row_boxes(values, "sections", heading="About it")
    return row, writer.save(document, {**values, f"{row}-body": body})


def test_a_known_source_is_accepted(desk, document):
    assert save_section(desk, document, f"It helps. [@{records.BOOK}, p. 3; @{records.LABEL}]")[1].status_code == SAVED


def test_an_unknown_source_is_named_at_its_field(desk, document):
    row, response = save_section(desk, document, f"It helps. [@{records.BOOK}; @nobody-1999, p. 3]")

    page = response.content.decode()
    assert "There is no source with the code &quot;nobody-1999&quot;." in page
    assert f'id="id_{row}-body_error"' in page
    assert boxes(response, "medication_form")[f"{row}-body"] == [f"It helps. [@{records.BOOK}; @nobody-1999, p. 3]"]
    assert document.revisions.count() == 1


@pytest.mark.parametrize("written", ["[@Kalb 2004]", "[@kalb_2004]", "[@kalb-2004 p. 3]", "[@", "[@kalb-2004"])
def test_what_only_looks_like_a_citation_is_refused(desk, document, written):
    _, response = save_section(desk, document, f"It helps. {written}")

    assert "cannot be read as a citation" in response.content.decode()
    assert document.revisions.count() == 1


def test_a_statement_at_a_glance_is_checked(desk, document):
    writer = desk()
    values = writer.boxes(document)

    response = writer.save(
        document, {**values, f"{row_boxes(values, 'at_a_glance', kind='stopping')}-text": "Stop. [@nobody-1999]"}
    )

    assert "There is no source with the code" in response.content.decode()


def test_a_symptoms_summary_is_checked(desk):
    document = drafts.draft(records.symptom_record()).document

    response = desk().change(document, summary="Shaking. [@nobody-1999]")

    assert "There is no source with the code" in response.content.decode()


def test_a_text_longer_than_can_be_shown_is_refused(desk, document):
    _, response = save_section(desk, document, "x" * (LONGEST + 1))

    assert "This text is too long" in response.content.decode()
    assert working_copy(document).sections.get(heading="About it").body.startswith("It is")


def test_what_was_pasted_from_a_word_processor_is_cleaned(desk, document):
    pasted = f"Not with:\r\n•\talcohol\r\n•\tgrapefruit\u00a0juice [@{records.BOOK}]"

    save_section(desk, document, pasted)

    newest = document.revisions.order_by("-number").first().record
    bodies = [part.body for part in newest.sections]
    assert f"Not with:\n\n- alcohol\n- grapefruit juice [@{records.BOOK}]" in bodies
