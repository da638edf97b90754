from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from medications.content import catalogue_checks
from medications.content.catalogue import CatalogueMedication, Vocabulary
from medications.content.catalogue_coverage import Resting, check_coverage
from medications.content.catalogue_facts import read_facts
from medications.content.catalogue_plainness import check_plain_terms, check_plainness
from medications.content.catalogue_repeats import check_repeats, said_by
from medications.content.catalogue_totals import totals
from medications.content.catalogue_wording import check_worded_terms, check_wording
from medications.content.catalogue_yaml import CatalogueError, Problem
from medications.management.catalogue_folder import FOLDER, read_folder, text_of
from medications.projections.content_report import public_faults


class Command(BaseCommand):
    help = "Checks the catalogue's files and what is public; prints totals and every problem with its place."

    def add_arguments(self, parser):
        parser.add_argument("--only", action="append", default=[], metavar="SLUG", help="this medicine only; may be repeated")
        parser.add_argument("--path", type=Path, default=FOLDER, help="folder of the catalogue")
        parser.add_argument("--facts", type=Path, help="folder of the facts that the catalogue is written from")
        parser.add_argument("--files", action="store_true", help="the files only, not what is public in the database")

    def handle(self, *, only: list[str], path: Path, facts: Path | None, files: bool, **options):
        if facts and not facts.is_dir():
            raise CommandError(f"There is no folder {facts}.")
        vocabulary, medications, problems = read_folder(path, only=only)
        if vocabulary:
            problems += self._check(medications, vocabulary, facts, whole=not only)
        found = [str(problem) for problem in problems]
        if not files and not only:
            found += self._public_faults()
        for line in found:
            self.stderr.write(line)
        self._tell(medications, vocabulary)
        self.stdout.write(f"{len(found):>6,}  problems")
        if found:
            raise CommandError(f"{len(found):,} {'problem' if len(found) == 1 else 'problems'}.")

    def _check(
        self, medications: list[CatalogueMedication], vocabulary: Vocabulary, facts: Path | None, *, whole: bool
    ) -> list[Problem]:
        problems, said = [], []
        if whole:
            problems += catalogue_checks.check_catalogue(medications, vocabulary)
            problems += check_plain_terms(vocabulary)
            problems += check_worded_terms(vocabulary)
        for medication in medications:
            if not whole:
                problems += catalogue_checks.check_medication(medication, vocabulary)
            problems += check_plainness(medication, vocabulary)
            problems += check_wording(medication)
            if facts:
                found, resting = self._covered(medication, facts)
                problems += found
                said += said_by(medication, resting)
        return sorted([*problems, *check_repeats(said)], key=lambda problem: (problem.file, problem.line))

    def _covered(self, medication: CatalogueMedication, facts: Path) -> tuple[list[Problem], Resting]:
        file = facts / f"{medication.facts_file or medication.slug}.yaml"
        if not file.exists():
            message = f"there are no facts on it: {file.name} is missing; name the file under facts_file"
            return [medication.problem("facts_file", message=message)], {}
        try:
            return check_coverage(medication, read_facts(text_of(file), file=file.name))
        except CatalogueError as error:
            return error.problems, {}

    def _public_faults(self) -> list[str]:
        try:
            return public_faults()
        except DatabaseError as error:
            reason = str(error).strip().splitlines()[0]
            return [f"public: the database cannot be asked ({reason}); check the files alone with --files"]

    def _tell(self, medications: list[CatalogueMedication], vocabulary: Vocabulary | None) -> None:
        for name, count in totals(medications, vocabulary).items():
            self.stdout.write(f"{count:>6,}  {name}")
        for medication in medications:
            if medication.held_back:
                self.stdout.write(f"        held back: {medication.slug}: {medication.held_back}")
