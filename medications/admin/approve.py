"""Approving: a clinical reviewer, or a second person where that is enough, reads the newest version and decides."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from medications.actions import reviews
from medications.actions.blockers import publish_blockers
from medications.actions.published_along import unpublished_terms
from medications.actions.states import standing_of
from medications.admin import commenting
from medications.admin.anchors import Anchors
from medications.admin.ask_review import asked_of
from medications.admin.reason_lines import grouped_lines, reason_lines
from medications.admin.what_changes import what_changes
from medications.admin.widgets import TextBox
from medications.content.warnings import warnings
from medications.errors import CannotApprove, NotAllowed
from medications.models import ReviewDecision, Revision
from medications.permissions import Act, may
from medications.projections import addresses, identity
from medications.projections.preview import as_fields, preview

SETTLED_BY_APPROVING = {"no_approval", "already_public", "changes_wanted"}
CHANGED = "The draft has changed since you opened it. Read the new version first."


@dataclass(frozen=True)
class Along:
    """A term that becomes public under the same approval, as readers will see it."""

    title: str
    kind: str
    html: str


class ApproveForm(forms.Form):
    digest = forms.CharField(widget=forms.HiddenInput)
    whole_record = forms.BooleanField(
        label="I have read the whole page",
        required=False,
        help_text="Sets the date “last reviewed” once the page is published. Leave it empty if you only looked at changes.",
    )
    comment = forms.CharField(
        label="Comment",
        required=False,
        widget=TextBox(4),
        help_text="For staff. If you want changes, say here which.",
    )
    decision = forms.ChoiceField(choices=ReviewDecision.choices, widget=forms.HiddenInput)


def view(model_admin, request, row):
    newest = row.document.revisions.order_by("-number").first()
    read = _version_read(row, request.POST.get("digest", "")) or newest
    filled = commenting.send(request, read, newest) if request.method == "POST" else []
    decides = request.method == "POST" and "send" not in request.POST and not filled
    form = _form(request, newest, decides=decides)
    if decides and form.is_valid():
        try:
            return model_admin.back_to_form(request, row, _decide(row, request.user, form.cleaned_data))
        except NotAllowed as error:
            raise PermissionDenied(str(error)) from error
        except CannotApprove as error:
            form.add_error(None, str(error))
    anchors = Anchors(model_admin, request, row, newest.record, form=model_admin.form_url(row))
    context = _to_read(newest, request.user, anchors)
    said = commenting.open_comments(model_admin, row, newest, request.user, anchors)
    context |= {
        "pieces": commenting.page_with_boxes(newest, context.pop("page"), filled, said),
        "open_comments": said,
        "not_sent": filled,
        "asked": asked_of(model_admin, request, row, context["standing"]),
    }
    if may(request.user, Act.EDIT):
        context["invite_url"] = model_admin.screen_url("invite", row)
    return model_admin.render_screen(request, "approve.html", row, title=f"Approve: {row}", form=form, **context)


def _form(request, newest: Revision, *, decides: bool) -> ApproveForm:
    """With what was typed, also where only comments were sent; the digest is that of what is shown now."""
    typed = {name: request.POST[name] for name in ("whole_record", "comment") if name in request.POST}
    form = ApproveForm(request.POST if decides else None, initial={**typed, "digest": newest.digest})
    if not may(request.user, Act.REVIEW):
        del form.fields["whole_record"]
    return form


def _to_read(newest: Revision, user, anchors: Anchors) -> dict:
    """The page, and what to keep in mind when reading it."""
    standing, changes = standing_of(newest.document), what_changes(newest)
    blockers = [reason for reason in publish_blockers(newest) if reason.code not in SETTLED_BY_APPROVING]
    warned = warnings(newest.record)
    return {
        "newest": newest,
        "standing": standing,
        "page": preview(newest, standing.publication),
        "has_page": newest.document.kind in addresses.PATHS,
        "along": [
            Along(identity.title(term.record), term.record.kind, as_fields(term.record)) for term in unpublished_terms(newest)
        ],
        "blockers": reason_lines(blockers, anchors),
        "warnings": grouped_lines(warned, anchors),
        "warning_count": len(warned),
        "changes": changes,
        "may_decide": reviews.may_decide(user, changes.needed.need),
        "is_reviewer": may(user, Act.REVIEW),
        "own_work": user.pk in reviews.authors_since_live(newest),
    }


def _decide(row, by, values: dict) -> str:
    """Records the decision on the version that was read, which the digest names. Returns what to say."""
    read = _version_read(row, values["digest"])
    if read is None:
        raise CannotApprove(CHANGED)
    if values["decision"] == ReviewDecision.CHANGES_WANTED:
        reviews.want_changes(revision=read, by=by, now=timezone.now(), comment=values["comment"])
        return f"{row}: you have asked for changes to version {read.number}."
    reviews.approve(
        revision=read, by=by, now=timezone.now(), whole_record=values.get("whole_record", False), comment=values["comment"]
    )
    missing = publish_blockers(read)
    then = "A publisher can publish it now."
    if missing:
        then = (
            f"It cannot be published yet; {len(missing)} other thing{' is' if len(missing) == 1 else 's are'} missing, see below."
        )
    return f"{row}: you have approved version {read.number}. {then}"


def _version_read(row, digest: str) -> Revision | None:
    return Revision.objects.filter(document=row.document, digest=digest).order_by("-number").first()
