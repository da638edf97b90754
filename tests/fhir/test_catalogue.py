"""Every medicine of the starter catalogue as FHIR R5: nothing that is in a real record makes a resource that is not valid."""

from datetime import date
from pathlib import Path
from uuid import UUID, uuid5

import pytest
from django.conf import settings
from django.utils import timezone

from medications.content.canonical import canonical, digest_of
from medications.content.catalogue_records import to_record
from medications.content.choices import Basis
from medications.management.catalogue_folder import read_folder
from medications.models import SocietyProfile
from medications.projections.facts import Facts
from medications.projections.fhir import clinical_use, medication_knowledge
from medications.projections.fhir.published import Published
from tests.fhir.checking import assert_fhir

CATALOGUE = Path(settings.BASE_DIR) / "medications/catalogue"
TODAY = date(2026, 3, 2)


def published(record) -> Published:
    facts = Facts(str(uuid5(UUID(int=0), record.slug)), 1, digest_of(canonical(record)), Basis.STARTER, "", TODAY, None, None)
    return Published(record, facts, timezone.now(), SocietyProfile(name="Example society"), (), "")


@pytest.mark.slow
def test_every_medicine_and_every_issue_of_it_is_valid():
    vocabulary, medications, _ = read_folder(CATALOGUE)
    every = [published(to_record(medication, vocabulary)) for medication in medications]
    issues = [(issue, each) for each in every for issue in clinical_use.issues(each)]

    for each in every:
        assert_fhir(medication_knowledge.resource(each))
    for issue, each in issues:
        assert_fhir(clinical_use.resource(issue, each))
    assert len({issue.id for issue, _ in issues}) == len(issues) > len(every) > 80
