"""For the pages of sign-in."""

import re

from django import template
from django.conf import settings
from django.urls import reverse

from medications.projections.trusted import trusted

register = template.Library()


@register.filter
def in_groups(text: str) -> str:
    """Codes in groups of four, which are easier to read and to type."""
    return " ".join(re.findall(".{1,4}", text))


@register.filter
def qr_picture(svg: str) -> str:
    """The picture that allauth had drawn of numbers only, as a part of the page: named, and without the declaration of a file."""
    drawn = svg[svg.index("<svg") :].replace("<svg", '<svg class="form__picture" role="img" aria-label="Picture to scan"', 1)
    return trusted(drawn)


@register.filter
def plain(field):
    """A box without the faint words that allauth puts inside it: they are hard to read, and the label says the same."""
    field.field.widget.attrs.pop("placeholder", None)
    return field


@register.simple_tag
def is_local_demo() -> bool:
    return settings.LOCAL_DEMO


@register.simple_tag(takes_context=True)
def after_second_factor(context) -> str:
    """Where somebody goes on to who had to set up a second factor first."""
    return context["request"].session.get("after_second_factor", reverse("admin:index"))
