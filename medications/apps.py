from django.apps import AppConfig
from django.db.models.signals import post_migrate


class MedicationsConfig(AppConfig):
    name = "medications"
    verbose_name = "Medications used in MS"

    def ready(self):
        from medications.accounts import receivers
        from medications.models import bootstrap, checks, triggers

        checks.register_checks()
        receivers.connect()
        post_migrate.connect(triggers.after_migrate, sender=self)
        post_migrate.connect(bootstrap.after_migrate, sender=self)
