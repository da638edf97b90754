from django.contrib import admin

from medications.admin.base import DocumentAdmin
from medications.admin.forms import DocumentForm
from medications.admin.widgets import TextBox
from medications.content.choices import DocumentKind
from medications.models import Source


class SourceForm(DocumentForm):
    class Meta:
        model = Source
        exclude = ()
        labels = {"issued": "Date", "accessed": "Read on", "container": "Part of", "market": "Country"}
        help_texts = {
            "code": "What texts cite: [@code]. Short and easy to remember, such as kalb-2004. Never changes once saved.",
            "issued": "When it was published: 2005, 2005-01 or 2005-01-13.",
            "accessed": "When somebody last read it: 2025-01-13. For web pages and labels.",
            "market": "For official labels and guidelines: where it applies.",
            "grade": "Primary: the label, a trial, a guideline. Secondary: a book or page about those.",
        }
        widgets = {"permission": TextBox(3)}


@admin.register(Source)
class SourceAdmin(DocumentAdmin):
    kind = DocumentKind.SOURCE
    form = SourceForm
    fieldsets = [
        ("What it is", {"fields": ["title", "code", ("type", "grade"), "market"]}),
        ("Who made it", {"fields": ["authors", "editors", "container", ("edition", "issued"), ("publisher", "place")]}),
        ("Where to find it", {"fields": ["url", "accessed", ("isbn", "doi")]}),
        ("What we may do with it", {"fields": ["permission", "reuse_site", "reuse_print", "reuse_partners"]}),
    ]
    list_display = ("title", "code", "issued")
    search_fields = ["title", "code", "authors", "editors"]
    search_help_text = "Search by title, code, authors or editors"
    fixed_fields = ("code",)
