"""Everything that is wrong in a form stands on top, with the way to it, wherever in the form it is."""

import re
from html.parser import HTMLParser
from typing import get_args

import pytest
from django.contrib.admin import site

from medications.admin.merging_texts import TextFaults
from medications.content.choices import DocumentKind
from medications.content.merging_differences import EDIT, Difference
from medications.content.merging_walk import FREE_TEXTS
from medications.content.schema import RECORDS, Part
from tests.admin.filled import row_boxes, with_new_row
from tests.factories import drafts

pytestmark = pytest.mark.slow


@pytest.fixture
def document(db):
    return drafts.draft().document


@pytest.fixture
def writer(desk):
    return desk()


class _Ids(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = set()

    def handle_starttag(self, tag, attrs):
        self.found.add(dict(attrs).get("id"))


def listed(response) -> list[str]:
    """The errors as they stand on top; each must lead to something that is on the page."""
    page = response.content.decode()
    ids = _Ids()
    ids.feed(page)
    part = re.search(r'<div class="desk-refusal form-errors".*?</ul>', page, re.DOTALL)
    links = re.findall(r'<a href="#([^"]+)">(.*?)</a>', part[0]) if part else []
    assert [href for href, _ in links if href not in ids.found] == []
    return [text for _, text in links]


def test_a_field_of_the_form_itself(writer, document):
    response = writer.change(document, generic_name="", slug="Not A Slug")

    assert listed(response) == [
        "Chemical name: This field is required.",
        "Web address: Use small letters, digits and single hyphens, such as relapsing-ms.",
    ]
    assert "<title>Error: " in response.content.decode()


def test_a_field_of_a_row_names_the_row(writer, document):
    values = writer.boxes(document)
    row = row_boxes(values, "side_effects", wording="ringing ears")

    response = writer.save(document, {**values, f"{row}-wording": ""})

    assert listed(response) == ["Side effects on this page, row 2 (ringing ears): As printed: This field is required."]


def test_what_is_wrong_with_a_row_as_a_whole(writer, document):
    values = writer.boxes(document)
    row = row_boxes(values, "side_effects", wording="ringing ears")

    response = writer.save(document, {**values, f"{row}-affected": "9999"})

    (said,) = listed(response)
    assert said.startswith("Side effects on this page, row 2")
    assert said.endswith("Give both numbers of the frequency, the smaller one first.")


def test_two_rows_that_are_one(writer, document):
    values = with_new_row(writer.boxes(document), "brand_names", name="Quietrane", market="US", status="marketed")

    said = listed(writer.save(document, values))

    assert any("This brand name is listed twice for the same market." in each for each in said)


@pytest.mark.parametrize("field", ["side_effects-TOTAL_FORMS", "side_effects-INITIAL_FORMS"])
def test_rows_whose_number_is_lost(writer, document, field):
    response = writer.change(document, **{field: "x"})

    assert any(each.startswith("Side effects on this page: ") for each in listed(response))


def test_a_box_that_nobody_sees(writer, document):
    """A row that says it is stored under a number which is none."""
    response = writer.change(document, **{"side_effects-0-id": "no number"})

    assert response.status_code == 302 or listed(response)


def test_a_group_of_boxes(writer, document):
    response = writer.change(document, routes=["by carrier pigeon"])

    assert listed(response)[0].startswith("How it is taken: ")


def test_a_form_for_something_new(writer, db):
    response = writer.client.post("/admin/medications/drugclass/add/", {"name": "", "code": "a", "slug": "a"})

    assert listed(response) == ["Name: This field is required."]


# Texts that can be written anew in a conflict are those that the form has a free box for


@pytest.mark.parametrize("kind", [kind for kind in DocumentKind if kind in RECORDS])
def test_every_text_that_can_be_written_anew_has_a_box_in_the_form(kind):
    model_admin = next(each for each in site._registry.values() if getattr(each, "kind", "") == kind)
    texts = TextFaults(model_admin)
    found = [path for path in _texts(RECORDS[kind]) if path[-1] in FREE_TEXTS]

    assert found
    for path in found:
        box, _ = texts.box(Difference("", "", path, "", "", "field", "", "", "", "both", (EDIT,)))
        assert box.get_internal_type() in ("CharField", "TextField")
        assert not box.choices


def _texts(record):
    """Paths of all texts of a record and of its rows, as differences have them."""
    for name, field in record.model_fields.items():
        rows = [each for each in _parts(field.annotation) if name not in ("sources", "drug_class")]
        if rows and name not in ("generic_available", "reuse", "resembles", "may_worsen"):
            yield from ((name, "row", each) for each, inner in rows[0].model_fields.items() if _is_text(inner))
        elif _is_text(field):
            yield (name,)


def _parts(annotation):
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return [annotation]
    return [part for each in get_args(annotation) for part in _parts(each)]


def _is_text(field) -> bool:
    return field.annotation is str
