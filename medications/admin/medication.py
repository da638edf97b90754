from django.contrib import admin

from medications.admin import medication_rows as rows
from medications.admin.base import DocumentAdmin
from medications.admin.medication_form import MedicationForm
from medications.content.choices import MARKETS, DocumentKind, DosageForm, Route
from medications.models import Medication

FIELDSETS = [
    ("Names", {"fields": ["generic_name", "slug", "pronunciation"]}),
    ("What it is", {"fields": ["drug_class", "dosage_forms", "routes", ("availability", "controlled_schedule")]}),
    ("Generic available", {"fields": [("generic_available", "generic_as_of"), "generic_markets", "generic_sources"]}),
    ("Footnote under the side effects", {"fields": ["look_alike_footnote"]}),
    ("Sources of the whole page", {"fields": ["whole_page_sources"]}),
]
SHOWN_AS_TEXT = {"dosage_forms": "dosage_forms_text", "routes": "routes_text", "generic_markets": "generic_markets_text"}


@admin.register(Medication)
class MedicationAdmin(DocumentAdmin):
    kind = DocumentKind.MEDICATION
    form = MedicationForm
    inlines = [
        rows.BrandNameRows,
        rows.UseRows,
        rows.StatementRows,
        rows.SectionRows,
        rows.LeadSentenceRows,
        rows.SideEffectRows,
        rows.ExternalCodeRows,
    ]
    list_display = ("generic_name",)
    search_fields = ["generic_name", "brand_names__name"]
    search_help_text = "Search by chemical name or brand name"
    autocomplete_fields = ["drug_class", "generic_sources", "whole_page_sources"]
    prepopulated_on_add = {"slug": ("generic_name",)}

    def get_fieldsets(self, request, obj=None):
        """Lists of choices read as words where they cannot be edited."""
        if obj is None or self.has_change_permission(request, obj):
            return FIELDSETS
        return [
            (
                heading,
                {"fields": [SHOWN_AS_TEXT.get(name, name) if isinstance(name, str) else name for name in options["fields"]]},
            )
            for heading, options in FIELDSETS
        ]

    @admin.display(description="dosage forms")
    def dosage_forms_text(self, row):
        return ", ".join(DosageForm(form).label for form in row.dosage_forms)

    @admin.display(description="how it is taken")
    def routes_text(self, row):
        return ", ".join(Route(route).label for route in row.routes)

    @admin.display(description="where")
    def generic_markets_text(self, row):
        return ", ".join(MARKETS[market] for market in row.generic_markets)
