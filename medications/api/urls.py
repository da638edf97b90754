from django.urls import path

from medications.api import describing, exports, freshness, versions, views, webhooks
from medications.api.oembed import OEmbed

app_name = "api"
urlpatterns = [
    path("medications/", views.MedicationList.as_view(), name="medications"),
    path("medications/<slug:key>/", views.MedicationDetail.as_view(), name="medication"),
    path("medications/<slug:key>/revisions/<int:number>/canonical", versions.Canonical.as_view(), name="canonical"),
    path("medications/<slug:key>/revisions/", versions.Revisions.as_view(), name="revisions"),
    path("medications/<slug:key>/revisions/<int:number>/", versions.RevisionDetail.as_view(), name="revision"),
    path("symptoms/", views.SymptomList.as_view(), name="symptoms"),
    path("symptoms/<slug:key>/", views.SymptomDetail.as_view(), name="symptom"),
    path("side-effects/", views.SideEffectList.as_view(), name="side_effects"),
    path("side-effects/<slug:key>/", views.SideEffectDetail.as_view(), name="side_effect"),
    path("sources/", views.SourceList.as_view(), name="sources"),
    path("sources/<slug:key>/", views.SourceDetail.as_view(), name="source"),
    path("changes/", views.ChangeList.as_view(), name="changes"),
    path("freshness/", freshness.Freshness.as_view(), name="freshness"),
    path("oembed/", OEmbed.as_view(), name="oembed"),
    path("export/", exports.Manifest.as_view(), name="export"),
    path("export/medications.ndjson", exports.ExportedLines.as_view(), name="export_lines"),
    path("export/medications.csv", exports.ExportedTable.as_view(), name="export_table"),
    path("webhooks/", webhooks.WebhookList.as_view(), name="webhooks"),
    path("webhooks/<uuid:webhook>/", webhooks.WebhookDetail.as_view(), name="webhook"),
    path("webhooks/<uuid:webhook>/secret/", webhooks.Secret.as_view(), name="webhook_secret"),
    path("webhooks/<uuid:webhook>/test/", webhooks.Test.as_view(), name="webhook_test"),
    path("webhooks/<uuid:webhook>/replay/", webhooks.Replay.as_view(), name="webhook_replay"),
    path("webhooks/<uuid:webhook>/deliveries/", webhooks.Deliveries.as_view(), name="webhook_deliveries"),
    path("schema/", describing.Schema.as_view(), name="schema"),
    path("docs/", describing.Docs.as_view(), name="docs"),
]
