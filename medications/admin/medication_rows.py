"""The rows of a medication's form, in the order of the page."""

from medications.admin.forms import RowForm
from medications.admin.inlines import BlockRows, TableRows
from medications.admin.widgets import TextBox
from medications.models import BrandName, ExternalCode, LeadSentence, MedicationUse, Section, SideEffectRow, Statement

FEW_LINES = TextBox(2)
HOW_TO_CITE = "Cite a source by its code: [@code] or [@code, p. 12]."
PLACE = "Smaller numbers come first. Left empty: last."


class BrandNameForm(RowForm):
    class Meta:
        labels = {"market": "Country"}


class BrandNameRows(TableRows):
    model = BrandName
    form = BrandNameForm
    under = "Names"
    about = "One row for each name and country, since a name may be sold here and gone there."


class UseForm(RowForm):
    class Meta:
        labels = {"status": "Approval", "primary": "Primary use", "qualifier": "In brackets"}
        help_texts = {
            "position": PLACE,
            "symptom": "Type a few letters, of another name too. Use + to add one that is missing.",
            "primary": "One of the main reasons it is given in MS.",
            "status": "Off-label: doctors use it for this, but the authority has not approved it for this.",
            "qualifier": "Printed in brackets after the symptom, such as “muscle spasms”.",
            "note": "A sentence printed below the use. No Markdown.",
            "sources": "Type title, author, code, DOI or year.",
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
        help_texts = {"text": ""}
        widgets = {"text": TextBox(3)}


class StatementRows(TableRows):
    model = Statement
    form = StatementForm
    under = "Generic available"
    about = (
        "What a reader must know first, in one or two short sentences each. “Stopping” and “Missed dose” get a box of their own "
        f"at the top of the page. {HOW_TO_CITE}"
    )
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
    about = "The text of the page, part by part. The kind says what a part is about; its heading may say it in other words."
    fields = [("position", "kind", "heading"), "boxed", "body"]


class LeadSentenceForm(RowForm):
    class Meta:
        help_texts = {"text": ""}
        widgets = {"text": FEW_LINES}


class LeadSentenceRows(TableRows):
    model = LeadSentence
    form = LeadSentenceForm
    under = "Generic available"
    about = "Printed above each group of side effects: what to do about them. “When” matters for emergencies only."
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
        "One for each side effect as it is printed, in the order of the page. “Means” links it to the word that filters and "
        "searches know; a few letters of any of its names find it. "
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
    about = "Numbers by which hospitals and partner sites know the medicine, such as RxNorm 2598. Readers hardly need them."
    verbose_name = "code in another system"
    verbose_name_plural = "codes in other systems"
