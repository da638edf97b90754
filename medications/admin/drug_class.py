from django.contrib import admin

from medications.admin.base import DocumentAdmin
from medications.admin.forms import DocumentForm
from medications.admin.widgets import TextBox
from medications.content.choices import DocumentKind
from medications.models import DrugClass


class DrugClassForm(DocumentForm):
    class Meta:
        model = DrugClass
        exclude = ()
        labels = {"slug": "Web address"}
        help_texts = {
            "name": "Such as muscle relaxant.",
            "slug": "The last part of the page’s address, such as muscle-relaxants.",
            "explanation": "What medicines of this class do, in one plain sentence.",
        }
        widgets = {"explanation": TextBox(3)}


@admin.register(DrugClass)
class DrugClassAdmin(DocumentAdmin):
    kind = DocumentKind.DRUG_CLASS
    form = DrugClassForm
    fieldsets = [("Drug class", {"fields": ["name", "code", "slug", "explanation"]})]
    list_display = ("name",)
    search_fields = ["name", "code"]
    search_help_text = "Search by name or code"
    fixed_fields = ("code",)
    prepopulated_on_add = {"code": ("name",), "slug": ("name",)}
