from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from medications.actions.catalogue import load
from medications.content import catalogue_checks
from medications.management.catalogue_folder import FOLDER, read_folder, refuse_unknown


class Command(BaseCommand):
    help = "Loads the starter catalogue as drafts. Loading again changes nothing; what staff have edited is left alone."

    def add_arguments(self, parser):
        parser.add_argument("--publish-starter", action="store_true", help="make the pages public, marked as not yet reviewed")
        parser.add_argument("--only", action="append", default=[], metavar="SLUG", help="this medicine only; may be repeated")
        parser.add_argument(
            "--update", action="store_true", help="replace drafts from an earlier catalogue that nobody has edited"
        )
        parser.add_argument("--path", type=Path, default=FOLDER, help="folder of the catalogue")

    def handle(self, *, publish_starter: bool, only: list[str], update: bool, path: Path, **options):
        vocabulary, medications = self._read(path, only)
        loaded = load(
            medications=[medication for medication in medications if not only or medication.slug in only],
            vocabulary=vocabulary,
            publish_starter=publish_starter,
            update=update,
            now=timezone.now(),
            progress=lambda name: self.stdout.write(f"  {name}"),
        )
        self.stdout.write(", ".join(f"{count} {what}" for what, count in sorted(loaded.counts.items())) or "Nothing to load.")
        for name in loaded.kept:
            self.stdout.write(f"  kept as it is here: {name}")
        for name in loaded.held_back:
            self.stdout.write(f"  draft only, {name}")

    def _read(self, path: Path, only: list[str]):
        """All files, checked together, though only some are loaded. Every problem is printed before anything is written."""
        vocabulary, medications, problems = read_folder(path)
        refuse_unknown(only, {file.stem for file in (path / "medications").glob("*.yaml")}, path)
        if not problems:
            problems = catalogue_checks.check_catalogue(medications, vocabulary)
        for problem in problems:
            self.stderr.write(str(problem))
        if problems:
            raise CommandError(f"{len(problems)} problems in the catalogue; nothing was loaded.")
        return vocabulary, medications
