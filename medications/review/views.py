"""An outside reviewer's page: one version of one Document, decided on once. No account, no session, nothing of other pages.

Headers that keep the address to whoever has it are set for everything under /review/ by msportal/headers.py, refusals included.
"""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from medications.actions import invitations
from medications.actions.invitations import Incomplete, LinkIsOver, State
from medications.projections.memory import Memory
from medications.review import commenting, guessing
from medications.review.forms import DecisionForm
from medications.review.reading import to_read


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
    try:
        sent = commenting.send(request, token, asked.invitation)
        decides = request.method == "POST" and "send" not in request.POST and not sent.refused
        form = DecisionForm(request.POST if decides else None, initial=sent.typed, invitation=asked.invitation)
        if decides and form.is_valid():
            invitations.decide(token=token, now=timezone.now(), **form.cleaned_data)
            return redirect("review:thank_you")
    except Incomplete as error:
        form.add_error(error.field, str(error))
    except LinkIsOver:  # since it was looked at above
        return _shown(request, "over.html", status=410, asked=invitations.invitation_of(token, timezone.now()))
    return _shown(request, "decide.html", asked=asked, form=form, sent=sent, **to_read(asked.invitation, sent.refused))


@require_safe
def thank_you(request):
    return _shown(request, "thank_you.html")


def _shown(request, template: str, status: int = 200, **context):
    return render(request, f"review/{template}", {"profile": Memory().profile, **context}, status=status)


def _too_many(request):
    response = render(request, "429.html", status=429)
    response["Retry-After"] = guessing.SECONDS
    return response
