"""Ids of resources on the site that `tests.factories.site.complete_site` makes."""

from medications.projections.fhir import clinical_use
from tests.factories.site import ORBELAZINE

A_USE = clinical_use.names(ORBELAZINE)("u", "tremor")
