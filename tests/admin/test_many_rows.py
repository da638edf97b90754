"""A form with two hundred side effects: it opens and saves, and each row more costs no query more."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medications.models import Medication, SideEffect, SideEffectRow, Source
from tests.admin.desk import address
from tests.admin.filled import row_boxes
from tests.factories import drafts, records

pytestmark = pytest.mark.slow

TERMS = ["drowsiness", "fatigue", "ringing-ears"]


def medicine(rows: int, terms: list[str] = TERMS):
    """A saved draft with so many side effects, each linked to one of the terms and a source."""
    effects = [records.effect(f"side effect {number}", terms[number % len(terms)]) for number in range(rows)]
    name = f"orbelazine {rows} {len(terms)}"
    return drafts.draft(records.medication_record(name, side_effects=effects)).document


def queries_to_open(writer, document) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert writer.open(document).status_code == 200
    return len(queries)


def queries_to_save(writer, document, values) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert writer.save(document, values).status_code == 302
    return len(queries)


@pytest.mark.slow
def test_two_hundred_rows_cost_no_more_queries_than_ten(desk):
    writer, few, many = desk(), medicine(10), medicine(200)
    writer.change(medicine(3), pronunciation="x")  # what a process remembers once it has asked is remembered
    writer.open(few)

    assert queries_to_open(writer, many) == queries_to_open(writer, few) <= 60
    few_values, many_values = writer.boxes(few), writer.boxes(many)
    assert len(many_values) > 1000
    for values in (few_values, many_values):
        values[f"{row_boxes(values, 'side_effects', wording='side effect 7')}-wording"] = "seven"
    # One more for many: how many rows there are is asked when more come than a form may add.
    assert queries_to_save(writer, many, many_values) - 1 == queries_to_save(writer, few, few_values) <= 90
    assert many.revisions.order_by("-number").first().record.side_effects[7].wording == "seven"


@pytest.mark.slow
def test_rows_of_sixty_terms_cost_no_more_queries_to_open_than_of_three(desk):
    writer = desk()
    few, many = medicine(60), medicine(60, [f"effect-{number}" for number in range(60)])
    writer.open(few)

    assert queries_to_open(writer, many) == queries_to_open(writer, few)


@pytest.mark.slow
def test_two_hundred_rows_can_all_be_changed_in_one_save(desk):
    writer, document = desk(), medicine(200)
    values = writer.boxes(document)
    coma = SideEffect.objects.get(code="fatigue")
    book = Source.objects.get(code=records.BOOK)
    for number in range(200):
        row = f"side_effects-{number}"
        values |= {f"{row}-wording": f"changed {number}", f"{row}-terms": str(coma.pk), f"{row}-sources": str(book.pk)}

    response = writer.save(document, values)

    assert response.status_code == 302
    rows = document.revisions.order_by("-number").first().record.side_effects
    assert {(row.terms[0].code, row.sources) for row in rows} == {("fatigue", (records.BOOK,))}
    assert rows[199].wording == "changed 199"


@pytest.mark.slow
def test_a_refused_form_with_two_hundred_rows_shows_them_all(desk):
    writer, document = desk(), medicine(200)
    values = {**writer.boxes(document), "lock_version": ""}

    response = writer.client.post(address(document), values)

    assert response.content.decode().count("side effect 1") >= 111
    assert SideEffectRow.objects.filter(medication=Medication.objects.get()).count() == 200


@pytest.mark.slow
def test_a_stale_form_with_two_hundred_rows_is_compared_in_bounded_time(desk):
    """Every row is checked anew then, since none can be told from a stored one."""
    writer, document = desk(), medicine(200)
    values = writer.boxes(document)
    values[f"{row_boxes(values, 'side_effects', wording='side effect 7')}-wording"] = "seven"
    drafts.edited(document, pronunciation="by somebody else")

    with CaptureQueriesContext(connection) as queries:
        response = writer.save(document, values)

    assert response.status_code == 409
    assert response.content.decode().count("<fieldset") == 2
    assert len(queries) < 200 * 20


@pytest.mark.slow
def test_rows_that_somebody_else_deleted_meanwhile_are_not_too_many(desk):
    writer, document = desk(), medicine(200)
    values = writer.boxes(document)
    drafts.edited(document, side_effects=[])

    assert writer.save(document, {**values, "pronunciation": "mine"}).status_code == 409
