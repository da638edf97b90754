"""The API's description: as OpenAPI, and as a page of ours made from it."""

from functools import cache

from django.conf import settings
from django.shortcuts import render
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from medications.api import reading, schema
from medications.api.views import Read
from medications.delivery.caching import PRIVATE
from medications.projections import addresses
from medications.projections.memory import Memory


class Schema(Read):
    def get(self, request):
        return Response(schema.as_json())


@cache
def _endpoints():
    return reading.endpoints(schema.openapi())


@cache
def _shapes():
    return reading.shapes(schema.openapi())


@extend_schema(exclude=True)
class Docs(Read):
    """For people, so it looks as its reader chose to have pages."""

    varies_with = ("Authorization", "Cookie")

    def get(self, request):
        memory = Memory()
        context = {
            "profile": memory.profile,
            "today": timezone.localdate(),
            "canonical_url": addresses.absolute(request.path),
            "schema_url": addresses.absolute("/api/v1/schema/"),
            "endpoints": _endpoints(),
            "shapes": _shapes(),
        }
        response = render(request._request, "pages/api.html", context)
        if settings.DISPLAY_COOKIE_NAME in request.COOKIES:
            response["Cache-Control"] = PRIVATE
        return response


schema.described(Schema, "getSchema", "This description, as OpenAPI 3.1", {"type": "object"}, statuses=[400])
