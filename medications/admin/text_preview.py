"""One text of a form as readers will see it, while it is being written. Nothing is saved."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.views.decorators.http import require_POST

from medications.admin.citing import problems
from medications.content.citations import cited_keys
from medications.content.markdown import LONGEST
from medications.models import Source
from medications.permissions import Act, may
from medications.projections.text_preview import text_preview


class TextForm(forms.Form):
    text = forms.CharField(required=False, strip=False)
    heading = forms.CharField(required=False, max_length=200)
    boxed = forms.BooleanField(required=False)
    one_line = forms.BooleanField(required=False)


@require_POST
def view(request):
    """JSON: `html`, safe to show; `problems`, sentences on citations that will not do."""
    if not may(request.user, Act.EDIT):
        raise PermissionDenied
    form = TextForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"html": "", "problems": [message for each in form.errors.values() for message in each]})
    values = form.cleaned_data
    text = values["text"].replace("\r\n", "\n").replace("\r", "\n")
    found = [message for problem in problems(text) for message in problem.messages]
    if len(text) > LONGEST:
        return JsonResponse({"html": "", "problems": found})
    sources = {row.code: str(row) for row in Source.objects.filter(code__in=cited_keys(text))}
    boxed_heading = (values["heading"] or "Boxed warning") if values["boxed"] else ""
    html = text_preview(text, sources=sources, one_line=values["one_line"], boxed_heading=boxed_heading)
    return JsonResponse({"html": html, "problems": found})
