from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    """Django's admin with our site class."""

    default_site = "medications.admin.site.PortalAdminSite"
