"""Filters for templates of the desk."""

import re

from django import template
from django.utils.safestring import mark_safe

register = template.Library()
_FORM = re.compile(r'(<form [^>]*method="post" id="\w+_form")')


@register.filter(is_safe=True)
def forgetful(html: str) -> str:
    """Django's page of a form, whose boxes a browser then does not fill in again when somebody goes back to it or loads it anew."""
    return mark_safe(_FORM.sub(r'\1 autocomplete="off"', html, count=1))
