from django.core.management.base import BaseCommand
from django.utils import timezone

from medications.actions import streams


class Command(BaseCommand):
    help = "Starts a new stream of changes. Needed once after a database was put back from a copy, before it serves again."

    def handle(self, **options):
        stream = streams.start_new(now=timezone.now())
        self.stdout.write(f"Stream {stream.pk} has started. Partners are told to make their copies anew.")
