"""Texts written anew on the screen of a conflict: checked as the form would check them."""

from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator

from medications.admin import citing
from medications.content import pasted
from medications.content.merging_differences import ROW, Difference


class TextFaults:
    """For the form of one kind of Document."""

    def __init__(self, model_admin):
        self.model, self.form = model_admin.model, model_admin.form
        self.rows = {inline.model: inline.form for inline in model_admin.inlines}

    def box(self, difference: Difference):
        """The model's field behind a difference, and whether it is Markdown with citations."""
        *_, name = path = difference.path
        if ROW not in path:
            return self.model._meta.get_field(name), name in self.form.cited
        rows = self.model._meta.get_field(path[0]).related_model
        return rows._meta.get_field(name), name in self.rows[rows].cited

    def cleaned(self, difference: Difference, text: str) -> tuple[str, str]:
        """The text as it can be saved, and what is wrong with it."""
        field, is_cited = self.box(difference)
        text = pasted.clean(text) if is_cited else text
        try:
            ProhibitNullCharactersValidator()(text)
            field.clean(text.strip(), None)
            if is_cited and (problems := citing.problems(text)):
                raise ValidationError(problems)
        except ValidationError as error:
            return text, " ".join(error.messages)
        return text.strip(), ""
