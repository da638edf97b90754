from django.contrib.admin import AdminSite

from medications.permissions import Act, may


class PortalAdminSite(AdminSite):
    site_header = "Medications used in MS"
    site_title = "Medications used in MS"
    index_title = "Editorial desk"

    def has_permission(self, request):
        return may(request.user, Act.VIEW)
