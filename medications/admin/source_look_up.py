"""Adding a source from a DOI, an ISBN or a web address: one box, and then the ordinary form of a new source, filled in.

The form of the answer is sent to the address of the ordinary form, so that a source comes in by no other door.
"""

import copy
import json

from django import forms
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from medications.actions import source_lookup
from medications.admin.numbers import number_in
from medications.content.identifiers import LONGEST
from medications.errors import NotAllowed, PortalError
from medications.models import Source


class LookUpForm(forms.Form):
    typed = forms.CharField(
        label="DOI, ISBN or web address",
        required=False,  # what is missing is said by the action, in a sentence
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off", "spellcheck": "false"}),
        help_text="Such as 10.1177/13524585, 978-1-932603-08-8 or https://www.example.org/leaflet.",
    )


def view(model_admin, request):
    """POST looks up; `use` chooses the source that is here already instead."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    if request.POST.get("use"):
        return _used(model_admin, request, request.POST["use"])
    form = LookUpForm(request.POST if request.method == "POST" else None)
    found = None
    if request.method == "POST" and form.is_valid():
        found = _looked_up(form, request)
        if found and not found.here:
            return _filled_in(model_admin, request, found)
    return _asking(model_admin, request, form, here=found and found.here)


def _asking(model_admin, request, form: LookUpForm, here: Source | None):
    """The box by itself; with the source that is here already, if there is one."""
    request.current_app = model_admin.admin_site.name
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "media": model_admin.media,
        "title": "Add a source from a DOI, ISBN or address",
        "look_up_form": form,
        "here": here,
        "is_popup": IS_POPUP_VAR in request.POST or IS_POPUP_VAR in request.GET,
        "is_popup_var": IS_POPUP_VAR,
    }
    return TemplateResponse(request, "admin/medications/source_look_up.html", context)


def _looked_up(form: LookUpForm, request):
    """What was found; None with the reason at the box."""
    typed, another = form.cleaned_data["typed"], bool(request.POST.get("another"))
    try:
        return source_lookup.look_up(typed=typed, another=another, by=request.user, now=timezone.now())
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    except PortalError as error:
        form.add_error("typed", str(error))
        return None


def _filled_in(model_admin, request, found):
    """The form of a new source, opened with what was found. Nothing is saved by looking up."""
    opened = copy.copy(request)
    opened.method = "GET"
    opened.looked_up = found
    context = {"looked_up": found, "look_up_form": LookUpForm({"typed": request.POST.get("typed", "")})}
    return model_admin.changeform_view(opened, None, reverse("admin:medications_source_add"), context)


def _used(model_admin, request, number: str):
    """A source that is here: handed to the window that asked, or opened."""
    source = Source.objects.filter(pk=number_in(number)).first()
    if source is None:
        raise Http404
    if IS_POPUP_VAR in request.POST:
        return handed_over(request, source)
    return HttpResponseRedirect(model_admin.form_url(source))


def handed_over(request, source: Source) -> TemplateResponse:
    """Django's answer to a popup, which closes it; with the code, for a text that is to cite the source."""
    told = {"value": str(source.pk), "obj": str(source), "code": source.code}
    return TemplateResponse(request, "admin/popup_response.html", {"popup_response_data": json.dumps(told)})
