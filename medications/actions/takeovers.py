"""An upload of old pages: read at once, taken over by the worker one page at a time, and what became of each."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from medications.actions import audit, imports, tasks
from medications.actions.audit import Difference, Subject
from medications.errors import NotAllowed, PortalError
from medications.importing.files import ReadFile, read_files
from medications.importing.page import PlacedLine, parse_page, placed_lines
from medications.models import EventKind, FileState, ImportBatch, ImportFile
from medications.models.frozen import Actor
from medications.permissions import Act, may

log = logging.getLogger(__name__)

GONE = "The account that uploaded this page may not edit any more. Upload it again."
OUR_FAULT = "Something went wrong with this page on our side. It was logged; the other pages are not touched by it."


class NothingToTakeOver(PortalError):
    """Not one file was chosen that could be a page."""


def receive(*, chosen: Iterable[tuple[str, bytes]], by, now: datetime) -> ImportBatch:
    """Reads the chosen files, (name, bytes) each, zips opened; the worker takes over those that can be read.

    Only text is stored. Raises NotAllowed, NothingToTakeOver.
    """
    if not may(by, Act.EDIT):
        raise NotAllowed("Your role does not allow you to take over pages.")
    chosen = list(chosen)
    read = read_files(chosen)
    if not read.files:
        raise NothingToTakeOver("There is no page among the chosen files.")
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            name=_name([name for name, _ in chosen]), left_aside=read.left_aside, at=now, **Actor.of(by)
        )
        ImportFile.objects.bulk_create(_row(batch, position, each) for position, each in enumerate(read.files, start=1))
        audit.record(
            kind=EventKind.PAGES_UPLOADED,
            by=by,
            now=now,
            subject=Subject("upload of old pages", str(batch.pk), batch.name),
            differences=[Difference("file", "", f"{each.name} (SHA-256 {each.sha256})") for each in read.files],
        )
        transaction.on_commit(lambda: tasks.take_over_batch.enqueue(batch_id=batch.pk))
    return batch


def _name(names: list[str]) -> str:
    """What the upload is called in lists: its one file, or the first of several."""
    first = names[0][-250:]
    return first if len(names) == 1 else f"{first} and {len(names) - 1} more"


def go_on(*, batch: ImportBatch) -> None:
    """Has the worker look at an upload once more: a killed worker leaves pages waiting. Done twice it changes nothing."""
    tasks.take_over_batch.enqueue(batch_id=batch.pk)


def _row(batch: ImportBatch, position: int, read: ReadFile) -> ImportFile:
    return ImportFile(
        batch=batch,
        position=position,
        name=read.name[:300],
        sha256=read.sha256,
        text=read.text,
        address=read.address,
        state=FileState.REFUSED if read.refusal else FileState.WAITING,
        refusal=read.refusal,
    )


def take_over_waiting(*, batch: ImportBatch, now: datetime) -> None:
    """Takes over what waits, each page in a transaction of its own. One that fails does not stop the next."""
    by = get_user_model().objects.filter(pk=batch.by_id).first()
    for pk in batch.files.filter(state=FileState.WAITING).values_list("pk", flat=True):
        try:
            if by is None or not may(by, Act.EDIT):
                raise NotAllowed(GONE)
            take_over(file=ImportFile(pk=pk), by=by, now=now)
        except PortalError as error:
            _refuse(pk, str(error))
        except Exception:
            log.exception("import file %s could not be taken over", pk)
            _refuse(pk, OUR_FAULT)


def take_over(*, file: ImportFile, by, now: datetime, name: str = "", replace_draft: bool = False) -> ImportFile:
    """Takes over one file, if it has not been; with the medicine's name, or over somebody's draft, where a person says so.

    Raises PortalError; the file then stays as it was.
    """
    with transaction.atomic():
        file = ImportFile.objects.select_for_update().get(pk=file.pk)
        if file.run_id or not file.text:
            return file
        page = parse_page(file.text, file=file.name, today=timezone.localdate(now))
        old = imports.OldPage(page=page, original=file.text, sha256=file.sha256, address=file.address)
        imported = imports.import_page(old=old, by=by, now=now, name=name, replace_draft=replace_draft)
        file.state, file.run, file.refusal = FileState(imported.outcome), imported.run, ""
        file.save(update_fields=["state", "run", "refusal"])
    return file


def _refuse(pk: int, why: str) -> None:
    ImportFile.objects.filter(pk=pk, run=None).update(state=FileState.REFUSED, refusal=why)


@dataclass(frozen=True)
class Placed:
    """One line of an old page; `places` names where it went. `kind`: placed, furniture, or left_over."""

    text: str
    places: tuple[str, ...]
    kind: str


def placed(file: ImportFile, names: Mapping[str, str]) -> list[Placed]:
    """Every line of the file's text in order, with the places its pieces went, in the words of `names`."""
    return [_placed(line, names) for line in placed_lines(file.text)]


def _placed(line: PlacedLine, names: Mapping[str, str]) -> Placed:
    kind = "left_over" if not line.whole else "furniture" if set(line.fields) == {"furniture"} else "placed"
    return Placed(line.text, tuple(names.get(field, field) for field in line.fields), kind)
