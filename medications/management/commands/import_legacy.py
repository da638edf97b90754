import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from medications.actions import imports
from medications.errors import PortalError
from medications.importing import decode
from medications.importing.page import parse_page
from medications.importing.parsed import ParsedPage

SUFFIXES = {".txt"}


@dataclass(frozen=True)
class Read:
    """One file: its page and text, or why it was refused."""

    file: str
    page: ParsedPage | None = None
    text: str = ""
    sha256: str = ""
    refusal: str = ""


class Command(BaseCommand):
    help = "Takes over old pages as drafts. Nothing public changes. The same page again changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, nargs="+", metavar="PATH", help="a page saved as text, or a folder of them")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be taken over")
        parser.add_argument("--format", choices=["table", "json"], default="table")
        parser.add_argument("--replace-draft", action="store_true", help="lay the page over a draft that somebody has worked on")
        parser.add_argument("--user", metavar="NAME", help="the account that imports, for the trace")

    def handle(self, *, path: list[Path], dry_run: bool, format: str, replace_draft: bool, user: str | None, **options):
        read = [self._read(file) for file in self._files(path)]
        by = self._account(user)
        results = [self._outcome(each, dry_run, by, replace_draft) for each in read]
        if format == "json":
            pages = [{**each.page.as_json(), "file": each.file} if each.page else _refused(each) for each in read]
            self.stdout.write(json.dumps(pages, ensure_ascii=False, indent=2))
        else:
            self._table(read, results)
        if any(outcome == "refused" for outcome, _ in results):
            raise CommandError(
                f"{sum(outcome == 'refused' for outcome, _ in results)} of {len(read)} files were refused; see above."
            )

    def _files(self, paths: list[Path]) -> list[Path]:
        files = []
        for path in paths:
            if not path.exists():
                raise CommandError(f"There is no file or folder {path}.")
            found = sorted(each for each in path.rglob("*") if each.suffix.lower() in SUFFIXES) if path.is_dir() else [path]
            if not found:
                raise CommandError(f"There are no .txt files in {path}.")
            files += found
        return files

    def _read(self, file: Path) -> Read:
        try:
            data = file.read_bytes()
            text = decode.decode(data)
        except OSError as error:
            return Read(file.name, refusal=f"It cannot be read: {error.strerror}.")
        except decode.ImportRefused as error:
            return Read(file.name, refusal=str(error))
        page = parse_page(text, file=file.name, today=timezone.localdate())
        return Read(file.name, page=page, text=text, sha256=hashlib.sha256(data).hexdigest())

    def _account(self, name: str | None):
        if not name:
            return None
        try:
            return get_user_model().objects.get(username=name)
        except get_user_model().DoesNotExist:
            raise CommandError(f"There is no account named {name}.") from None

    def _outcome(self, each: Read, dry_run: bool, by, replace_draft: bool) -> tuple[str, str]:
        if each.page is None:
            return "refused", each.refusal
        if dry_run:
            return "would be taken over", ""
        try:
            imported = imports.import_page(
                page=each.page, original=each.text, sha256=each.sha256, by=by, now=timezone.now(), replace_draft=replace_draft
            )
        except PortalError as error:
            return "refused", str(error)
        return imported.outcome, ""

    def _table(self, read: list[Read], results: list[tuple[str, str]]) -> None:
        for each, (outcome, why) in zip(read, results, strict=True):
            page = each.page
            said = (
                f"{page.generic_name.value}, {len(page.findings)} findings, {len(page.unmapped)} lines unmapped" if page else ""
            )
            self.stdout.write(f"{each.file}: {outcome}. {why or said}")


def _refused(each: Read) -> dict:
    return {"file": each.file, "refused": each.refusal}
