from django.contrib import admin

from medications.admin.base import DocumentAdmin
from medications.admin.forms import DocumentForm
from medications.admin.widgets import TextBox
from medications.content.choices import DocumentKind
from medications.models import SideEffect


class SideEffectForm(DocumentForm):
    class Meta:
        model = SideEffect
        exclude = ()
        labels = {
            "slug": "Web address",
            "aliases": "Other names",
            "resembles": "May be mistaken for",
            "may_worsen": "May make worse",
        }
        help_texts = {
            "name": "The one word that filters show, such as drowsiness. Pages may print it in other words.",
            "slug": "The last part of the page’s address, such as drowsiness.",
            "aliases": "One on each line. A search for any of them finds this side effect.",
            "explanation": "What it feels like, in a plain sentence.",
            "resembles": "Symptoms of MS that it may be mistaken for.",
            "may_worsen": "Symptoms of MS that it may make worse.",
        }
        widgets = {"aliases": TextBox(4), "explanation": TextBox(4)}


@admin.register(SideEffect)
class SideEffectAdmin(DocumentAdmin):
    kind = DocumentKind.SIDE_EFFECT
    form = SideEffectForm
    fieldsets = [
        ("Names", {"fields": ["name", "code", "slug", "aliases", "explanation"]}),
        ("Side effect or MS?", {"fields": ["resembles", "may_worsen"]}),
    ]
    list_display = ("name",)
    search_fields = ["name", "code", "aliases"]
    search_help_text = "Search by name, other names or code"
    autocomplete_fields = ["resembles", "may_worsen"]
    fixed_fields = ("code",)
    prepopulated_on_add = {"code": ("name",), "slug": ("name",)}
