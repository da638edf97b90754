from django.contrib import admin

from medications.admin.base import DocumentAdmin
from medications.admin.forms import DocumentForm, RowForm
from medications.admin.inlines import BlockRows
from medications.admin.medication_rows import PLACE
from medications.admin.widgets import TextBox
from medications.content.choices import DocumentKind
from medications.models import Symptom, SymptomResource


class SymptomForm(DocumentForm):
    cited = ("summary",)

    class Meta:
        model = Symptom
        exclude = ()
        labels = {"slug": "Web address", "aliases": "Other names", "group": "Heading in the list"}
        help_texts = {
            "name": "As readers search for it, such as spasticity. Small letters.",
            "slug": "The last part of the page’s address, such as spasticity.",
            "group": "Symptoms with the same heading stand together in the list, such as movement.",
            "summary": "What it is, in a few plain sentences. Cite a source by its code: [@code] or [@code, p. 12].",
        }
        widgets = {"aliases": TextBox(4)}


class ResourceForm(RowForm):
    class Meta:
        help_texts = {
            "position": PLACE,
            "publisher": "Whose it is.",
            "url": "Without one it is printed as plain text.",
        }


class ResourceRows(BlockRows):
    model = SymptomResource
    form = ResourceForm
    verbose_name_plural = "read more"
    fields = [("position", "title"), ("publisher", "kind"), "description", "url"]


@admin.register(Symptom)
class SymptomAdmin(DocumentAdmin):
    kind = DocumentKind.SYMPTOM
    form = SymptomForm
    inlines = [ResourceRows]
    fieldsets = [
        ("Names", {"fields": ["name", "code", "slug", "link_phrase", "aliases"]}),
        ("On its page", {"fields": ["group", "summary"]}),
    ]
    list_display = ("name", "group")
    search_fields = ["name", "code", "aliases"]
    search_help_text = "Search by name, other names or code"
    fixed_fields = ("code",)
    prepopulated_on_add = {"code": ("name",), "slug": ("name",)}
