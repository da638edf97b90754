from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from medications.content import catalogue
from medications.content.catalogue import CatalogueMedication, Vocabulary
from medications.content.catalogue_writing import medication_file, terms_file
from medications.content.catalogue_yaml import CatalogueError
from medications.management.catalogue_folder import VOCABULARY, text_of
from medications.projections.catalogue_export import Contents, Medicine, contents


class Command(BaseCommand):
    help = "Writes the medicines and terms of this site as catalogue files, for load_catalogue and version control."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="made if it is not there; files in it are replaced")
        parser.add_argument("--drafts", action="store_true", help="the newest versions instead of the public ones")
        parser.add_argument("--only", action="append", default=[], metavar="SLUG", help="this medicine only; may be repeated")

    def handle(self, *, folder: Path, drafts: bool, only: list[str], **options):
        found = self._contents(drafts, only)
        files, vocabulary = self._term_files(folder, found)
        refused = []
        for medicine in found.medicines:
            if only and medicine.record.slug not in only:
                continue
            file = folder / "medications" / f"{medicine.record.slug}.yaml"
            try:
                files[file] = self._medication_file(medicine, vocabulary, self._before(file))
            except CatalogueError as error:
                refused += _told(medicine, error)
        self._write(files)
        self._tell(folder, found, len(files) - len(VOCABULARY), refused)

    def _contents(self, drafts: bool, only: list[str]) -> Contents:
        try:
            found = contents(drafts=drafts)
        except DatabaseError as error:
            raise CommandError(f"The database cannot be asked: {str(error).strip().splitlines()[0]}") from None
        if not found.medicines:
            raise CommandError("There is no medicine." if drafts else "No medicine is public. --drafts writes drafts, too.")
        if unknown := sorted(set(only) - {medicine.record.slug for medicine in found.medicines}):
            raise CommandError(f"There is no medicine to export with the address {', '.join(unknown)}.")
        return found

    def _term_files(self, folder: Path, found: Contents) -> tuple[dict[Path, str], Vocabulary]:
        files, lists = {}, []
        for kind, name in VOCABULARY.items():
            try:
                files[folder / "vocabulary" / name], terms = terms_file(kind, found.terms[kind], file=name)
            except CatalogueError as error:
                raise CommandError(f"Nothing was written, since a list of terms cannot be:\n{error}") from None
            lists.append(terms)
        return files, Vocabulary(*lists)

    def _medication_file(self, medicine: Medicine, vocabulary: Vocabulary, before: CatalogueMedication | None) -> str:
        return medication_file(
            medicine.record, vocabulary, findings=medicine.findings, held_back=medicine.held_back, before=before
        )

    def _before(self, file: Path) -> CatalogueMedication | None:
        """The file that is replaced: what it says beside the record is kept. One that cannot be read is not replaced."""
        if not file.exists():
            return None
        try:
            return catalogue.read_medication(text_of(file), file=file.name)
        except CatalogueError as error:
            raise CommandError(f"{file} would be replaced, but cannot be read; nothing was written:\n{error}") from None

    def _write(self, files: dict[Path, str]) -> None:
        for file, text in files.items():
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
            except OSError as error:
                raise CommandError(f"{file} cannot be written: {error.strerror}.") from None

    def _tell(self, folder: Path, found: Contents, count: int, refused: list[str]) -> None:
        for line in refused:
            self.stderr.write(line)
        here = {medicine.record.slug for medicine in found.medicines}
        for file in sorted((folder / "medications").glob("*.yaml")):
            if file.stem not in here:
                self.stdout.write(f"  left as it was, since it is not among what is exported: {file.name}")
        medicines = f"{count:,} {'medicine' if count == 1 else 'medicines'}"
        self.stdout.write(f"{medicines} and the lists of all terms are written to {folder}.")
        if refused:
            raise CommandError("Not everything could be written; see above.")


def _told(medicine: Medicine, error: CatalogueError) -> list[str]:
    """One line for each thing that is in the way."""
    name = f"{medicine.record.slug} is not written"
    return [f"{name}: {': '.join(filter(None, (problem.path, problem.message)))}" for problem in error.problems]
