from django.contrib.admin import AdminSite
from django.contrib.auth.forms import AuthenticationForm

from medications.permissions import Act, may

ORDER = ["Medication", "Symptom", "SideEffect", "DrugClass", "Source", "ImportBatch", "SocietyProfile"]

APP_NAMES = {"auth": "Accounts of staff"}


class PortalAdminSite(AdminSite):
    site_header = "Medications used in MS"
    site_title = "Medications used in MS"
    index_title = "Editorial desk"
    login_form = AuthenticationForm  # the role decides, in has_permission; Django's own form asks for a flag besides

    def has_permission(self, request):
        return may(request.user, Act.VIEW)

    def get_app_list(self, request, app_label=None):
        """What staff use most comes first, in their words."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["name"] = APP_NAMES.get(app["app_label"], app["name"])
            app["models"].sort(
                key=lambda model: ORDER.index(model["object_name"]) if model["object_name"] in ORDER else len(ORDER)
            )
        return sorted(apps, key=lambda app: app["app_label"] != "medications")
