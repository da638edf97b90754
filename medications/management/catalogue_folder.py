"""Reading a folder of catalogue files: three lists of terms and one file a medicine."""

from collections.abc import Collection
from pathlib import Path

from django.core.management.base import CommandError

from medications.content import catalogue
from medications.content.catalogue import CatalogueMedication, Vocabulary
from medications.content.catalogue_yaml import CatalogueError, Problem
from medications.content.choices import DocumentKind

FOLDER = Path(__file__).resolve().parents[1] / "catalogue"
VOCABULARY = {
    DocumentKind.SYMPTOM: "symptoms.yaml",
    DocumentKind.DRUG_CLASS: "drug-classes.yaml",
    DocumentKind.SIDE_EFFECT: "side-effects.yaml",
}


def read_folder(path: Path, *, only: Collection[str] = ()) -> tuple[Vocabulary | None, list[CatalogueMedication], list[Problem]]:
    """The lists of terms (None if one cannot be read), the medicines (those named, or all), and every fault of a file.

    Raises CommandError for a medicine without a file, and for a file that cannot be opened.
    """
    problems, terms, medications = [], {}, []
    for kind, name in VOCABULARY.items():
        try:
            terms[kind] = catalogue.read_vocabulary(kind, text_of(path / "vocabulary" / name), file=name)
        except CatalogueError as error:
            problems += error.problems
    for file in _files(path, only):
        try:
            medications.append(catalogue.read_medication(text_of(file), file=file.name))
        except CatalogueError as error:
            problems += error.problems
    vocabulary = Vocabulary(*(terms[kind] for kind in VOCABULARY)) if len(terms) == len(VOCABULARY) else None
    return vocabulary, medications, problems


def _files(path: Path, only: Collection[str]) -> list[Path]:
    files = {file.stem: file for file in sorted((path / "medications").glob("*.yaml"))}
    refuse_unknown(only, files, path)
    return [file for name, file in files.items() if not only or name in only]


def refuse_unknown(only: Collection[str], known: Collection[str], path: Path) -> None:
    if unknown := sorted(set(only) - set(known)):
        raise CommandError(f"There is no catalogue file for {', '.join(unknown)} in {path / 'medications'}.")


def text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise CommandError(f"{file} is not UTF-8 text (byte {error.start}).") from None
