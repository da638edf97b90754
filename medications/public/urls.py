from django.urls import path

from medications.public import (
    about,
    asking,
    display,
    embedding,
    error_reports,
    finding,
    machines,
    policy_reports,
    side_effects,
    take_along,
    views,
)

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("medications/", views.medication_index, name="medication_index"),
    path("medications/compare/", asking.compare, name="compare"),
    path("medications/<slug:slug>/", views.medication, name="medication"),
    path("medications/<slug:slug>/history/", views.medication_history, name="medication_history"),
    path("medications/<slug:slug>/history/<int:number>/", views.medication_version, name="medication_version"),
    path("medications/<slug:slug>/card/", take_along.card, name="medication_card"),
    path("medications/<slug:slug>/cite/", take_along.cite, name="medication_cite"),
    path("medications/<slug:slug>/cite/<slug:form>/", take_along.cite_file, name="medication_cite_file"),
    path("medications/<slug:slug>/report/", error_reports.report, name="medication_report"),
    path(
        "medications/<slug:slug>/history/<int:number>...<int:other>/", views.medication_difference, name="medication_difference"
    ),
    path("symptoms/", views.symptom_index, name="symptom_index"),
    path("symptoms/<slug:slug>/", views.symptom, name="symptom"),
    path("symptoms/<slug:slug>/changes.atom", machines.symptom_feed, name="symptom_feed"),
    path("side-effects/", side_effects.side_effect_index, name="side_effect_index"),
    path("side-effects/<slug:slug>/", side_effects.side_effect, name="side_effect"),
    path("could-it-be-my-ms/", asking.could_it_be_my_ms, name="could_it_be_my_ms"),
    path("embed/medications/<slug:slug>/", embedding.embed, name="embed"),
    path("suggestions/", finding.suggestions, name="suggestions"),
    path("changes/", views.changes, name="changes"),
    path("about/display/", display.display, name="display"),
    path("about/editorial-policy/", about.editorial_policy, name="editorial_policy"),
    path("about/accessibility/", about.accessibility, name="accessibility"),
    path("about/privacy/", about.privacy, name="privacy"),
    path("feeds/changes.atom", machines.changes_feed, name="changes_feed"),
    path("sitemap.xml", machines.site_map_xml, name="sitemap"),
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", about.security, name="security_txt"),
    path("csp-reports/", policy_reports.policy_reports, name="policy_reports"),
    path("healthz", views.healthz, name="healthz"),
]
