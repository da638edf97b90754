"""Addresses as FHIR has them: without a slash at the end."""

from django.urls import path

from medications.fhir import views
from medications.projections.fhir import clinical_use, definitions, medication_knowledge

MEDICINE, USE = medication_knowledge.TYPE, clinical_use.TYPE

app_name = "fhir"
urlpatterns = [
    path("metadata", views.Metadata.as_view(), name="metadata"),
    path("StructureDefinition/<slug:name>", views.Definition.as_view(kind=definitions.EXTENSION), name="extension"),
    path("CodeSystem/<slug:name>", views.Definition.as_view(kind=definitions.CODES), name="codes"),
    path(MEDICINE, views.Search.as_view(kind=MEDICINE), name="medicines"),
    path(f"{MEDICINE}/_search", views.PostedSearch.as_view(kind=MEDICINE), name="medicines_posted"),
    path(f"{MEDICINE}/<str:id>", views.Read.as_view(kind=MEDICINE), name="medicine"),
    path(f"{MEDICINE}/<str:id>/_history/<int:number>", views.Read.as_view(kind=MEDICINE), name="medicine_version"),
    path(USE, views.Search.as_view(kind=USE), name="uses"),
    path(f"{USE}/_search", views.PostedSearch.as_view(kind=USE), name="uses_posted"),
    path(f"{USE}/<str:id>", views.Read.as_view(kind=USE), name="use"),
    path(f"{USE}/<str:id>/_history/<int:number>", views.Read.as_view(kind=USE), name="use_version"),
]
