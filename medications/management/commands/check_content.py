from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from medications.content import catalogue, catalogue_checks
from medications.content.catalogue_coverage import check_coverage
from medications.content.catalogue_facts import read_facts
from medications.content.catalogue_plainness import check_plainness
from medications.content.catalogue_yaml import CatalogueError
from medications.management.commands.load_catalogue import FOLDER, VOCABULARY


class Command(BaseCommand):
    help = "Checks catalogue files."

    def add_arguments(self, parser):
        parser.add_argument("--only", action="append", default=[], metavar="SLUG", help="this medicine only; may be repeated")
        parser.add_argument("--path", type=Path, default=FOLDER, help="folder of the catalogue")
        parser.add_argument("--facts", type=Path, help="folder of the facts that the catalogue is written from")

    def handle(self, *, only: list[str], path: Path, facts: Path | None, **options):
        terms = [
            catalogue.read_vocabulary(kind, (path / "vocabulary" / name).read_text("utf-8"), file=name)
            for kind, name in VOCABULARY.items()
        ]
        vocabulary = catalogue.Vocabulary(*terms)
        problems = []
        for file in sorted((path / "medications").glob("*.yaml")):
            if only and file.stem not in only:
                continue
            try:
                medication = catalogue.read_medication(file.read_text("utf-8"), file=file.name)
            except CatalogueError as error:
                problems += error.problems
                continue
            problems += catalogue_checks.check_medication(medication, vocabulary)
            problems += check_plainness(medication, vocabulary)
            if facts:
                name = f"{medication.facts_file or medication.slug}.yaml"
                problems += check_coverage(medication, read_facts((facts / name).read_text("utf-8"), file=name))
        for problem in problems:
            self.stderr.write(str(problem))
        if problems:
            raise CommandError(f"{len(problems)} problems.")
        self.stdout.write("0 problems.")
