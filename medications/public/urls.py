from django.urls import path

from medications.public import about, policy_reports, views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("medications/", views.medication_index, name="medication_index"),
    path("medications/<slug:slug>/", views.medication, name="medication"),
    path("medications/<slug:slug>/history/", views.medication_history, name="medication_history"),
    path("medications/<slug:slug>/history/<int:number>/", views.medication_version, name="medication_version"),
    path("symptoms/", views.symptom_index, name="symptom_index"),
    path("symptoms/<slug:slug>/", views.symptom, name="symptom"),
    path("changes/", views.changes, name="changes"),
    path("about/privacy/", about.privacy, name="privacy"),
    path(".well-known/security.txt", about.security, name="security_txt"),
    path("csp-reports/", policy_reports.policy_reports, name="policy_reports"),
    path("healthz", views.healthz, name="healthz"),
]
