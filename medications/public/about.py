"""Pages about the site itself, and the file for those who find a hole in it."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from medications.delivery.caching import cache_control
from medications.projections.figures import figures
from medications.projections.memory import Memory
from medications.projections.security_txt import contact_address, security_txt
from medications.public.rendering import page, reviewing


@require_safe
def privacy(request):
    memory = Memory()
    contact = memory.profile.security_contact
    security_url = contact_address(contact) if contact else ""
    return page(request, "pages/privacy.html", memory, security_url=security_url, **_contact(memory))


@require_safe
def editorial_policy(request):
    memory = Memory()
    context = {"figures": figures(memory, timezone.localdate()), **reviewing(memory), **_contact(memory)}
    return page(request, "pages/editorial_policy.html", memory, **context)


@require_safe
def accessibility(request):
    memory = Memory()
    return page(request, "pages/accessibility.html", memory, **_contact(memory))


def _contact(memory: Memory) -> dict:
    contact = memory.profile.reader_contact
    return {"contact_url": contact_address(contact) if contact else ""}


@require_safe
def security(request):
    contact = Memory().profile.security_contact
    if not contact:
        text = gettext("Nobody is named here yet to whom a security problem can be reported.") + "\n"
        return HttpResponse(text, status=404, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})
    text = security_txt(contact, timezone.localdate())
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers={"Cache-Control": cache_control()})
