from importlib import import_module

from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    """Django's admin with our site class."""

    default_site = "medications.admin.site.PortalAdminSite"

    def ready(self):
        # Ours first, by name: Django makes the site when a module registers with it. Left to Django's own discovery, the package
        # would be imported while the site is being made, register with another one, and be forgotten.
        import_module("medications.admin")
        super().ready()
