"""Removing the text of a version that was public once. For administrators; what it is about has to be typed."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone

from medications.accounts.gate import require_fresh_sign_in
from medications.actions import suppressions
from medications.actions.suppressions import CannotSuppress
from medications.admin.widgets import TextBox
from medications.models import Change, Suppression
from medications.permissions import Act, may
from medications.projections.suppressed import suppressions as suppressions_of


@dataclass(frozen=True)
class PublicVersion:
    """A publication of the page. `url` leads to removing its text; `obstacle` is why that cannot be done."""

    change: Change
    suppression: Suppression | None
    obstacle: str
    url: str


class RemoveForm(forms.Form):
    reason = forms.CharField(
        label="Why",
        max_length=2_000,
        widget=TextBox(3),
        help_text="Read by everyone, where the text was and under “What changed”. Do not repeat the words that have to go.",
    )
    confirmation = forms.CharField(
        label="To confirm, type the name and the number",
        widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off", "data-by-button": True}),
    )

    def __init__(self, *args, wanted: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.wanted = wanted
        self.fields["confirmation"].help_text = f"Exactly: {wanted}"

    def clean_confirmation(self) -> str:
        typed = " ".join(self.cleaned_data["confirmation"].split()).casefold()
        if typed != " ".join(self.wanted.split()).casefold():
            raise forms.ValidationError(f"Type “{self.wanted}”, so that it is certain which text goes.")
        return typed


def versions(model_admin, request, row):
    """All that were public, newest first."""
    _for_administrators(request)
    removed = suppressions_of(row.document_id)
    published = Change.objects.filter(document=row.document).exclude(revision=None).order_by("-publication_number")
    found = [
        PublicVersion(
            change,
            removed.get(change.revision.digest),
            suppressions.obstacle(change.revision),
            model_admin.screen_url("suppress", row, change.publication_number),
        )
        for change in published.select_related("revision", "document").defer("revision__content")
    ]
    return model_admin.render_screen(request, "removals.html", row, title=f"Remove an old text: {row}", versions=found)


def view(model_admin, request, row, number: int):
    _for_administrators(request)
    require_fresh_sign_in(request)
    changes = Change.objects.filter(document=row.document, publication_number=number).exclude(revision=None)
    change = changes.select_related("revision__document").first()
    if change is None:
        raise Http404
    wanted = f"{change.title} {number}"
    form = RemoveForm(request.POST if request.method == "POST" else None, wanted=wanted)
    if request.method == "POST" and form.is_valid():
        try:
            suppressions.suppress(
                revision=change.revision, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
            )
            model_admin.message_user(request, f"The text of publication {number} of {row} was removed.")
            return redirect(model_admin.screen_url("read_back", row))
        except CannotSuppress as error:
            form.add_error(None, str(error))
    return model_admin.render_screen(
        request,
        "suppress.html",
        row,
        title=f"Remove the text of publication {number}: {row}",
        form=form,
        change=change,
        obstacle=suppressions.obstacle(change.revision),
        also=[each for each in suppressions.publications_of(change.revision) if each.publication_number != number],
        is_draft=row.document.revisions.first().digest == change.revision.digest,
        version_url=model_admin.screen_url("version", row, change.revision.number),
        removals_url=model_admin.screen_url("removals", row),
    )


def _for_administrators(request) -> None:
    if not may(request.user, Act.ADMINISTER):
        raise PermissionDenied
