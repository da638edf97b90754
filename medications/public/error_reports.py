"""Reporting an error on a page: a form that works without script and sets no cookie."""

from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from medications.actions.feedback import error_reports
from medications.content.choices import DocumentKind
from medications.public import withdrawn
from medications.public.addressing import at_its_address
from medications.public.rendering import page

SENT = "?sent=yes"
NO_VERSION = _("There is no such version of this page. You can report on the newest one.")


class ReportForm(forms.Form):
    """`website` is a trap: hidden from people, filled in by programs. `version` is the one that the reader had before them."""

    text = forms.CharField(
        label=_("What is wrong?"),
        max_length=error_reports.LONGEST,
        help_text=_("Copy the words, or say where they stand. Please write nothing about your own health."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Say what is wrong.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail address (you can leave this empty)"),
        required=False,
        help_text=_("Only if you want an answer. We use it for that and nothing else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("This does not look like an e-mail address. Correct it, or leave it empty.")},
    )
    website = forms.CharField(
        label=_("Leave this box empty"), required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"})
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("This box must be empty. Take out what is in it, and send again."))
        return ""


@dataclass(frozen=True)
class About:
    """The page that is reported on; `number` is that of its newest publication."""

    document_id: object
    title: str
    slug: str
    number: int


def _on_withdrawn(request, found, memory, slug: str):
    """Who had the form open when the page was withdrawn has not written in vain."""
    if request.method != "POST" and request.GET.get("sent") != "yes":
        return withdrawn.instead_of_a_part(request, found, memory, slug)
    about = About(found.document_id, found.title, found.slug, found.publication.number)
    return _taken(request, memory, about) if request.method == "POST" else _thanks(request, memory, about)


@csrf_exempt  # no reader has a session, so nothing is done in anybody's name; the token would need a cookie
@require_http_methods(["GET", "HEAD", "POST"])
@at_its_address(DocumentKind.MEDICATION, withdrawn_page=_on_withdrawn)
def report(request, row, memory):
    about = About(row.document_id, row.title, row.slug, row.publication_number)
    if request.method == "POST":
        return _taken(request, memory, about)
    if request.GET.get("sent") == "yes":
        return _thanks(request, memory, about)
    version = request.GET.get("version", str(about.number))
    known = "sent" not in request.GET and _is_number_up_to(about.number, version)
    form = ReportForm(initial={"version": version if known else about.number})
    return _shown(request, memory, about, form, status=200 if known else 404, wrong="" if known else NO_VERSION)


def _is_number_up_to(most: int, text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 7 and 1 <= int(text) <= most


def _thanks(request, memory, about: About):
    return page(request, "pages/report.html", memory, row=about, is_sent=True)


def _taken(request, memory, about: About):
    """Leads on to a page that says thank you; or the form again, with what was typed and why it was not sent."""
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise PermissionDenied("The form of another site.")
    data, status = request.POST.copy(), 400
    known = _is_number_up_to(about.number, data.get("version", ""))
    if not known:
        data["version"] = about.number  # the box is hidden: nobody could correct it
    form = ReportForm(data)
    if form.is_valid() and known:
        try:
            _send(about, form.cleaned_data, request)
            return HttpResponseRedirect(request.path + SENT, headers={"Cache-Control": "no-store"})
        except error_reports.CannotReport as refused:
            form.add_error(None, str(refused))
            status = 429 if isinstance(refused, error_reports.TooManyReports) else 400
    return _shown(request, memory, about, form, status=status, wrong="" if known else NO_VERSION)


def _send(about: About, values: dict, request) -> None:
    error_reports.send(
        document_id=about.document_id,
        publication_number=values["version"],
        text=values["text"],
        email=values["email"],
        network=_network(request),
        now=timezone.now(),
    )


def _shown(request, memory, about: About, form: ReportForm, *, status: int, wrong: str = ""):
    response = page(request, "pages/report.html", memory, status=status, row=about, form=form, wrong=wrong)
    if status == 429:
        response["Retry-After"] = str(int(error_reports.WITHIN.total_seconds()))
    return response


def _network(request) -> str:
    try:
        return get_adapter().get_client_ip(request)
    except PermissionDenied:  # it did not come through the proxy that says who asks
        return ""
