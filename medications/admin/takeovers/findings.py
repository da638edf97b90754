"""The same finding on many pages: look at each, settle those that are right, give one answer to those that are not."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.utils import timezone

from medications.actions import corrections, findings
from medications.actions.import_findings import TERMS_UNMAPPED, UNMAPPED_LINE
from medications.admin.finding_names import name_of
from medications.admin.takeovers.worklist import LONG
from medications.content.choices import MARKETS, Availability
from medications.errors import NotAllowed
from medications.models import Finding, ImportFile, Symptom

COUNTRIES = [*MARKETS.items()]
# Side effects have a screen of their own; a line without a place is decided beside its page, one by one.
DECIDED_ELSEWHERE = {TERMS_UNMAPPED, UNMAPPED_LINE}


@dataclass(frozen=True)
class Line:
    finding: Finding
    file: ImportFile
    medicine: str
    url: str
    checked: bool


class AnswerForm(forms.Form):
    """One field `answer`; its kind follows from the code of the finding."""

    def __init__(self, code: str, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"] = FIELDS[code]()


def _markets():
    choices = [*COUNTRIES, (corrections.NOT_KNOWN, "Nobody knows: take the claim back")]
    return forms.MultipleChoiceField(label="Where is this true?", choices=choices, widget=forms.CheckboxSelectMultiple)


def _market():
    choices = [*COUNTRIES, (corrections.NO_BRAND, "It is no brand name: take it out")]
    return forms.ChoiceField(label="Where is the brand sold?", choices=choices, widget=forms.RadioSelect)


def _availability():
    return forms.ChoiceField(label="How is it sold?", choices=Availability.choices, widget=forms.RadioSelect)


def _symptom():
    symptoms = Symptom.objects.filter(document__archived_at=None).order_by("name")
    choices = [("", "choose one"), *((each.code, each.name) for each in symptoms)]
    return forms.ChoiceField(label="Which symptom is meant?", choices=choices)


def _reuse():
    choices = [("print", "in print"), ("partners", "on partner sites")]
    return forms.MultipleChoiceField(
        label="The permission also covers the text",
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick nothing if it covers this site only. Partner sites then get a notice with a link instead of the text.",
    )


FIELDS = {
    "generic_market_unknown": _markets,
    "brand_market_unknown": _market,
    "availability_inferred": _availability,
    "symptom_created": _symptom,
    corrections.SOURCE_REUSE: _reuse,
}


def view(model_admin, request, batch, code: str):
    if code in DECIDED_ELSEWHERE:
        raise Http404
    lines = _lines(model_admin, request, batch, code)
    form = AnswerForm(code, request.POST if "correct" in request.POST else None) if code in FIELDS else None
    if request.method == "POST":
        chosen = [line.finding for line in lines if line.checked]
        if not chosen:
            model_admin.message_user(request, "Tick at least one page.", messages.WARNING)
        elif "correct" not in request.POST:
            return _settled(model_admin, request, batch, code, chosen)
        elif form is not None and form.is_valid():
            return _corrected(model_admin, request, batch, code, chosen, form.cleaned_data["answer"])
    return model_admin.render(
        request,
        "findings.html",
        title=name_of(code),
        batch=batch,
        code=code,
        lines=lines,
        form=form,
        worklist_url=model_admin.url("worklist", batch.pk),
    )


def _lines(model_admin, request, batch, code: str) -> list[Line]:
    """Open findings of this code. Ticked at first are those that one answer can serve: of the same subject, where there is an
    answer at all; then as the person ticked them. Nothing that must be looked at one by one is ticked beforehand.
    """
    taken_over = batch.files.exclude(run=None).select_related("run__document__medication").defer(*LONG)
    files = {file.run.document_id: file for file in taken_over.order_by("-position")}
    ticked = set(request.POST.getlist("finding")) if request.method == "POST" else None
    found = Finding.objects.filter(document__in=files, code=code, settled_at=None).select_related("document").order_by("pk")
    found = list(found)
    at_once = code in FIELDS and len({finding.subject for finding in found}) == 1
    lines = [
        Line(
            finding,
            files[finding.document_id],
            files[finding.document_id].run.document.medication.generic_name,
            model_admin.url("page", batch.pk, files[finding.document_id].position),
            at_once if ticked is None else str(finding.pk) in ticked,
        )
        for finding in found
    ]
    return sorted(lines, key=lambda line: (line.file.position, line.finding.pk))


def _settled(model_admin, request, batch, code: str, chosen: list[Finding]):
    try:
        number = findings.settle_all(findings=chosen, by=request.user, now=timezone.now())
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    model_admin.message_user(request, f"{name_of(code)}: settled on {number} pages.", messages.SUCCESS)
    return HttpResponseRedirect(model_admin.url("worklist", batch.pk))


def _corrected(model_admin, request, batch, code: str, chosen: list[Finding], answer):
    if isinstance(answer, list) and corrections.NOT_KNOWN in answer:
        answer = corrections.NOT_KNOWN
    try:
        result = corrections.correct(findings=chosen, answer=answer, by=request.user, now=timezone.now())
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    for page, why in result.failed:
        model_admin.message_user(request, f"{page}: {why}", messages.ERROR)
    if result.done:
        model_admin.message_user(request, f"{name_of(code)}: corrected on {result.done} pages.", messages.SUCCESS)
    return HttpResponseRedirect(model_admin.url("worklist", batch.pk))
