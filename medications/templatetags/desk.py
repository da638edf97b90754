"""Filters for templates of the desk."""

import re

from django import template

from medications.projections.trusted import trusted

register = template.Library()
_FORM = re.compile(r'(<form [^>]*method="post" id="\w+_form")')


@register.filter(is_safe=True)
def forgetful(html: str) -> str:
    """Django's page of a form; a browser then does not fill its boxes in again when somebody goes back to it."""
    return trusted(_FORM.sub(r'\1 autocomplete="off"', html, count=1))
