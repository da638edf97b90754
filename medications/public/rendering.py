"""What every page of the site has in common."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from medications.content import review_policy
from medications.delivery.caching import cache_control
from medications.projections import addresses
from medications.projections.memory import Memory
from medications.projections.modified import last_modified


def page(request, template: str, memory: Memory, status: int = 200, **context) -> HttpResponse:
    """A page of the site, with what every page needs. `memory` must be older than all that it shows."""
    context |= {"profile": memory.profile, "today": timezone.localdate(), "canonical_url": addresses.absolute(request.path)}
    response = render(request, template, context, status=status)
    response["Cache-Control"] = cache_control() if status == 200 else "no-store"
    if status == 200:
        response["Last-Modified"] = last_modified(memory)
    return response


def reviewing(memory: Memory) -> dict:
    """Who must have approved what, where readers see by whom it was."""
    policy = review_policy.ReviewPolicy.of(memory.profile)
    return {"rules": review_policy.in_plain_words(policy), "more": review_policy.addition(memory.profile.review_policy)}
