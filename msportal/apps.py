from importlib import import_module

from django.contrib.admin.apps import SimpleAdminConfig


class PortalAdminConfig(SimpleAdminConfig):
    """Django's admin with our site class, and with our screens only.

    Other packages bring screens of their own: for second factors, sessions, mail that waits with a link for a new password in
    it. A superuser would see and change there what our screens keep back and write down.
    """

    default_site = "medications.admin.site.PortalAdminSite"

    def ready(self):
        super().ready()
        import_module("medications.admin")
