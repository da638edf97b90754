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
            "availability": "Can it be bought without one?",
            "controlled_schedule": "Only where US law controls it, such as IV. Left empty: it is not controlled.",
            "generic_available": "Can the same medicine be bought without a brand name?",
            "generic_as_of": "When this was true: 2025, 2025-01 or 2025-01-13. Such facts go stale.",
            "look_alike_footnote": "Printed once below the side effects, after a *. Tick “Like MS” at those it is about.",
            "whole_page_sources": "Sources that stand for everything on the page that cites nothing closer.",
        }
