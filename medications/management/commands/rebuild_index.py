from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from medications.models import Publication
from medications.projections import drift, index


class Command(BaseCommand):
    help = "Rebuilds the index rows from the live Revisions; with --check only reports where they differ."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="report drift and change nothing; ends with 1 if there is any")

    def handle(self, *, check: bool, **options):
        if check:
            faults = drift.find()
            for fault in faults:
                self.stderr.write(fault)
            if faults:
                raise CommandError(f"{len(faults)} index rows differ from what is live. Run rebuild_index.")
            self.stdout.write("The index says what the live Revisions say.")
            return
        with transaction.atomic():
            index.drop()
            publications = Publication.objects.live().select_related("revision")
            for publication in publications:
                index.rebuild(publication)
        self.stdout.write(f"Rebuilt {len(publications)} index rows.")
