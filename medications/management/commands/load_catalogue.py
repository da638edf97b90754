from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from medications.actions.catalogue import Loaded, load
from medications.content import catalogue_checks
from medications.content.catalogue import CatalogueMedication, Vocabulary
from medications.management.catalogue_folder import FOLDER, read_folder, refuse_unknown
from medications.management.progress import Progress


class Command(BaseCommand):
    help = "Loads the starter catalogue as drafts. Loading again changes nothing; what staff have edited is left alone."

    def add_arguments(self, parser):
        parser.add_argument("--publish-starter", action="store_true", help="make the pages public, marked as not yet reviewed")
        parser.add_argument("--only", action="append", default=[], metavar="SLUG", help="this medicine only; may be repeated")
        parser.add_argument(
            "--update",
            action="store_true",
            help="offer what is new: as drafts, or by a finding where staff have edited",
        )
        parser.add_argument("--path", type=Path, default=FOLDER, help="folder of the catalogue")

    def handle(self, *, publish_starter: bool, only: list[str], update: bool, path: Path, **options):
        vocabulary, medications = self._read(path, only)
        with Progress(self.stdout) as progress:
            loaded = load(
                medications=medications,
                vocabulary=vocabulary,
                publish_starter=publish_starter,
                update=update,
                now=timezone.now(),
                progress=progress,
            )
        self._tell(loaded)

    def _read(self, path: Path, only: list[str]) -> tuple[Vocabulary, list[CatalogueMedication]]:
        """All files, checked together, though only some are loaded. Every problem is printed before anything is written."""
        vocabulary, medications, problems = read_folder(path)
        refuse_unknown(only, {file.stem for file in (path / "medications").glob("*.yaml")}, path)
        if not problems:
            problems = catalogue_checks.check_catalogue(medications, vocabulary)
        for problem in problems:
            self.stderr.write(str(problem))
        if problems:
            raise CommandError(f"{len(problems)} problems in the catalogue; nothing was loaded.")
        return vocabulary, [medication for medication in medications if not only or medication.slug in only]

    def _tell(self, loaded: Loaded) -> None:
        for heading, lines in (
            ("kept as it is here", loaded.kept),
            ("newer in the catalogue, noted for staff", loaded.newer),
            ("held back", loaded.held_back),
        ):
            for line in lines:
                self.stdout.write(f"  {heading}: {line}")
        self.stdout.write(", ".join(f"{count:,} {what}" for what, count in sorted(loaded.counts.items())) or "Nothing to load.")
