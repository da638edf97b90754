"""Recording what an outside reviewer approved by mail or letter, and the file that shows it."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import capfirst

from medications.accounts.gate import require_fresh_sign_in
from medications.actions import written_approvals
from medications.actions.written_approvals import ACCEPTED, NotRecorded, too_large
from medications.content.attached_files import MOST_BYTES, AttachedFile
from medications.errors import CannotApprove, NotAllowed
from medications.models import HowWritten, Review, Revision, WrittenApproval
from medications.permissions import Act, may

CHANGED = "The draft has changed since you opened this page. What was written was about an earlier version."
CHOOSE_AGAIN = "Choose the file again: browsers do not keep it."
_TEXT = forms.TextInput(attrs={"class": "vTextField"})


class LetterField(forms.FileField):
    widget = forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.heic,.heif,.webp,.tif,.tiff,.eml,.txt"})

    def clean(self, data, initial=None):
        if data and data.size > MOST_BYTES:
            raise forms.ValidationError(too_large(data.size))
        return super().clean(data, initial)


class LetterForm(forms.Form):
    digest = forms.CharField(widget=forms.HiddenInput)
    reviewer_name = forms.CharField(label="Name of the reviewer", max_length=200, widget=_TEXT)
    credentials = forms.CharField(
        label="Credentials", max_length=200, widget=_TEXT, help_text="As readers will see them, such as: MD, neurologist."
    )
    how = forms.ChoiceField(label="How it came", choices=HowWritten.choices, widget=forms.RadioSelect)
    written_on = forms.DateField(
        label="Date on it",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Not before this version was saved: nobody can have read it earlier.",
    )
    file = LetterField(
        label="The mail or letter",
        help_text=f"{capfirst(ACCEPTED)}, {MOST_BYTES // 1024 // 1024} MB at most. For staff; never published.",
    )
    whole_record = forms.BooleanField(label="It says that the whole page was read", required=False)
    consent = forms.BooleanField(
        label="It says, or they told us, that the society may name them as the reviewer",
        required=False,
        help_text="Needed: an approval has to say whose it is.",
    )


def view(model_admin, request, row):
    if not may(request.user, Act.EDIT):
        raise PermissionDenied
    # A form that waits for the password loses its file, so opening it asks already.
    require_fresh_sign_in(request, holds_password=request.method == "GET")
    newest = row.document.revisions.order_by("-number").first()
    form = LetterForm(request.POST, request.FILES) if request.method == "POST" else LetterForm(initial={"digest": newest.digest})
    if request.method == "POST" and form.is_valid():
        try:
            review = _recorded(newest, request.user, form.cleaned_data)
            return model_admin.back_to_form(request, row, f"Recorded: {review.by_name} has approved version {newest.number}.")
        except NotAllowed as error:
            raise PermissionDenied(str(error)) from error
        except NotRecorded as error:
            form.add_error(error.field, str(error))
        except CannotApprove as error:
            form.add_error(None, str(error))
    if request.method == "POST" and "file" not in form.errors:
        form.add_error("file", CHOOSE_AGAIN)
    return model_admin.render_screen(
        request,
        "written_approval.html",
        row,
        title=f"Record a written approval: {row}",
        form=form,
        newest=newest,
        recorded=[(each, model_admin.screen_url("written_approval_file", row, each.written_id)) for each in _of(row.document)],
    )


def file(model_admin, request, row, approval_id: int):
    """The file as it was attached: to be saved, never to be shown by the browser as a page of ours."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    approval = get_object_or_404(WrittenApproval, pk=approval_id, revision__document=row.document)
    headers = {
        "Content-Disposition": content_disposition_header(True, approval.file_name),
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(bytes(approval.content), content_type=approval.content_type, headers=headers)


def _recorded(newest: Revision, by, values: dict) -> Review:
    upload, digest = values.pop("file"), values.pop("digest")
    if digest != newest.digest:
        raise CannotApprove(CHANGED)
    attached = AttachedFile(upload.name, upload.read())
    return written_approvals.record(revision=newest, file=attached, by=by, now=timezone.now(), **values)


def _of(document):
    reviews = Review.objects.filter(revision__document=document).exclude(written=None)
    return reviews.select_related("revision", "written").defer("revision__content", "written__content")


SCREENS = [
    ("written_approval", "written-approval/", view),
    ("written_approval_file", "written-approval/<int:approval_id>/file/", file),
]
