"""Preview links of a Document: making one, the list of them with their addresses, and ending one."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from medications.actions import preview_links
from medications.actions.preview_links import CannotMakeLink, Given, State
from medications.admin.preview import chosen
from medications.errors import NotAllowed
from medications.models import PreviewLink, Revision
from medications.permissions import Act, may
from medications.projections import addresses


class PreviewLinkForm(forms.ModelForm):
    days = forms.IntegerField(
        label="Days until it ends",
        initial=preview_links.USUAL.days,
        min_value=1,
        max_value=preview_links.LONGEST.days,
        help_text=f"At most {preview_links.LONGEST.days}.",
    )

    class Meta:
        model = PreviewLink
        fields = ["purpose"]
        labels = {"purpose": "For whom"}
        help_texts = {"purpose": "Whoever opens the link reads this above the page: “Draft for …”."}
        widgets = {"purpose": forms.TextInput(attrs={"class": "vTextField"})}


def view(model_admin, request, row):
    if not may(request.user, Act.EDIT):
        raise PermissionDenied
    revision = chosen(row, request.GET.get("version", ""))
    form = PreviewLinkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            link = _made(revision, request.user, form.cleaned_data)
            said = f"The link for {link.purpose} is below. Copy it from there."
            model_admin.message_user(request, said, messages.SUCCESS)
            return HttpResponseRedirect(f"{model_admin.screen_url('preview_links', row)}?version={revision.number}#links")
        except NotAllowed as error:
            raise PermissionDenied(str(error)) from error
        except CannotMakeLink as error:
            form.add_error(None, str(error))
    given = preview_links.links_to(row.document, timezone.now())
    context = {
        "form": form,
        "revision": revision,
        "newest": row.document.lock_version,
        "given": [(each, _address(each), _revoke_url(model_admin, row, each)) for each in given],
        "preview_url": f"{model_admin.screen_url('preview', row)}?version={revision.number}",
    }
    return model_admin.render_screen(request, "preview_links.html", row, title=f"Preview links: {row}", **context)


def revoke(model_admin, request, row, link_id: int):
    """Ends one link."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    link = get_object_or_404(PreviewLink, pk=link_id, revision__document=row.document)
    try:
        preview_links.revoke(link=link, by=request.user, now=timezone.now())
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    model_admin.message_user(request, f"The link for {link.purpose} opens nothing any more.", messages.SUCCESS)
    return HttpResponseRedirect(model_admin.screen_url("preview_links", row))


def _made(revision: Revision, by, values: dict) -> PreviewLink:
    now = timezone.now()
    expires = now + timedelta(days=values["days"])
    return preview_links.make(revision=revision, purpose=values["purpose"], expires=expires, by=by, now=now)


def _address(given: Given) -> str:
    """Nothing for a link that is over."""
    return addresses.absolute(reverse("preview:page", args=[given.token])) if given.state == State.OPEN else ""


def _revoke_url(model_admin, row, given: Given) -> str:
    return model_admin.screen_url("revoke_preview_link", row, given.link.pk) if given.state == State.OPEN else ""
