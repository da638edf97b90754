"""Which part answers which address."""

from django.contrib import admin
from django.urls import include, path

from medications.admin.styleguide import styleguide_page

urlpatterns = [
    path("api/v1/", include("medications.api.urls")),
    path("fhir/", include("medications.fhir.urls")),
    path("accounts/", include("medications.accounts.urls")),
    path("admin/", admin.site.urls),
    path("styleguide/", admin.site.admin_view(styleguide_page)),
    path("review/", include("medications.review.urls")),
    path("preview/", include("medications.review.preview_urls")),
    path("", include("medications.public.urls")),
]

handler400 = "msportal.errors.bad_request"
handler403 = "medications.public.errors.not_allowed"
handler404 = "msportal.errors.page_not_found"
handler500 = "msportal.errors.server_error"
