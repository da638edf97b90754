"""Where somebody is signed in, and signing out there: one place, or all others at once."""

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from medications.actions import sign_ins


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request):
    others = [each for each in UserSession.objects.purge_and_list(request.user) if not each.is_current()]
    if request.method == "POST":
        return _ended(request, others)
    here = UserSession.objects.filter(session_key=request.session.session_key).first()
    context = {"here": here, "others": sorted(others, key=lambda each: each.pk)}
    return render(request, "usersessions/usersession_list.html", context)


def _ended(request, others: list):
    chosen = request.POST.get("session", "")
    ended = [each for each in others if chosen in ("", str(each.pk))]
    sign_ins.end_sessions(sessions=ended, of=request.user, by=request.user, now=timezone.now())
    said = f"Signed out in {len(ended)} other place{'' if len(ended) == 1 else 's'}." if ended else "There was nothing to end."
    get_adapter().add_message(request, messages.INFO, message=said)
    return redirect("usersessions_list")
