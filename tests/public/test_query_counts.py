"""How many SQL statements a page takes is a constant of its type: cold, warm, with one medicine or with thirty."""

import pytest

from medications.projections.memory import Memory
from tests.assertions import recorded_sql
from tests.factories import publications, records

pytestmark = pytest.mark.django_db

# (cold, warm): a process that remembers nothing yet, and one that was asked the same before.
CONSTANTS = {
    "/": (9, 1),
    "/medications/": (8, 2),
    "/medications/?symptom=tremor&symptom=pain": (9, 2),
    "/medications/orbelazine/": (8, 2),
    "/medications/orbelazine/history/": (4, 3),
    "/medications/orbelazine/history/1/": (4, 3),
    "/symptoms/": (4, 1),
    "/symptoms/tremor/": (6, 2),
    "/changes/": (3, 2),
    "/about/privacy/": (2, 1),
    "/api/v1/medications/": (7, 2),
    "/api/v1/medications/?symptom=tremor&symptom=pain": (7, 2),
    "/api/v1/medications/orbelazine/": (4, 2),
    "/api/v1/medications/orbelazine/revisions/1/canonical": (2, 2),
    "/api/v1/symptoms/": (2, 1),
    "/api/v1/symptoms/tremor/": (4, 2),
    "/api/v1/changes/": (2, 2),
    "/api/v1/schema/": (0, 0),
    "/api/v1/docs/": (2, 1),
}


def statements(client, path: str) -> tuple[int, int]:
    """How many statements the path takes cold and warm."""
    Memory.kept = (None, {})
    counts = []
    for _ in range(2):
        with recorded_sql() as sql:
            assert client.get(path).status_code == 200
        counts.append(len(sql))
    return tuple(counts)


def test_statements_per_page_type_are_constant_however_many_medicines_there_are(client):
    publications.published(records.medication_record("orbelazine"))
    with_one = {path: statements(client, path) for path in CONSTANTS}
    for number in range(30):
        publications.published(records.small_record(f"medicine {number}", uses=[records.use("tremor"), records.use("pain")]))
    with_many = {path: statements(client, path) for path in CONSTANTS}

    assert with_many == with_one
    assert with_many == CONSTANTS
