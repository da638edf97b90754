""" "Where this page stands": what the panel above a Document's form shows. Reads only; the rules are in actions and content."""

from django.utils import timezone

from medications.actions import reviews
from medications.actions.blockers import publish_blockers
from medications.actions.decision_words import how_it_came
from medications.actions.needed_approval import needed_approval
from medications.actions.states import standing_of
from medications.admin import correcting
from medications.admin.anchors import Anchors
from medications.admin.ask_review import asked_of
from medications.admin.commenting import open_comments
from medications.admin.reason_lines import Line, grouped_lines, reason_lines
from medications.admin.taken_down_part import taken_down_part
from medications.admin.what_changes import BY_WHOM
from medications.content.warnings import warnings
from medications.models import Document, IndexRow
from medications.permissions import Act, may
from medications.projections import addresses


def panel(model_admin, request, row) -> dict:
    document, user = row.document, request.user
    standing = standing_of(document)
    approve_url = model_admin.screen_url("approve", row)
    anchors = Anchors(model_admin, request, row, standing.newest.record, approval=approve_url)
    waits = standing.waits
    needed = needed_approval(standing.newest)
    warned = warnings(standing.newest.record)
    return {
        "standing": standing,
        "public_url": public_url(document),
        "taken_down": taken_down_part(model_admin, user, row, standing),
        "today": timezone.localdate(),
        "blockers": reason_lines(publish_blockers(standing.newest), anchors) if waits else [],
        "warning_count": len(warned),
        "warnings": grouped_lines(warned, anchors),
        "findings": [
            Line(finding.message, anchors.of(finding.field), model_admin.screen_url("settle", row, finding.pk))
            for finding in document.findings.filter(settled_at=None)
        ],
        "comments": open_comments(model_admin, row, standing.newest, user, anchors),
        "comments_url": model_admin.screen_url("comments", row),
        "changes_wanted": standing.objection,
        "asked": asked_of(model_admin, request, row, standing),
        "ask_url": model_admin.screen_url("ask_review", row) if may(user, Act.EDIT) and not standing.is_archived else "",
        "reviewed_url": model_admin.screen_url("reviewed", row) if may(user, Act.REVIEW) and standing.is_live else "",
        "corrections": correcting.panel_part(model_admin, user, row, standing),
        "preview_url": model_admin.screen_url("preview", row),
        "may_edit": may(user, Act.EDIT),
        "waits": waits,
        "may_decide": reviews.may_decide(user, needed.need) and not standing.is_archived,
        "by_whom": BY_WHOM[needed.need] if waits else "",
        "approve_url": approve_url,
        "invite_url": model_admin.screen_url("invite", row) if may(user, Act.EDIT) and not standing.is_archived else "",
        "letter_url": model_admin.screen_url("written_approval", row) if may(user, Act.EDIT) and standing.waits else "",
        "approval_came": how_it_came(standing.approval) if standing.approval else "",
        "publish_url": model_admin.screen_url("publish", row) if may(user, Act.PUBLISH) and waits else "",
    }


def public_url(document: Document) -> str:
    """Path of the public page, if there is one now."""
    live = IndexRow.objects.filter(document=document).values_list("kind", "slug").first()
    return addresses.path(*live) if live else ""
