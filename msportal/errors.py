"""Errors outside any view: the API answers as problem+json, FHIR with an OperationOutcome, everything else as a page.

What cannot be read says why.
"""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent

from medications.api import problems
from medications.errors import TooMuchAtOnce
from medications.fhir import outcomes
from medications.public import errors


def part_for(request):
    return next((part for part in (outcomes, problems) if problems.is_under(request.path, part.HERE)), errors)


def bad_request(request, exception):
    return part_for(request).bad_request(request, reason(exception))


def page_not_found(request, exception):
    return part_for(request).page_not_found(request, exception)


def server_error(request):
    return part_for(request).server_error(request)


def reason(exception) -> str:
    """Why the request was not read, where that helps whoever sent it; otherwise nothing, so that no one learns from it."""
    if isinstance(exception, TooManyFieldsSent):
        return f"It has more boxes than can be read at once: at most {settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:,}."
    if isinstance(exception, TooManyFilesSent):
        return f"It has more files than can be read at once: at most {settings.DATA_UPLOAD_MAX_NUMBER_FILES:,}."
    if isinstance(exception, RequestDataTooBig):
        return f"It has more text than can be read at once: at most {settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024:,} KB."
    return str(exception) if isinstance(exception, TooMuchAtOnce) else ""
