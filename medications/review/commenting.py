"""Comments of an outside reviewer: sent before the decision or with it. They do not use the link up."""

from dataclasses import dataclass, field, replace

from django.utils import timezone

from medications.actions import comments
from medications.actions.comments import CannotComment, Remark
from medications.models import ReviewInvitation
from medications.projections.comment_boxes import CommentBox, typed
from medications.projections.page_parts import parts_of
from medications.review.forms import DecisionForm

NOTHING_TYPED = "Nothing was sent: first write your comment into the box."


@dataclass(frozen=True)
class Sent:
    """What became of what was typed into the boxes: how many comments were sent, and the boxes of those that were not.

    `typed` is what stands in the form of the decision, where that was not sent.
    """

    count: int = 0
    refused: tuple[CommentBox, ...] = ()
    message: str = ""
    typed: dict = field(default_factory=dict)


def send(request, token: str, invitation: ReviewInvitation) -> Sent:
    """All of them, or none. Raises LinkIsOver."""
    if request.method != "POST":
        return Sent()
    decision = {name: request.POST[name] for name in DecisionForm.base_fields if name in request.POST}
    boxes = typed(parts_of(invitation.revision.record), request.POST)
    if not boxes:
        return Sent(message=NOTHING_TYPED if "send" in request.POST else "", typed=decision)
    if any(box.error for box in boxes):
        return Sent(refused=tuple(boxes), typed=decision)
    try:
        remarks = [Remark(box.place, box.text) for box in boxes]
        return Sent(len(comments.comment_by_link(token=token, remarks=remarks, now=timezone.now())), typed=decision)
    except CannotComment as error:
        return Sent(refused=tuple(replace(box, error=str(error)) for box in boxes), typed=decision)
