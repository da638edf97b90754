"""Printed side effects -> terms: for each wording the terms it may mean, for all pages of the upload at once."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.defaultfilters import pluralize
from django.utils import timezone

from medications.actions import wordings
from medications.actions.wordings import Meaning
from medications.errors import NotAllowed, PortalError
from medications.models import Document, SideEffect

AT_ONCE = 25


@dataclass(frozen=True)
class Choice:
    code: str
    label: str
    ticked: bool


@dataclass(frozen=True)
class Line:
    number: int
    text: str
    rows: int
    choices: list[Choice]
    other: str = ""
    new: str = ""


def view(model_admin, request, batch):
    documents = list(Document.objects.filter(imports__files__batch=batch).distinct())
    if request.method == "POST":
        response = _given(model_admin, request, batch, documents)
        if response is not None:
            return response
    terms = dict(SideEffect.objects.filter(document__archived_at=None).order_by("name").values_list("code", "name"))
    found, total = wordings.without_term(documents, at_most=AT_ONCE)
    typed = _typed(request.POST)
    lines = [_line(number, each, terms, typed.get(each.text)) for number, each in enumerate(found)]
    return model_admin.render(
        request,
        "wordings.html",
        title="Printed side effects without a term",
        batch=batch,
        lines=lines,
        total=total,
        terms=sorted(terms.items(), key=lambda term: term[1].casefold()),
        worklist_url=model_admin.url("worklist", batch.pk),
    )


def _line(number: int, found, terms: dict[str, str], typed: dict | None) -> Line:
    """One wording: as it was answered, if the answers were refused; otherwise with the sure suggestions ticked."""
    ticked = typed["ticked"] if typed else [each.code for each in found.suggestions if each.sure]
    choices = [Choice(each.code, terms[each.code], each.code in ticked) for each in found.suggestions]
    return Line(number, found.text, found.rows, choices, *([typed["other"], typed["new"]] if typed else []))


def _typed(data) -> dict[str, dict]:
    """What was ticked, chosen and typed for each wording."""
    return {
        data[f"wording-{number}"]: {
            "ticked": data.getlist(f"term-{number}"),
            "other": data.get(f"other-{number}", ""),
            "new": data.get(f"new-{number}", ""),
        }
        for number in range(AT_ONCE)
        if data.get(f"wording-{number}")
    }


def _given(model_admin, request, batch, documents):
    """Takes what was ticked, chosen and typed. Wordings for which nothing was, stay for later."""
    try:
        meanings = _meanings(request.POST)
        result = wordings.give_meaning(documents=documents, meanings=meanings, by=request.user, now=timezone.now())
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    except (PortalError, ValidationError) as error:
        said = error.messages[0] if isinstance(error, ValidationError) else str(error)
        model_admin.message_user(request, said, messages.ERROR)
        return None
    for page, why in result.failed:
        model_admin.message_user(request, f"{page}: {why}", messages.ERROR)
    linked = f"{len(meanings)} wording{pluralize(len(meanings))} linked, on {result.done} page{pluralize(result.done)}."
    level = messages.SUCCESS if result.done else messages.WARNING
    model_admin.message_user(request, linked if meanings else "Tick a term for at least one wording.", level)
    return HttpResponseRedirect(model_admin.url("wordings", batch.pk))


NAME = forms.CharField(max_length=200, required=False)  # refuses what no name has, such as NUL


def _meanings(data) -> dict[str, Meaning]:
    """What each wording means: ticked suggestions, one of the whole list, one that is missing. Raises ValidationError."""
    meanings = {}
    for number in range(AT_ONCE):
        codes = [code for code in [*data.getlist(f"term-{number}"), data.get(f"other-{number}", "")] if code]
        meaning = Meaning(tuple(codes), NAME.clean(data.get(f"new-{number}", "")))
        if data.get(f"wording-{number}") and meaning != Meaning():
            meanings[data[f"wording-{number}"]] = meaning
    return meanings
