"""What every page of the site has in common."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from medications.content import review_policy
from medications.delivery.caching import PRIVATE, cache_control
from medications.projections import addresses
from medications.projections.fragments import without_indentation
from medications.projections.memory import Memory
from medications.projections.modified import last_modified
from medications.public import display_cookie


def page(request, template: str, memory: Memory, status: int = 200, **context) -> HttpResponse:
    """A page of the site, with what every page needs. `memory` must be older than all that it shows."""
    context |= {"profile": memory.profile, "today": timezone.localdate(), "canonical_url": addresses.absolute(request.path)}
    response = render(request, template, context, status=status)
    response.content = without_indentation(response.content)
    patch_vary_headers(response, ["Cookie"])
    if status != 200:
        response["Cache-Control"] = "no-store"
    elif display_cookie.read(request).attributes:
        response["Cache-Control"] = PRIVATE  # and no date: the page may look otherwise since, and the ETag tells
    else:
        response["Cache-Control"] = cache_control()
        response["Last-Modified"] = last_modified(memory)
    return response


def reviewing(memory: Memory) -> dict:
    """Who must have approved what, where readers see by whom it was."""
    policy = review_policy.ReviewPolicy.of(memory.profile)
    return {"rules": review_policy.in_plain_words(policy), "more": review_policy.addition(memory.profile.review_policy)}
