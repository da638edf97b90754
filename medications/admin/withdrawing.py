"""Withdrawing a page: how its addresses answer from then on, why, and what to read instead; seen before it is done, if wanted."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone

from medications.accounts.gate import require_fresh_sign_in
from medications.actions import withdrawals
from medications.actions.taken_down import live_pages_naming
from medications.actions.withdrawals import CannotWithdraw
from medications.admin.widgets import TextBox
from medications.models import Document, IndexRow, Publication, WithdrawalKind
from medications.permissions import Act, may
from medications.projections import addresses, withdrawn

KINDS = [
    (WithdrawalKind.BANNER, "Keep it readable, under a banner that says it is withdrawn and why"),
    (WithdrawalKind.MOVED, "Lead its address to another page"),
    (WithdrawalKind.GONE, "Take the text away; its address says that it is gone and why"),
]
LONGEST = 2_000


class WithdrawForm(forms.Form):
    kind = forms.ChoiceField(label="What do readers find at its address?", choices=KINDS, widget=forms.RadioSelect)
    explanation = forms.CharField(
        label="Why",
        max_length=LONGEST,
        widget=TextBox(4),
        help_text="Read by everyone, at its address, under “What changed” and by partner sites. One or two plain sentences: "
        "why, and what to do instead.",
    )
    replacement = forms.ChoiceField(
        label="Read instead",
        required=False,
        help_text="A page that is public now. Needed if the address leads to it; otherwise readers are pointed to it.",
    )

    def __init__(self, *args, document: Document, has_page: bool, **kwargs):
        super().__init__(*args, **kwargs)
        rows = IndexRow.objects.filter(kind=document.kind).exclude(document=document).order_by("sort_key", "document")
        named = [(str(pk), title) for pk, title in rows.values_list("document", "title")]
        self.fields["replacement"].choices = [("", "– no page –"), *named]
        if not has_page:
            self.fields["kind"].choices = [(WithdrawalKind.GONE, "It is gone: partner sites are told so and why")]
            self.initial.setdefault("kind", WithdrawalKind.GONE)

    def clean_replacement(self) -> Document | None:
        chosen = self.cleaned_data["replacement"]
        return Document.objects.get(pk=chosen) if chosen else None


def _now(publication: Publication | None) -> dict:
    """How it is withdrawn already: whoever mends a word of the explanation need not type all of it again."""
    stands = publication.withdrawal if publication else None
    if stands is None:
        return {}
    return {"kind": stands.kind, "explanation": stands.explanation, "replacement": str(stands.replacement_id or "")}


def view(model_admin, request, row):
    if not may(request.user, Act.PUBLISH):
        raise PermissionDenied
    require_fresh_sign_in(request)
    document = row.document
    publication = Publication.objects.filter(document=document).select_related("revision", "withdrawal").first()
    has_page = bool(addresses.path(document.kind, "x"))
    data = request.POST if request.method == "POST" else None
    form = WithdrawForm(data, document=document, has_page=has_page, initial=_now(publication))
    shown = None
    if request.method == "POST" and form.is_valid():
        if "look" in request.POST:
            shown = form.cleaned_data
        else:
            try:
                withdrawals.withdraw(document=document, by=request.user, now=timezone.now(), **form.cleaned_data)
                model_admin.message_user(request, f"{row} is withdrawn.")
                return redirect(model_admin.screen_url("read_back", row))
            except CannotWithdraw as error:
                form.add_error(error.field or None, str(error))
    return model_admin.render_screen(
        request,
        "withdraw.html",
        row,
        title=f"Withdraw: {row}",
        form=form,
        publication=publication,
        standing=withdrawn.of_document(document),
        naming=live_pages_naming(document) if publication else [],
        has_page=has_page,
        shown=shown,
        today=timezone.localdate(),
        replacement=_named(shown["replacement"]) if shown else None,
    )


def _named(document: Document | None) -> tuple[str, str] | None:
    """Title and path of a page that is public."""
    row = IndexRow.objects.filter(document=document).values_list("title", "kind", "slug").first() if document else None
    return (row[0], addresses.path(row[1], row[2])) if row else None
