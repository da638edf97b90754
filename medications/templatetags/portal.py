"""Filters for templates: the words of projections/wording.py."""

from django import template

from medications.projections import wording

register = template.Library()
register.filter("day", wording.day, expects_localtime=True)
register.filter("partial_day", wording.partial_day)
