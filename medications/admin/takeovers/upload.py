"""Choosing old pages to take over."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.utils import timezone

from medications.actions import takeovers
from medications.errors import NotAllowed

MOST_BYTES = 100 * 1024 * 1024


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files. Empty ones pass: what is wrong with a file is said beside its name, later."""

    widget = SeveralFiles(attrs={"accept": ".txt,.html,.htm,.xhtml,.zip,.csv"})

    def clean(self, data, initial=None):
        if not data:
            raise forms.ValidationError("Choose at least one file.")
        if sum(file.size for file in data) > MOST_BYTES:
            raise forms.ValidationError(
                f"Together the files are larger than {MOST_BYTES // 1024 // 1024} MB. Choose fewer at a time."
            )
        return data


class UploadForm(forms.Form):
    files = FilesField(
        label="Old pages",
        help_text=(
            "Pages saved as text (.txt) or as web pages (.html), or a ZIP file of them. A file sources.csv with the columns"
            " file and address tells where each page stood, so that old links lead on to the new pages."
        ),
    )


def view(model_admin, request):
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    form.fields["files"].widget.is_required = True
    if request.method == "POST" and form.is_valid():
        chosen = [(file.name, file.read()) for file in form.cleaned_data["files"]]
        try:
            batch = takeovers.receive(chosen=chosen, by=request.user, now=timezone.now())
        except NotAllowed as error:
            raise PermissionDenied(str(error)) from error
        except takeovers.NothingToTakeOver as error:
            form.add_error("files", str(error))
        else:
            model_admin.message_user(request, "The pages are here. Nothing public has changed.", messages.SUCCESS)
            return HttpResponseRedirect(model_admin.url("worklist", batch.pk))
    return model_admin.render(request, "upload.html", title="Take over old pages", form=form)
