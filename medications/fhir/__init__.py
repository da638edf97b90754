"""The FHIR R5 facade, read-only: views and their errors. Resources are made in `projections/fhir/`."""
