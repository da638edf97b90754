"""Form fields of our own: boxes for lists of choices, and select boxes for terms that do not each ask the database."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AutocompleteSelect, AutocompleteSelectMultiple
from django.db import models

from medications.admin.many import ManyRows


class TextBox(AdminTextareaWidget):
    """A box for a text of several lines.

    Browsers send line ends as CR LF. Texts are kept with LF, or else every save would change them and make a new version.
    """

    def __init__(self, rows: int = 8):
        super().__init__(attrs={"rows": rows})

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


TEXT_BOXES = {models.TextField: {"widget": TextBox}}


class ChoiceBoxes(forms.CheckboxSelectMultiple):
    """Checkboxes in columns; the group carries its label, for screen readers."""

    template_name = "admin/widgets/choice_boxes.html"

    def __init__(self, label: str):
        super().__init__()
        self.label = label

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["label"] = self.label
        return context


def choice_boxes(label: str, choices, help_text: str = "") -> forms.MultipleChoiceField:
    """A field for a list of choices that the model keeps as JSON."""
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=ChoiceBoxes(label), help_text=help_text)


class Labels:
    """Names of terms for select boxes. A vocabulary is read once a request, however many boxes show it."""

    def __init__(self):
        self.found: dict = {}

    @classmethod
    def of_request(cls, request):
        if not hasattr(request, "term_labels"):
            request.term_labels = cls()
        return request.term_labels

    def of(self, model) -> dict[str, str]:
        if model not in self.found:
            self.found[model] = {str(row.pk): str(row) for row in model._default_manager.all()}
        return self.found[model]


class _KnownLabels:
    """Django's autocomplete box asks the database for the selected options, once a box; this one asks Labels."""

    def __init__(self, *args, labels: Labels, **kwargs):
        super().__init__(*args, **kwargs)
        self.labels = labels

    def build_attrs(self, base_attrs, extra_attrs=None):
        return {**super().build_attrs(base_attrs, extra_attrs), "data-width": "100%"}

    def optgroups(self, name, value, attr=None):
        known = self.labels.of(self.field.remote_field.model)
        chosen = [pk for pk in value if pk in known]
        options = [self.create_option(name, pk, known[pk], True, index) for index, pk in enumerate(chosen)]
        if not self.is_required and not self.allow_multiple_selected:
            options.insert(0, self.create_option(name, "", "", False, 0))
        return [(None, options, 0)]


class TermSelect(_KnownLabels, AutocompleteSelect):
    pass


class TermSelectMultiple(_KnownLabels, AutocompleteSelectMultiple):
    pass


class TermFields:
    """For a ModelAdmin or inline: `autocomplete_fields` with the select boxes above."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", TermSelect(db_field, self.admin_site, labels=Labels.of_request(request)))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", TermSelectMultiple(db_field, self.admin_site, labels=Labels.of_request(request)))
        return super().formfield_for_manytomany(db_field, request, form_class=ManyRows, **kwargs)
