"""What stands out in a list of the desk, so that somebody looks at it."""

from django.utils.html import format_html


def marked(text: str) -> str:
    return format_html('<strong class="desk-late">{}</strong>', text)
