"""Rule 2: records of older schema versions are lifted when they are read, step by step."""

import orjson
import pytest

from medications.content import upcasters
from tests.factories import records


def stored(**changes) -> bytes:
    return orjson.dumps({**records.symptom_record().model_dump(mode="json"), **changes})


def test_record_of_the_present_version_is_read_as_it_is():
    assert upcasters.read_record(stored()) == records.symptom_record()


def test_older_record_goes_through_every_step(monkeypatch):
    monkeypatch.setitem(
        upcasters.UPCASTERS, ("symptom", -1), lambda data: {**data, "schema_version": 0, "title": data["title"].strip("!")}
    )
    monkeypatch.setitem(
        upcasters.UPCASTERS,
        ("symptom", 0),
        lambda data: {key: value for key, value in data.items() if key != "title"} | {"schema_version": 1, "name": data["title"]},
    )
    old = orjson.loads(stored(schema_version=-1, title="shaking!"))
    del old["name"]

    record = upcasters.read_record(orjson.dumps(old))

    assert record == records.symptom_record(name="shaking")


@pytest.mark.parametrize("changes", [{"schema_version": 99}, {"schema_version": 0}, {"kind": "poem"}])
def test_record_that_nothing_can_read_is_refused(changes):
    with pytest.raises(LookupError):
        upcasters.read_record(stored(**changes))
