"""Django's own would make an account that nobody is told of: no event, no role that is seen in the admin."""

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Not here: `manage.py setup` makes the first administrator, and administrators make further accounts."

    def run_from_argv(self, argv):
        super().run_from_argv(argv[:2])  # whatever options Django's takes

    def handle(self, **options):
        raise CommandError(
            "Use `manage.py setup` for the first administrator. Administrators make further accounts in the admin."
        )
