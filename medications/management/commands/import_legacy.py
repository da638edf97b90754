import json
import logging
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from medications.actions import imports
from medications.errors import PortalError
from medications.importing.files import ReadFile, read_files
from medications.importing.page import parse_page
from medications.importing.parsed import ParsedPage

PAGES = {".txt", ".html", ".htm", ".xhtml", ".zip"}
MANIFEST = ".csv"  # sources.csv: where each page stood on the old site
OUR_FAULT = "Something went wrong with this page on our side. It was logged; the other pages are not touched by it."
LARGEST = 100 * 1024 * 1024  # bytes; anything larger is no page and no zip of pages

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Result:
    """What became of one file: `outcome` is new, proposed, unchanged, refused or would be taken over."""

    read: ReadFile
    outcome: str
    why: str = ""
    page: ParsedPage | None = None


class Command(BaseCommand):
    help = "Takes over old pages as drafts. Nothing public changes. The same page again changes nothing."

    def add_arguments(self, parser):
        parser.add_argument(
            "path", type=Path, nargs="+", metavar="PATH", help="a page saved as text or as a web page, a ZIP of them, or a folder"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would be taken over")
        parser.add_argument("--format", choices=["table", "json"], default="table")
        parser.add_argument("--replace-draft", action="store_true", help="lay the page over a draft that somebody has worked on")
        parser.add_argument("--name", default="", help="the medicine's chemical name, for one page that does not say it")
        parser.add_argument("--user", metavar="NAME", help="the account that imports, for the trace")

    def handle(self, *, path: list[Path], dry_run: bool, format: str, user: str | None, name: str, **options):
        by = self._account(user)
        read = read_files((name, self._bytes(file)) for name, file in self._files(path))
        if name and len(read.files) != 1:
            raise CommandError("--name is for one page; name one file.")
        results = []
        for each in read.files:
            result = self._outcome(each, dry_run, by, name, options["replace_draft"])
            results.append(result)
            if format == "table":
                self.stdout.write(_line(result))
        if format == "json":
            self.stdout.write(json.dumps([_json(result) for result in results], ensure_ascii=False, indent=2))
        else:
            self._summary(results, read.left_aside)
        refused = sum(result.outcome == "refused" for result in results)
        if refused:
            raise CommandError(f"{refused} of {len(results)} files were refused; see above.")

    def _files(self, paths: list[Path]) -> list[tuple[str, Path]]:
        """Every file with its name: its path within the folder that was given, or its own."""
        files = []
        for path in paths:
            if not path.exists():
                raise CommandError(f"There is no file or folder {path}.")
            wanted = PAGES | {MANIFEST}
            found = sorted(each for each in path.rglob("*") if each.suffix.lower() in wanted) if path.is_dir() else [path]
            if not any(each.suffix.lower() != MANIFEST for each in found):
                raise CommandError(f"There are no {', '.join(sorted(PAGES))} files in {path}.")
            before = _prefix(path, paths)
            files += [(f"{before}{each.relative_to(path if path.is_dir() else path.parent).as_posix()}", each) for each in found]
        return files

    def _bytes(self, file: Path) -> bytes:
        try:
            with file.open("rb") as opened:
                return opened.read(LARGEST + 1)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from None

    def _account(self, name: str | None):
        if not name:
            return None
        try:
            return get_user_model().objects.get(username=name)
        except get_user_model().DoesNotExist:
            raise CommandError(f"There is no account named {name}.") from None

    def _outcome(self, read: ReadFile, dry_run: bool, by, name: str, replace_draft: bool) -> Result:
        """What became of one file. Nothing that goes wrong with it keeps the next from being taken over."""
        if read.refusal:
            return Result(read, "refused", read.refusal)
        try:
            page = parse_page(read.text, file=read.name, today=timezone.localdate())
            if dry_run:
                return Result(read, "would be taken over", page=page)
            old = imports.OldPage(page=page, original=read.text, sha256=read.sha256, address=read.address)
            done = imports.import_page(old=old, by=by, now=timezone.now(), name=name, replace_draft=replace_draft)
        except PortalError as error:
            return Result(read, "refused", str(error))
        except Exception:
            log.exception("%s could not be taken over", read.name)
            return Result(read, "refused", OUR_FAULT)
        return Result(read, done.outcome, page=page)

    def _summary(self, results: list[Result], left_aside: int) -> None:
        """A table of what became of the files, by outcome."""
        counts = Counter(result.outcome for result in results)
        taken = [result.page for result in results if result.page and result.outcome != "refused"]
        rows = [("files", len(results)), *sorted(counts.items())]
        rows += [("findings to settle", sum(len(page.findings) for page in taken))]
        rows += [("lines without a place", sum(len(page.unmapped) for page in taken))]
        rows += [("left aside (pictures and the like)", left_aside)] if left_aside else []
        width = max(len(label) for label, _ in rows)
        self.stdout.write("\n" + "\n".join(f"{label:<{width}}  {number:>5}" for label, number in rows))


def _prefix(path: Path, paths: list[Path]) -> str:
    """What stands before the names of a folder's files, so that two folders may have files of the same name."""
    folders = [each.resolve() for each in paths if each.is_dir()]
    if not path.is_dir() or len(folders) < 2:
        return ""
    name = path.resolve().name
    same = sum(each.name == name for each in folders) > 1
    return f"{path.as_posix() if same else name}/"


def _line(result: Result) -> str:
    page = result.page
    said = f"{page.generic_name.value}, {len(page.findings)} findings, {len(page.unmapped)} lines unmapped" if page else ""
    return f"{result.read.name}: {result.outcome}. {result.why or said}"


def _json(result: Result) -> dict:
    if result.page is None:
        return {"file": result.read.name, "refused": result.why}
    return {**result.page.as_json(), "file": result.read.name}
