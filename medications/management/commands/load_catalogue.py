from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from medications.actions.catalogue import load
from medications.content import catalogue, catalogue_checks
from medications.content.catalogue_yaml import CatalogueError
from medications.content.choices import DocumentKind

FOLDER = Path(__file__).resolve().parents[2] / "catalogue"
VOCABULARY = {
    DocumentKind.SYMPTOM: "symptoms.yaml",
    DocumentKind.DRUG_CLASS: "drug-classes.yaml",
    DocumentKind.SIDE_EFFECT: "side-effects.yaml",
}


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
        vocabulary, medications = self._read(path)
        unknown = sorted(set(only) - {medication.slug for medication in medications})
        if unknown:
            raise CommandError(f"There is no catalogue file for {', '.join(unknown)} in {path / 'medications'}.")
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

    def _read(self, path: Path):
        """All files, checked together. Every problem is printed, each with its file and line, before anything is written."""
        problems, terms, medications = [], {}, []
        for kind, name in VOCABULARY.items():
            try:
                terms[kind] = catalogue.read_vocabulary(kind, self._text(path / "vocabulary" / name), file=name)
            except CatalogueError as error:
                problems += error.problems
        for file in sorted((path / "medications").glob("*.yaml")):
            try:
                medications.append(catalogue.read_medication(self._text(file), file=file.name))
            except CatalogueError as error:
                problems += error.problems
        if not problems:
            vocabulary = catalogue.Vocabulary(
                symptoms=terms[DocumentKind.SYMPTOM],
                drug_classes=terms[DocumentKind.DRUG_CLASS],
                side_effects=terms[DocumentKind.SIDE_EFFECT],
            )
            problems = catalogue_checks.check_catalogue(medications, vocabulary)
        for problem in problems:
            self.stderr.write(str(problem))
        if problems:
            raise CommandError(f"{len(problems)} problems in the catalogue; nothing was loaded.")
        return vocabulary, medications

    def _text(self, file: Path) -> str:
        try:
            return file.read_text(encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from None
        except UnicodeDecodeError as error:
            raise CommandError(f"{file} is not UTF-8 text (byte {error.start}).") from None
