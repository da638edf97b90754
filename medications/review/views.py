"""An outside reviewer's page: one version of one Document, decided on once. No account, no session, nothing of other pages.

Headers that keep the address to whoever has it are set for everything under /review/ by msportal/headers.py, refusals included.
"""

from dataclasses import dataclass

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from medications.actions import invitations
from medications.actions.invitations import Incomplete, LinkIsOver, State
from medications.actions.published_along import unpublished_terms
from medications.content.choices import DocumentKind
from medications.content.comparing import compare
from medications.models import Publication, Revision
from medications.projections import identity, places
from medications.projections.memory import Memory
from medications.projections.preview import as_fields, preview
from medications.review import guessing
from medications.review.forms import DecisionForm


@dataclass(frozen=True)
class Along:
    """A term that becomes public under the same approval."""

    title: str
    kind: str
    html: str


@require_http_methods(["GET", "HEAD", "POST"])
def page(request, token: str):
    if guessing.is_stopped(request):
        return _too_many(request)
    asked = invitations.invitation_of(token, timezone.now())
    if asked is None:
        guessing.note(request)
        return _shown(request, "unknown.html", status=404)
    if asked.state != State.OPEN:
        return _shown(request, "over.html", status=410, asked=asked)
    form = DecisionForm(request.POST if request.method == "POST" else None, invitation=asked.invitation)
    if request.method == "POST" and form.is_valid():
        try:
            invitations.decide(token=token, now=timezone.now(), **form.cleaned_data)
            return redirect("review:thank_you")
        except Incomplete as error:
            form.add_error(error.field, str(error))
        except LinkIsOver:  # since it was looked at above
            return _shown(request, "over.html", status=410, asked=invitations.invitation_of(token, timezone.now()))
    return _shown(request, "decide.html", asked=asked, form=form, **_to_read(asked.invitation.revision))


@require_safe
def thank_you(request):
    return _shown(request, "thank_you.html")


def _shown(request, template: str, status: int = 200, **context):
    return render(request, f"review/{template}", {"profile": Memory().profile, **context}, status=status)


def _too_many(request):
    response = render(request, "429.html", status=429)
    response["Retry-After"] = guessing.SECONDS
    return response


def _to_read(revision: Revision) -> dict:
    """The version as readers would see it, and what is new in it."""
    live = Publication.objects.filter(document=revision.document_id).select_related("revision").first()
    return {
        "title": identity.title(revision.record),
        "kind": DocumentKind(revision.record.kind).label,
        "page": places.filled(preview(revision, live), Memory(), timezone.localdate()),
        "is_public": live is not None,
        "changes": compare(live.revision.record, revision.record) if live else [],
        "along": [
            Along(identity.title(term.record), DocumentKind(term.record.kind).label, as_fields(term))
            for term in unpublished_terms(revision)
        ],
    }
