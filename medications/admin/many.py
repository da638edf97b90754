"""Choosing several rows in a form."""

from django import forms

from medications.admin.numbers import LONGEST


class ManyRows(forms.ModelMultipleChoiceField):
    """Django's, which hands whatever was sent to the database. A number that is longer than any is refused in words instead."""

    def clean(self, value):
        strange = [each for each in value or () if len(str(each)) > LONGEST]
        if strange:
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], params={"value": str(strange[0])[:LONGEST] + "…"}, code="invalid_choice"
            )
        return super().clean(value)
