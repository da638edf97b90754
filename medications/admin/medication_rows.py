"""The rows of a medication's form, in the order of the page."""

from medications.admin.forms import RowForm
from medications.admin.inlines import BlockRows, TableRows
from medications.admin.widgets import TextBox
from medications.models import BrandName, ExternalCode, LeadSentence, MedicationUse, Section, SideEffectRow, Statement

FEW_LINES = TextBox(2)
HOW_TO_CITE = "Cite a source by its code: [@code] or [@code, p. 12]."


class BrandNameRows(TableRows):
    model = BrandName
    under = "Names"


class UseForm(RowForm):
    class Meta:
        labels = {"status": "Approval", "primary": "Primary use", "qualifier": "In brackets"}
        help_texts = {
            "position": "Smaller numbers come first. Left empty: last.",
            "qualifier": "Printed in brackets after the symptom, such as “muscle spasms”.",
            "note": "Plain text, printed below the use.",
        }
        widgets = {"note": FEW_LINES}


class UseRows(BlockRows):
    model = MedicationUse
    form = UseForm
    under = "What it is"
    fields = [("position", "symptom", "primary"), ("status", "qualifier"), ("note", "sources")]
    autocomplete_fields = ["symptom", "sources"]
    prefetch = ("sources",)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("symptom")


class StatementForm(RowForm):
    cited = one_line = ("text",)

    class Meta:
        help_texts = {"text": f"One or two short sentences. {HOW_TO_CITE}"}
        widgets = {"text": TextBox(3)}


class StatementRows(TableRows):
    model = Statement
    form = StatementForm
    under = "Generic available"
    fields = ["position", "kind", "text"]


class SectionForm(RowForm):
    cited = ("body",)

    class Meta:
        labels = {"body": "Text", "boxed": "Boxed warning"}
        help_texts = {
            "body": f"An empty line starts a new paragraph; a line that begins with - is a list item; **bold**. {HOW_TO_CITE}",
            "boxed": "The official label prints this as a boxed warning. It comes first on the page.",
        }
        widgets = {"body": TextBox(12)}


class SectionRows(BlockRows):
    model = Section
    form = SectionForm
    under = "Generic available"
    fields = [("position", "kind", "heading"), "boxed", "body"]


class LeadSentenceForm(RowForm):
    class Meta:
        help_texts = {"text": "What to do about the side effects of this group."}
        widgets = {"text": FEW_LINES}


class LeadSentenceRows(TableRows):
    model = LeadSentence
    form = LeadSentenceForm
    under = "Generic available"
    fields = ["group", "when", "text"]


class SideEffectForm(RowForm):
    class Meta:
        labels = {
            "wording": "As printed",
            "terms": "Means",
            "qualifier": "In brackets",
            "look_alike": "Like MS (*)",
            "affected": "Had it",
            "of": "of",
            "placebo_affected": "On placebo",
            "placebo_of": "of",
        }
        help_texts = {"wording": "", "qualifier": ""}


class SideEffectRows(BlockRows):
    model = SideEffectRow
    form = SideEffectForm
    under = "Generic available"
    classes = ("desk-rows", "desk-rows--compact")
    leads_to = "wording"
    about = (
        "One for each side effect as it is printed. “Means” links it to the word that filters and searches know. "
        "“Like MS” puts a * after it: it may be mistaken for MS. "
        "How often it happened, if a source says so: 9 of 100 people had it; on placebo 4 of 100."
    )
    fields = [
        ("position", "group", "when", "wording", "qualifier", "look_alike"),
        ("terms", "sources", "affected", "of", "placebo_affected", "placebo_of"),
    ]
    autocomplete_fields = ["terms", "sources"]
    prefetch = ("terms", "sources")


class ExternalCodeRows(TableRows):
    model = ExternalCode
    verbose_name = "code in another system"
    verbose_name_plural = "codes in other systems"
