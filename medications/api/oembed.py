"""oEmbed 1.0 (https://oembed.com): a program that is given the address of a medicine's page learns how to show it in a frame."""

from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.response import Response

from medications.api import schema, shapes, taken_down
from medications.api.problems import problem
from medications.api.views import Read, dated
from medications.content.choices import DocumentKind
from medications.projections import oembed, rows, withdrawn
from medications.projections.memory import Memory

KIND = DocumentKind.MEDICATION
NOTHING = "This address is of no page of ours that can be shown in a frame. Give the address of a medicine's page."


class OEmbed(Read):
    """`dnt` (do not track) and `lang` are sent by some programs: nobody is tracked, and there is one language."""

    parameters = ("url", "maxwidth", "maxheight", "format", "dnt", "lang")

    def get(self, request):
        if request.GET.get("format", "json") not in ("json", ""):
            return problem(501, "oEmbed is answered as JSON only: leave `format` out.")
        address, most_wide, most_high = _asked(request.GET)
        memory = Memory()
        try:
            slug = oembed.slug_in(address)
        except oembed.NotPublic:
            return _not_public()
        row = slug and _row(slug)
        if row:
            return dated(Response(oembed.as_json(row, memory.profile, most_wide, most_high)), memory)
        found = slug and withdrawn.find(KIND, slug)
        if not found:
            raise NotFound(NOTHING)
        return taken_down.withdrawn(found)


def _row(slug: str):
    """At that address, or at the one that it leads to."""
    row = rows.find(KIND, slug)
    current = None if row else rows.moved_to(KIND, slug)
    return rows.find(KIND, current) if current else row


def _asked(given) -> tuple[str, int | None, int | None]:
    """The address, and the most that the frame may be wide and high. Raises ValidationError for all that is wrong."""
    errors, sizes = {}, []
    if not given.get("url"):
        errors["url"] = ["Give the address of a medicine's page."]
    for name in ("maxwidth", "maxheight"):
        value = given.get(name, "")
        fits = value.isascii() and value.isdigit() and 0 < int(value[:6]) and len(value) < 7
        if value and not fits:
            errors[name] = ["Give a whole number of pixels, from 1 to 999999."]
        sizes.append(int(value) if value and fits else None)
    if errors:
        raise ValidationError(errors)
    return given["url"], *sizes


def _not_public():
    """As oEmbed asks for it. Nothing that could be sent opens it here, and whether there is such a page is not told."""
    answer = problem(401, "This address is of a part of this site that is not public.")
    answer["WWW-Authenticate"] = 'Bearer realm="partner API"'
    return answer


PIXELS = {"type": "integer", "minimum": 1, "maximum": 999_999}
SHAPE = shapes.whole(
    {
        "version": {"type": "string", "const": "1.0"},
        "type": {"type": "string", "const": "rich"},
        **dict.fromkeys(("title", "author_name", "provider_name"), shapes.STRING),
        **dict.fromkeys(("author_url", "provider_url"), shapes.ADDRESS),
        "cache_age": {
            **shapes.NUMBER,
            "description": "Seconds for which this answer may be kept. The frame itself is always of today.",
        },
        "html": {**shapes.STRING, "description": "A frame and a link, without a script."},
        "width": shapes.NUMBER,
        "height": shapes.NUMBER,
    },
    "As oEmbed 1.0 says.",
)
schema.described(
    OEmbed,
    "getOEmbed",
    "How to show a medicine in a frame (oEmbed 1.0)",
    SHAPE,
    parameters=[
        OpenApiParameter("url", str, required=True, description="Address of the medicine's page."),
        schema.one("maxwidth", "Of the frame, in pixels.", PIXELS),
        schema.one("maxheight", "Of the frame, in pixels. It scrolls if its text is longer.", PIXELS),
        schema.one("format", "Only `json`.", schema.of_values(["json"])),
        schema.one("dnt", "Changes nothing: nobody is tracked.", shapes.STRING),
        schema.one("lang", "Changes nothing: there is one language.", shapes.STRING),
    ],
    statuses=[400],
    told={
        401: "The address is of a part of this site that is not public, or the key is not valid.",
        404: "There is no such page, or none that can be shown in a frame.",
        410: "It was withdrawn: `reason` says why. A frame that is there already says so by itself.",
        501: "`format` asks for something else than JSON.",
    },
)
