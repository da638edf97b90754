"""One old page beside the draft it became: its lines and where each went, the findings, and paragraphs that may move."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from medications.actions import arranging, findings, takeovers
from medications.actions.arranging import LEAVE_OUT
from medications.actions.corrections import ANSWERS
from medications.actions.import_findings import TERMS_UNMAPPED, UNMAPPED_LINE
from medications.actions.states import standing_of
from medications.admin.finding_names import name_of
from medications.admin.numbers import number_in, token_of
from medications.content.choices import MARKETS, SideEffectGroup
from medications.content.moving import PLACES, Move
from medications.content.pieces import is_item, pieces, without_mark
from medications.errors import NotAllowed, PortalError, StaleEdit
from medications.models import Finding, ImportFile

FIELDS = {
    "generic_name": "Name",
    "pronunciation": "Pronunciation",
    "brand_names": "Brand names",
    "dosage_forms": "Dosage forms",
    "uses": "Uses",
    "generic_available": "Generic",
    "availability": "Prescription",
    "sections": "Text",
    "side_effects": "Side effects",
    "lead_sentences": "Lead sentence",
    "footnote": "Footnote",
    "related_resources": "Resources",
    "sources": "Source",
    "last_updated": "Date",
    "furniture": "Navigation",
}
# The anchor of each field on the draft's form, where that is not the field's own.
ROWS = ("brand_names", "uses", "at_a_glance", "sections", "lead_sentences", "side_effects")
ANCHORS = {**{rows: f"{rows}-group" for rows in ROWS}, "sources": "id_whole_page_sources", "footnote": "id_look_alike_footnote"}
NAME = forms.CharField(max_length=200, required=False)  # refuses what no name has, such as NUL
MOST_LINES = 200  # left-over lines shown at once
CHANGED_MEANWHILE = "Somebody saved this draft after you had opened it, so nothing was moved. This is how it stands now."


@dataclass(frozen=True)
class FindingLine:
    finding: Finding
    name: str
    form_href: str
    common_url: str  # the same on other pages, or a correction; nothing where it can only be looked at
    common_label: str


@dataclass(frozen=True)
class Piece:
    name: str  # of its select box
    text: str
    is_item: bool


def view(model_admin, request, batch, position: int):
    file = _file(batch, position)
    context = _taken_over(model_admin, batch, file) if file.run else {}
    total = batch.files.count()
    return model_admin.render(
        request,
        "page.html",
        title=f"{file.name}: page {position} of {total}",
        batch=batch,
        file=file,
        total=total,
        worklist_url=model_admin.url("worklist", batch.pk),
        previous_url=model_admin.url("page", batch.pk, position - 1) if position > 1 else "",
        next_url=model_admin.url("page", batch.pk, position + 1) if position < total else "",
        lines=takeovers.placed(file, FIELDS),
        **{f"{act}_url": model_admin.url(act, batch.pk, position) for act in ("take_over", "arrange", "settle")},
        **context,
    )


def take_over(model_admin, request, batch, position: int):
    """Takes over a file that was refused, with what a person has said about it."""
    file = _file(batch, position)
    replace = request.POST.get("replace") == "on"
    try:
        name = NAME.clean(request.POST.get("name", ""))
        takeovers.take_over(file=file, by=request.user, now=timezone.now(), name=name, replace_draft=replace)
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    except ValidationError as error:
        model_admin.message_user(request, error.messages[0], messages.ERROR)
    except PortalError as error:
        model_admin.message_user(request, str(error), messages.ERROR)
    else:
        model_admin.message_user(request, f"{file.name} was taken over.", messages.SUCCESS)
    return _back(model_admin, batch, position)


def settle(model_admin, request, batch, position: int):
    """Settles the findings that were ticked."""
    file = _file(batch, position, taken_over=True)
    chosen = [pk for pk in map(number_in, request.POST.getlist("finding")) if pk is not None]
    ticked = Finding.objects.filter(document=file.run.document_id, pk__in=chosen).exclude(code=UNMAPPED_LINE)
    number = findings.settle_all(findings=ticked, by=request.user, now=timezone.now())
    text = f"{number} settled." if number else "Tick the findings that you have looked at, then settle them."
    model_admin.message_user(request, text, messages.SUCCESS if number else messages.WARNING)
    return _back(model_admin, batch, position, "#findings")


def arrange(model_admin, request, batch, position: int):
    """Moves paragraphs and places left-over lines, as chosen in the select boxes."""
    file = _file(batch, position, taken_over=True)
    moves, lines = _chosen(request.POST)
    if not moves and not lines:
        model_admin.message_user(request, "Choose where a paragraph or a line should go first.", messages.WARNING)
        return _back(model_admin, batch, position, "#text")
    try:
        arranging.arrange(
            document=file.run.document,
            moves=moves,
            lines=lines,
            token=token_of(request.POST),
            by=request.user,
            now=timezone.now(),
        )
    except StaleEdit:
        model_admin.message_user(request, CHANGED_MEANWHILE, messages.ERROR)
    except PortalError as error:
        model_admin.message_user(request, str(error), messages.ERROR)
    else:
        model_admin.message_user(request, f"{len(moves) + len(lines)} put in their place.", messages.SUCCESS)
    return _back(model_admin, batch, position, "#text")


def _file(batch, position: int, *, taken_over: bool = False) -> ImportFile:
    file = batch.files.select_related("run__document__medication").filter(position=position).first()
    if file is None or (taken_over and file.run is None):
        raise Http404
    return file


def _back(model_admin, batch, position: int, anchor: str = ""):
    return HttpResponseRedirect(model_admin.url("page", batch.pk, position) + anchor)


def _taken_over(model_admin, batch, file: ImportFile) -> dict:
    document = file.run.document
    standing = standing_of(document)
    record = document.revisions.order_by("-number").first().record
    form_url = reverse("admin:medications_medication_change", args=[document.medication.pk])
    still_open = sorted(document.findings.filter(settled_at=None), key=lambda each: (each.import_run_id is None, each.pk))
    leftover = [finding for finding in still_open if finding.code == UNMAPPED_LINE]
    return {
        "medicine": document.medication,
        "standing": standing,
        "record": record,
        "token": document.lock_version,
        "draft_url": form_url,
        "approve_url": reverse("admin:medications_medication_approve", args=[document.medication.pk]),
        "facts": _facts(record),
        "parts": _parts(record),
        "groups": _groups(record),
        "places": PLACES,
        "leave_out": LEAVE_OUT,
        "leftover": leftover[:MOST_LINES],
        "leftover_count": len(leftover),
        "findings": [_finding(model_admin, batch, each, form_url) for each in still_open if each.code != UNMAPPED_LINE],
        "settled": document.findings.exclude(settled_at=None).count(),
    }


def _finding(model_admin, batch, finding: Finding, form_url: str) -> FindingLine:
    if finding.code == TERMS_UNMAPPED:
        url, label = model_admin.url("wordings", batch.pk), "Choose terms"
    else:
        url = model_admin.url("findings", batch.pk, finding.code)
        label = "Correct it, here or on several pages" if finding.code in ANSWERS else "The same on other pages"
    anchor = ANCHORS.get(finding.field, f"id_{finding.field}")
    return FindingLine(finding, name_of(finding.code), f"{form_url}#{anchor}" if finding.field else form_url, url, label)


def _facts(record) -> list[tuple[str, str]]:
    """The short fields in words."""
    generic = record.generic_available
    return [
        ("Name", record.generic_name),
        ("Pronunciation", record.pronunciation),
        (
            "Brand names",
            "; ".join(_with(each.name, MARKETS.get(each.market, "country not known")) for each in record.brand_names),
        ),
        ("Used in MS for", "; ".join(_with(use.symptom.label, use.qualifier) for use in record.uses)),
        ("Generic available", _with(generic.value, ", ".join(MARKETS[code] for code in generic.markets))),
        ("Generic: as of", generic.as_of),
        ("Prescription", record.availability.replace("_", " ")),
        ("Sources", "; ".join(source.title or source.permission for source in record.sources)),
    ]


def _with(text: str, in_brackets: str) -> str:
    return f"{text} ({in_brackets})" if in_brackets else text


def _parts(record) -> list[dict]:
    """Sections with their pieces, each with the name of its select box."""
    statements = [{"heading": PLACES.get(each.kind, "At a glance"), "text": each.text} for each in record.at_a_glance]
    sections = [
        {
            "heading": section.heading,
            "boxed": section.boxed,
            "kind": section.kind,
            "pieces": [
                Piece(f"move-{number}-{index}", without_mark(text) if is_item(text) else text, is_item(text))
                for index, text in enumerate(pieces(section.body))
            ],
        }
        for number, section in enumerate(record.sections)
    ]
    return [*statements, *sections]


def _groups(record) -> list[dict]:
    leads = {(lead.group, lead.when): lead.text for lead in record.lead_sentences}
    places = dict.fromkeys((row.group, row.when) for row in record.side_effects)
    return [
        {
            "label": SideEffectGroup(group).label + (" (overdose)" if when == "overdose" else ""),
            "lead": leads.get((group, when), ""),
            "rows": [row for row in record.side_effects if (row.group, row.when) == (group, when)],
        }
        for group, when in places
    ]


def _chosen(data) -> tuple[list[Move], dict[int, str]]:
    """What the select boxes say: `move-<section>-<piece>` and `line-<finding>`; an empty one means "stays"."""
    moves, lines = [], {}
    for name, to in data.items():
        kind, *numbers = name.split("-")
        if not to or any(number_in(number) is None for number in numbers):
            continue
        if kind == "move" and len(numbers) == 2:
            moves.append(Move(int(numbers[0]), int(numbers[1]), to))
        elif kind == "line" and len(numbers) == 1:
            lines[int(numbers[0])] = to
    return moves, lines
