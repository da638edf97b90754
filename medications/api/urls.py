from django.urls import path

from medications.api import describing, views
from medications.api.oembed import OEmbed

app_name = "api"
urlpatterns = [
    path("medications/", views.MedicationList.as_view(), name="medications"),
    path("medications/<slug:key>/", views.MedicationDetail.as_view(), name="medication"),
    path("medications/<slug:key>/revisions/<int:number>/canonical", views.Canonical.as_view(), name="canonical"),
    path("symptoms/", views.SymptomList.as_view(), name="symptoms"),
    path("symptoms/<slug:key>/", views.SymptomDetail.as_view(), name="symptom"),
    path("side-effects/", views.SideEffectList.as_view(), name="side_effects"),
    path("side-effects/<slug:key>/", views.SideEffectDetail.as_view(), name="side_effect"),
    path("sources/", views.SourceList.as_view(), name="sources"),
    path("sources/<slug:key>/", views.SourceDetail.as_view(), name="source"),
    path("changes/", views.ChangeList.as_view(), name="changes"),
    path("oembed/", OEmbed.as_view(), name="oembed"),
    path("schema/", describing.Schema.as_view(), name="schema"),
    path("docs/", describing.docs, name="docs"),
]
