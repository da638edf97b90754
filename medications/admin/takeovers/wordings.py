"""Printed side effects -> terms: for each wording the terms it may mean, for all pages of the upload at once."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.defaultfilters import pluralize
from django.utils import timezone

from medications.actions import wordings
from medications.errors import NotAllowed, PortalError
from medications.models import Document, SideEffect

AT_ONCE = 25


@dataclass(frozen=True)
class Choice:
    code: str
    label: str
    sure: bool


@dataclass(frozen=True)
class Line:
    number: int
    text: str
    rows: int
    choices: list[Choice]


def view(model_admin, request, batch):
    documents = list(Document.objects.filter(imports__files__batch=batch).distinct())
    if request.method == "POST":
        response = _given(model_admin, request, batch, documents)
        if response is not None:
            return response
    terms = dict(SideEffect.objects.filter(document__archived_at=None).order_by("name").values_list("code", "name"))
    found, total = wordings.without_term(documents, at_most=AT_ONCE)
    lines = [
        Line(
            number,
            each.text,
            each.rows,
            [Choice(suggested.code, terms[suggested.code], suggested.sure) for suggested in each.suggestions],
        )
        for number, each in enumerate(found)
    ]
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


def _given(model_admin, request, batch, documents):
    """Takes what was ticked, chosen and typed. Wordings for which nothing was, stay for later."""
    try:
        meanings = _meanings(request)
        changed = wordings.give_meaning(documents=documents, meanings=meanings, by=request.user, now=timezone.now())
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    except PortalError as error:
        model_admin.message_user(request, str(error), messages.ERROR)
        return None
    given = sum(1 for codes in meanings.values() if codes)
    level = messages.SUCCESS if given else messages.WARNING
    text = (
        f"{given} wording{pluralize(given)} linked, on {changed} page{pluralize(changed)}."
        if given
        else "Tick a term for at least one wording."
    )
    model_admin.message_user(request, text, level)
    return HttpResponseRedirect(model_admin.url("wordings", batch.pk))


def _meanings(request) -> dict[str, list[str]]:
    """{wording: codes}: ticked suggestions, one chosen from the whole list, and one that is made now."""
    meanings = {}
    for number in range(AT_ONCE):
        wording = request.POST.get(f"wording-{number}", "")[:300]
        if not wording:
            continue
        codes = [*request.POST.getlist(f"term-{number}"), request.POST.get(f"other-{number}", "")]
        name = request.POST.get(f"new-{number}", "").strip()[:200]
        if name:
            codes.append(wordings.new_term(name=name, by=request.user))
        meanings[wording] = [code for code in codes if code]
    return meanings
