"""Sets of rows under a form: in their order, and still paired with their stored rows when somebody else deleted one."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet, IntegerField

from medications.errors import TooMuchAtOnce

MOST_NEW_ROWS = 150  # on one form at once: more would take longer to show again than anybody waits


def refuse_too_many_rows(data, existing: Callable[[], int]) -> None:
    """Raises TooMuchAtOnce if a form claims many more rows than the existing ones, which are counted only if it matters."""
    claimed = sum(counted(value) for name, value in data.items() if name.endswith("-TOTAL_FORMS"))
    if claimed > MOST_NEW_ROWS and claimed > MOST_NEW_ROWS + existing():
        raise TooMuchAtOnce(f"A form can take {MOST_NEW_ROWS} new rows at once.")


def counted(given: str) -> int:
    """The number as Django's formset reads it, which takes 1_000 for one; 0 for what it will refuse, and for less than none."""
    try:
        return max(0, IntegerField(required=False).clean(given) or 0)
    except ValidationError:
        return 0


class GoneRow:
    """Stands for a stored row that somebody else has deleted since the form was opened."""

    pk = None

    def __str__(self):
        return "This row is no longer there: somebody else deleted it"


class RowFormSet(BaseInlineFormSet):
    """The rows of a Document. New rows without a place go to the end."""

    refused = False

    @property
    def has_gone_rows(self) -> bool:
        """Whether the form names rows as stored that are not there any more."""
        return self.is_bound and any(not form.instance.pk for form in self.initial_forms)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = f"Delete {form.instance}" if form.instance.pk else "Delete"

    def pair_rows(self):
        """Before a form is shown again: puts each typed row with its own stored row.

        Django puts them together by position, so that a row deleted by somebody else would shift all that follow and swallow
        the last.
        """
        if self.is_bound:
            self._queryset = [form.instance if form.instance.pk else GoneRow() for form in self.initial_forms]

    def get_unique_error_message(self, unique_check):
        """In the words of the model's constraint."""
        found = [each for each in self.model._meta.total_unique_constraints if set(each.fields) == set(unique_check)]
        return found[0].violation_error_message if found else super().get_unique_error_message(unique_check)

    def clean(self):
        super().clean()
        if self.refused:
            return
        if self.has_gone_rows:
            raise ValidationError("Somebody else has taken out a row that you have here.")
        self._give_places()

    def _give_places(self):
        if not hasattr(self.model, "position"):
            return
        last = max((form.instance.position or 0 for form in self.forms), default=0)
        for form in self.forms:
            if form.has_changed() and form.instance.position is None:
                last += 1
                form.instance.position = last
