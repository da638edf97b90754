"""For templates: the words of projections/wording.py, and in which language they are."""

from django import template

from medications.projections import languages, wording

register = template.Library()
register.filter("day", wording.day, expects_localtime=True)
register.filter("partial_day", wording.partial_day)
register.simple_tag(languages.of_page, name="page_language")
register.simple_tag(languages.of_content, name="content_language")
register.simple_tag(languages.locale_of_content, name="content_locale")
