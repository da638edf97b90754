"""How many SQL statements a page takes is a constant of its type: cold, warm, with one medicine or with thirty."""

import pytest
from django.urls import resolve

from medications.api import urls as api_urls
from medications.fhir import urls as fhir_urls
from medications.models import Document
from medications.projections.memory import Memory
from tests.assertions import recorded_sql
from tests.factories import publications, records
from tests.factories.site import ORBELAZINE
from tests.fhir.ids import A_USE

pytestmark = pytest.mark.django_db

# (cold, warm): a process that remembers nothing yet, and one that was asked the same before.
CONSTANTS = {
    "/": (11, 1),
    "/medications/": (8, 2),
    "/medications/?symptom=tremor&symptom=pain": (9, 2),
    "/medications/?q=swallow": (13, 3),
    "/medications/?q=orbelasine&may_worsen=tremor": (16, 3),
    "/medications/?without_side_effect=coma": (8, 2),
    "/suggestions/?q=orbel": (8, 1),
    "/medications/orbelazine/": (8, 2),
    "/medications/orbelazine/history/": (5, 4),
    "/medications/orbelazine/history/1/": (5, 4),
    "/medications/orbelazine/card/": (5, 3),
    "/medications/orbelazine/card/?for=clinician": (5, 3),
    "/medications/orbelazine/cite/": (3, 2),
    "/medications/orbelazine/cite/bibtex/": (3, 2),
    "/medications/orbelazine/report/": (3, 2),
    "/embed/medications/orbelazine/": (5, 3),
    "/symptoms/": (4, 1),
    "/symptoms/tremor/": (7, 2),
    "/symptoms/tremor/changes.atom": (5, 4),
    "/side-effects/": (4, 1),
    "/side-effects/?q=drow": (4, 1),
    "/side-effects/drowsiness/": (5, 2),
    "/could-it-be-my-ms/": (6, 1),
    "/could-it-be-my-ms/?symptom=tremor&medication=orbelazine": (8, 2),
    "/medications/compare/": (3, 1),
    "/changes/": (6, 4),
    "/changes/?since=2026-03&pages=medicines": (7, 5),
    "/feeds/changes.atom": (4, 3),
    "/sitemap.xml": (2, 2),
    "/fhir/metadata": (2, 1),
    "/fhir/StructureDefinition/licence": (2, 1),
    "/fhir/CodeSystem/basis": (2, 1),
    f"/fhir/MedicationKnowledge/{ORBELAZINE}": (4, 2),
    f"/fhir/MedicationKnowledge/{ORBELAZINE}/_history/1": (4, 2),
    "/fhir/MedicationKnowledge": (5, 3),
    "/fhir/MedicationKnowledge?code=http://www.whocc.no/atc|N03AE01&_count=2": (5, 3),
    "/fhir/MedicationKnowledge?_lastUpdated=ge2020&status=active&code:text=orb": (5, 3),
    "/fhir/ClinicalUseDefinition?_count=10": (6, 3),
    f"/fhir/ClinicalUseDefinition?medication={ORBELAZINE}&type=warning": (6, 3),
    f"/fhir/ClinicalUseDefinition/{A_USE}": (4, 2),
    f"/fhir/ClinicalUseDefinition/{A_USE}/_history/1": (4, 2),
    "/robots.txt": (0, 0),
    "/about/editorial-policy/": (3, 1),
    "/about/accessibility/": (2, 1),
    "/about/display/": (2, 1),
    "/about/privacy/": (2, 1),
    "/api/v1/medications/": (7, 2),
    "/api/v1/medications/?symptom=tremor&symptom=pain": (7, 2),
    "/api/v1/medications/?q=swallow&updated_since=2020-01-01": (12, 3),
    "/api/v1/medications/?may_worsen=tremor&page=1&fields=slug": (11, 3),
    "/api/v1/medications/orbelazine/": (4, 2),
    "/api/v1/medications/orbelazine/?fields=uses": (4, 2),
    "/api/v1/medications/orbelazine/revisions/1/canonical": (3, 3),
    "/api/v1/medications/?code=rxnorm:2598": (7, 2),
    "/api/v1/medications/?format=csv": (7, 2),
    "/api/v1/medications/orbelazine/revisions/": (3, 3),
    "/api/v1/medications/orbelazine/revisions/1/": (5, 4),
    "/api/v1/symptoms/": (3, 2),
    "/api/v1/side-effects/": (3, 2),
    "/api/v1/side-effects/?format=ndjson": (3, 2),
    "/api/v1/side-effects/coma/": (4, 2),
    "/api/v1/sources/": (3, 2),
    "/api/v1/sources/example-label-2024/": (4, 2),
    "/api/v1/symptoms/tremor/": (4, 2),
    "/api/v1/changes/": (3, 3),
    "/api/v1/oembed/?url=http://testserver/medications/orbelazine/": (3, 2),
    "/api/v1/export/": (8, 3),
    "/api/v1/export/medications.ndjson": (3, 3),
    "/api/v1/export/medications.csv": (3, 3),
    "/api/v1/schema/": (0, 0),
    "/api/v1/docs/": (2, 1),
}

# Not read with GET. Theirs are constant by tests/api/test_freshness.py, tests/api/test_webhooks.py and as those of the search.
ELSEWHERE = {"freshness", "medicines_posted", "uses_posted"}


def statements(client, path: str) -> tuple[int, int]:
    """How many statements the path takes cold and warm."""
    Memory.kept = (None, {})
    counts = []
    for _ in range(2):
        with recorded_sql() as sql:
            response = client.get(path)
            assert response.status_code == 200
            if response.streaming:
                list(response.streaming_content)
        counts.append(len(sql))
    return tuple(counts)


def test_statements_per_page_type_are_constant_however_many_medicines_there_are(client):
    document = Document.objects.create(pk=ORBELAZINE, kind="medication")
    publications.published(records.medication_record("orbelazine"), document=document)
    with_one = {path: statements(client, path) for path in CONSTANTS}
    for number in range(30):
        publications.published(records.small_record(f"medicine {number}", uses=[records.use("tremor"), records.use("pain")]))
    with_many = {path: statements(client, path) for path in CONSTANTS}

    assert with_many == with_one
    assert with_many == CONSTANTS


@pytest.mark.parametrize("part", [api_urls, fhir_urls])
def test_each_address_for_programs_is_among_them(part):
    counted = {resolve(path.partition("?")[0]).url_name for path in CONSTANTS}

    names = {each.name for each in part.urlpatterns if not each.name.startswith("webhook")}
    assert names - counted - ELSEWHERE == set()


@pytest.mark.parametrize("address", ["/could-it-be-my-ms/?symptom=tremor&", "/medications/compare/?"])
def test_statements_do_not_grow_with_the_medicines_that_are_set_side_by_side(client, address):
    names = ["orbelazine", "testamine", "calmazine", "quietal"]
    for name in names:
        publications.published(records.medication_record(name))
    two, four = (address + "&".join(f"medication={name}" for name in names[:number]) for number in (2, 4))

    assert statements(client, two) == statements(client, four)
