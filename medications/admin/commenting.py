"""Comments on the desk: boxes on the page that is approved, those that are open, the screen with all of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone

from medications.actions import comments
from medications.actions.comment_threads import REMOVED, Thread, all_threads, open_threads
from medications.actions.comments import CannotComment, Remark
from medications.admin.anchors import Anchors
from medications.admin.numbers import number_in
from medications.content.commenting import LONGEST, WHOLE
from medications.errors import NotAllowed
from medications.models import ReviewComment, Revision
from medications.projections.comment_boxes import CommentBox, PieceWithBox, typed, with_boxes
from medications.projections.page_parts import page_pieces, parts_of
from medications.projections.suppressed import kept_from

BACK_TO = {"approve", "comments", "publish"}
NOTHING_TYPED = "Nothing was typed into a comment box, so nothing was sent."


@dataclass(frozen=True)
class OpenComment:
    """A comment as the form shows it: with a link to the box it is about, and where it is settled and answered."""

    thread: Thread
    href: str
    settle_url: str
    answer_url: str


class AnswerForm(forms.Form):
    text = forms.CharField(
        label="Your answer", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3, "class": "comment-box__field"})
    )


def open_comments(model_admin, row, newest: Revision, user, anchors: Anchors) -> list[OpenComment]:
    return [
        OpenComment(
            thread,
            anchors.of(thread.place.field, thread.place.row) if thread.place else "",
            model_admin.screen_url("resolve_comment", row, thread.comment.pk) if thread.may_resolve else "",
            f"{model_admin.screen_url('comments', row)}#comment-{thread.comment.pk}",
        )
        for thread in open_threads(newest, user)
    ]


def page_with_boxes(newest: Revision, html: str, filled: Iterable[CommentBox], said: list[OpenComment]) -> list[PieceWithBox]:
    """The page as readers would see it, each part followed by what was said on it and a box to say more."""
    by_place: dict[str | None, list[OpenComment]] = {}
    for each in said:
        by_place.setdefault(each.thread.place.key if each.thread.place else None, []).append(each)
    return with_boxes(page_pieces(newest.record, html), filled, by_place)


def send(request, read: Revision, newest: Revision) -> list[CommentBox]:
    """Sends what was typed into the boxes, and says so. Returns those that could not be sent, as they were typed.

    Those of a version that was replaced meanwhile as one: its places may be others now.
    """
    boxes = typed(parts_of(read.record), request.POST)
    if not boxes:
        if "send" in request.POST:
            messages.warning(request, NOTHING_TYPED)
        return []
    if any(box.error for box in boxes):
        return _carried(boxes, read, newest)
    try:
        remarks = [Remark(box.place, box.text) for box in boxes]
        comments.comment_each(revision=read, remarks=remarks, by=request.user, now=timezone.now())
    except (CannotComment, NotAllowed) as error:
        return _carried([replace(box, error=str(error)) for box in boxes], read, newest)
    messages.success(request, "Your comment was sent." if len(boxes) == 1 else f"Your {len(boxes)} comments were sent.")
    return []


def _carried(boxes: list[CommentBox], read: Revision, newest: Revision) -> list[CommentBox]:
    if read.pk == newest.pk:
        return boxes
    labels = {place.key: place.label for box in boxes for place in box.part.places}
    text = "\n\n".join(f"{labels.get(box.place, box.part.heading)}: {box.text}" for box in boxes)
    error = " ".join(dict.fromkeys(box.error for box in boxes if box.error))
    return [CommentBox(parts_of(newest.record)[-1], WHOLE, text, f"The draft has changed since. {error}")]


def view(model_admin, request, row):
    """All comments, open and settled, and the answer that somebody gives."""
    newest = row.document.revisions.order_by("-number").first()
    form, answered = None, None
    if request.method == "POST":
        number = number_in(request.POST.get("reply_to", ""))
        answered = get_object_or_404(ReviewComment, pk=number, revision__document=row.document)
        form = AnswerForm(request.POST, auto_id=f"id_%s_{answered.pk}")
    if form is not None and form.is_valid():
        try:
            text, now = form.cleaned_data["text"], timezone.now()
            comments.comment(revision=newest, place="", text=text, by=request.user, now=now, reply_to=answered)
            model_admin.message_user(request, "Your answer was sent.", messages.SUCCESS)
            first = answered.reply_to_id or answered.pk
            return HttpResponseRedirect(f"{model_admin.screen_url('comments', row)}#comment-{first}")
        except NotAllowed as error:
            raise PermissionDenied(str(error)) from error
        except CannotComment as error:
            form.add_error("text", str(error))
    anchors = Anchors(model_admin, request, row, newest.record, form=model_admin.form_url(row))
    refused = {answered.reply_to_id or answered.pk: form} if answered else {}
    shown = [_shown(model_admin, row, thread, anchors, refused) for thread in all_threads(newest, request.user)]
    context = {"shown": shown, "newest": newest, "approve_url": model_admin.screen_url("approve", row), "errors": answered}
    return model_admin.render_screen(request, "comments.html", row, title=f"Comments: {row}", **context)


def resolve(model_admin, request, row, comment_id: int):
    """Settles one comment."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    comment = get_object_or_404(ReviewComment, pk=comment_id, revision__document=row.document, reply_to=None)
    try:
        comments.resolve(comment=comment, by=request.user, now=timezone.now())
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    where = REMOVED if kept_from(request.user, comment.revision) else comment.place_label
    model_admin.message_user(request, f"Settled: the comment of {comment.by_name} on {where}.", messages.SUCCESS)
    back = request.POST.get("back", "")
    return HttpResponseRedirect(model_admin.screen_url(back if back in BACK_TO else "change", row))


def _shown(model_admin, row, thread: Thread, anchors: Anchors, refused: dict[int, AnswerForm]):
    """A comment with the form to answer it; the form that was refused, where it was sent."""
    comment = thread.comment
    settle_url = model_admin.screen_url("resolve_comment", row, comment.pk) if thread.may_resolve else ""
    href = anchors.of(thread.place.field, thread.place.row) if thread.place and not comment.resolved_at else ""
    answer = refused.get(comment.pk) or AnswerForm(auto_id=f"id_%s_{comment.pk}")
    is_settled = comment.resolved_at and comment.pk not in refused
    return OpenComment(thread, href, settle_url, ""), None if is_settled else answer


SCREENS = [
    ("comments", "comments/", view),
    ("resolve_comment", "comments/<int:comment_id>/resolve/", resolve),
]
