"""The two kinds of forms on a Document's page: the Document's own, and that of one row."""

from django import forms
from django.forms.utils import ErrorDict

from medications.admin.citing import CitedText


class Refusable:
    """A form that can be shown again as it was typed, after the save as a whole was refused. It is then not checked."""

    refused = False

    def full_clean(self):
        if self.refused and self.is_bound:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    def is_valid(self):
        return super().is_valid() and not self.refused


class DocumentForm(Refusable, CitedText, forms.ModelForm):
    """Carries the lock version it was opened at. What that is worth, actions.drafts decides."""

    lock_version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["lock_version"] = str(self.instance.document.lock_version)


class RowForm(Refusable, CitedText, forms.ModelForm):
    """One row. A stored row that was not touched is not checked again, so that two hundred of them cost no queries.

    Rows that must differ from each other are all checked: Django compares them by what their checks leave behind.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self._meta.model._meta.total_unique_constraints:
            self.empty_permitted = True
        if "position" in self.fields:
            self.fields["position"].required = False
            if not self.instance.pk:
                self.initial["position"] = None
