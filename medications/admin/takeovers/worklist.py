"""The worklist of one upload: what became of each file, how far the checking is, and what many pages have in common."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Count, Exists, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponseRedirect, JsonResponse

from medications.actions import takeovers
from medications.actions.import_findings import TERMS_UNMAPPED, UNMAPPED_LINE
from medications.actions.states import Standing, standings
from medications.admin.finding_names import name_of
from medications.models import FileState, Finding, ImportFile


@dataclass(frozen=True)
class Progress:
    """Counts of one upload. `checked` pages have no finding left open."""

    total: int
    waiting: int
    refused: int
    checked: int

    @property
    def done(self) -> int:
        return self.total - self.waiting

    @property
    def pages(self) -> int:
        return self.total - self.refused

    @property
    def in_words(self) -> str:
        return f"{self.checked} of {self.pages}"


@dataclass(frozen=True)
class Line:
    """One file of the upload."""

    file: ImportFile
    url: str
    medicine: str
    findings: int
    standing: Standing | None


@dataclass(frozen=True)
class Common:
    """One kind of finding that is open on these pages."""

    name: str
    url: str
    pages: int


# The texts themselves, which the list does not show.
LONG = ("text", "run__original", "run__unmapped")


def with_counts(batches):
    """The uploads of a queryset with `pages`, those that could be read, and `checked`, those with no finding left open."""
    files = ImportFile.objects.filter(batch=OuterRef("pk")).exclude(state=FileState.REFUSED)
    still_open = Finding.objects.filter(document=OuterRef("run__document"), settled_at=None)
    checked = files.filter(~Exists(still_open), run__isnull=False)
    return batches.annotate(pages=_number_of(files), checked=_number_of(checked))


def _number_of(files):
    counted = files.order_by().values("batch").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def view(model_admin, request, batch):
    files = list(batch.files.defer(*LONG).select_related("run__document__medication"))
    open_findings = _open_counts(files)
    found = standings(file.run.document for file in files if file.run)
    lines = [_line(model_admin, batch, file, open_findings, found) for file in files]
    return model_admin.render(
        request,
        "worklist.html",
        title=f"Old pages: {batch}",
        batch=batch,
        progress=_progress(files, open_findings),
        lines=lines,
        common=_common(model_admin, batch, files),
        wordings_url=model_admin.url("wordings", batch.pk),
        progress_url=model_admin.url("progress", batch.pk),
        go_on_url=model_admin.url("go_on", batch.pk),
    )


def progress_view(model_admin, request, batch):
    """How far the worker is, for the script that moves the bar."""
    waiting = batch.files.filter(state=FileState.WAITING).count()
    return JsonResponse({"total": batch.files.count(), "waiting": waiting}, headers={"Cache-Control": "no-store"})


def go_on(model_admin, request, batch):
    """Has the worker read what still waits, should it have been stopped in the middle."""
    takeovers.go_on(batch=batch)
    model_admin.message_user(request, "The worker goes on with the pages that wait.", messages.INFO)
    return HttpResponseRedirect(model_admin.url("worklist", batch.pk))


def _open_counts(files: list[ImportFile]) -> dict:
    documents = {file.run.document_id for file in files if file.run}
    counted = Finding.objects.filter(document__in=documents, settled_at=None).order_by().values("document")
    return dict(counted.annotate(number=Count("pk")).values_list("document", "number"))


def _progress(files: list[ImportFile], open_findings: dict) -> Progress:
    return Progress(
        total=len(files),
        waiting=sum(file.state == FileState.WAITING for file in files),
        refused=sum(file.state == FileState.REFUSED for file in files),
        checked=sum(1 for file in files if file.run and not open_findings.get(file.run.document_id)),
    )


def _line(model_admin, batch, file: ImportFile, open_findings: dict, found: dict) -> Line:
    standing = found[file.run.document_id] if file.run else None
    return Line(
        file=file,
        url=model_admin.url("page", batch.pk, file.position),
        medicine=file.run.document.medication.generic_name if file.run else "",
        findings=open_findings.get(file.run.document_id, 0) if file.run else 0,
        standing=standing,
    )


def _common(model_admin, batch, files: list[ImportFile]) -> list[Common]:
    """Kinds of findings, those on most pages first. Side effects have a screen of their own, and lines without a place are each
    decided beside the page they come from.
    """
    documents = {file.run.document_id for file in files if file.run}
    counted = (
        Finding.objects.filter(document__in=documents, settled_at=None)
        .exclude(code__in=[TERMS_UNMAPPED, UNMAPPED_LINE])
        .order_by()
        .values("code")
    )
    rows = counted.annotate(pages=Count("document", distinct=True)).values_list("code", "pages")
    found = [Common(name_of(code), model_admin.url("findings", batch.pk, code), pages) for code, pages in rows]
    return sorted(found, key=lambda each: (-each.pages, each.name))
