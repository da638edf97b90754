from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from medications.content import catalogue
from medications.content.catalogue import CatalogueMedication
from medications.content.catalogue_writing import medication_file, terms_file
from medications.content.catalogue_yaml import CatalogueError
from medications.content.choices import DocumentKind
from medications.management.catalogue_folder import VOCABULARY, text_of
from medications.projections.catalogue_export import open_findings, records


class Command(BaseCommand):
    help = "Writes the medicines and terms of this site as catalogue files, for load_catalogue and version control."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="made if it is not there; files in it are replaced")
        parser.add_argument("--drafts", action="store_true", help="the newest versions instead of the public ones")
        parser.add_argument("--only", action="append", default=[], metavar="SLUG", help="this medicine only; may be repeated")

    def handle(self, *, folder: Path, drafts: bool, only: list[str], **options):
        medicines = list(records(DocumentKind.MEDICATION, drafts=drafts))
        if unknown := sorted(set(only) - {record.slug for _, record in medicines}):
            raise CommandError(f"There is no medicine to export with the address {', '.join(unknown)}.")
        self._make(folder)
        for kind, name in VOCABULARY.items():
            self._write(folder / "vocabulary" / name, terms_file(kind, (record for _, record in records(kind, drafts=drafts))))
        written = 0
        for document, record in medicines:
            if only and record.slug not in only:
                continue
            file = folder / "medications" / f"{record.slug}.yaml"
            self._write(file, medication_file(record, findings=open_findings(document), before=self._before(file)))
            written += 1
        self.stdout.write(f"{written} medicines and the lists of their terms are written to {folder}.")

    def _make(self, folder: Path) -> None:
        for name in ("medications", "vocabulary"):
            try:
                (folder / name).mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise CommandError(f"{folder / name} cannot be made: {error.strerror}.") from None

    def _write(self, file: Path, text: str) -> None:
        try:
            file.write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}.") from None

    def _before(self, file: Path) -> CatalogueMedication | None:
        """The file that is replaced: what it says beside the record is kept. Nothing of one that cannot be read."""
        if not file.exists():
            return None
        try:
            return catalogue.read_medication(text_of(file), file=file.name)
        except CatalogueError as error:
            raise CommandError(f"{file} would be replaced, but cannot be read:\n{error}") from None
