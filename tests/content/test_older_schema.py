import orjson
import pytest

from medications.content import upcasters
from medications.content.older_schema import fields_not_yet_known
from tests.factories import records


@pytest.fixture
def older(monkeypatch):
    """A stored symptom of schema version 0, without what is named; the upcaster gives `filled`."""

    def stored(*without: str, filled=None, **values) -> bytes:
        monkeypatch.setitem(upcasters.UPCASTERS, ("symptom", 0), lambda data: {**data, "schema_version": 1, **(filled or {})})
        data = records.symptom_record(sources=[]).model_dump(mode="json")
        return orjson.dumps({name: value for name, value in data.items() if name not in without} | {"schema_version": 0} | values)

    return stored


def test_a_version_of_the_present_schema_knows_every_field():
    assert fields_not_yet_known(orjson.dumps(records.medication_record().model_dump(mode="json"))) == []


def test_a_field_that_came_later_and_is_empty_is_named_in_words(older):
    assert fields_not_yet_known(older("link_phrase", "aliases")) == ["link phrase", "other names"]


def test_a_field_that_an_upcaster_fills_is_not(older):
    assert fields_not_yet_known(older("group", filled={"group": "movement"})) == []


def test_a_field_of_rows_is_named_once(older):
    assert fields_not_yet_known(older(resources=[{"title": "One", "url": ""}, {"title": "Two", "url": ""}])) == [
        "publisher",
        "kind",
        "description",
    ]
