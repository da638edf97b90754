from medications.admin.forms import DocumentForm
from medications.admin.widgets import choice_boxes
from medications.content.choices import MARKETS, DosageForm, Route
from medications.models import Medication


class MedicationForm(DocumentForm):
    dosage_forms = choice_boxes("Dosage forms", DosageForm.choices)
    routes = choice_boxes("How it is taken", Route.choices)
    generic_markets = choice_boxes("Where", MARKETS.items(), help_text="Countries in which a generic can be bought.")

    class Meta:
        model = Medication
        exclude = ()
        labels = {
            "slug": "Web address",
            "availability": "Prescription",
            "controlled_schedule": "Controlled-substance schedule (US)",
            "generic_available": "Generic available",
            "generic_as_of": "As of",
            "generic_sources": "Sources for this",
            "look_alike_footnote": "Footnote on look-alikes",
            "whole_page_sources": "Sources of the whole page",
        }
        help_texts = {
            "generic_name": "As readers know it, such as baclofen. Small letters unless it is a name.",
            "pronunciation": "In plain letters, such as BAK-loe-fen.",
            "slug": "The last part of the page’s address, such as baclofen. The old one leads to the new one if you change it.",
            "drug_class": "Type a few letters to find it. Use + to add one that is missing.",
            "generic_as_of": "When this was true: 2025, 2025-01 or 2025-01-13. Such facts go stale.",
            "look_alike_footnote": "Printed after a * below the side effects, where one of them may be mistaken for MS.",
            "whole_page_sources": "Sources that stand for everything on the page that cites nothing closer.",
        }
