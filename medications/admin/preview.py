"""A version as the page that readers would get, at the widths of a phone and of a desk; each width is a frame of its own."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from medications.admin.numbers import version_in
from medications.delivery.framing import Framing, framable
from medications.models import Publication, Revision
from medications.permissions import Act, may
from medications.projections import wording
from medications.projections.suppressed import kept_from
from medications.projections.whole_page import Banner, whole_page


def view(model_admin, request, row):
    revision = chosen(row, request.GET.get("version", ""))
    context = {
        "shown": revision,
        "versions": row.document.revisions.defer("content"),
        "page_url": model_admin.screen_url("preview_page", row, revision.number),
        "is_removed": kept_from(request.user, revision) is not None,
        "is_nav_sidebar_enabled": False,  # the wider frame needs the room
    }
    if may(request.user, Act.EDIT):
        context["links_url"] = model_admin.screen_url("preview_links", row) + f"?version={revision.number}"
    return model_admin.render_screen(request, "preview.html", row, title=f"Preview: {row}", **context)


@framable(Framing.BY_OURSELVES)
def page(model_admin, request, row, number: int):
    """What stands in the frames."""
    revision = row.document.revisions.filter(number=number).first()
    if revision is None:
        raise Http404
    if kept_from(request.user, revision):
        return render(request, "preview/removed.html", status=410)
    publication = Publication.objects.filter(document=row.document).select_related("revision").first()
    return HttpResponse(whole_page(revision, publication, _banner(revision, publication), new_tab=True))


def chosen(row, number: str) -> Revision:
    """The version of that number; the newest, if none is given. Raises Http404."""
    versions = row.document.revisions.order_by("-number")
    if number:
        versions = versions.filter(number=version_in(number))
    found = versions.first()
    if found is None:
        raise Http404
    return found


def _banner(revision: Revision, publication: Publication | None) -> Banner:
    by = f" by {revision.by_name}" if revision.by_name else ""
    what = f"Preview of version {revision.number}, saved on {wording.day(revision.created_at)}{by}."
    if publication is None or publication.revision.digest != revision.digest:
        return Banner((what, "Readers do not see this version."))
    return Banner((what, "This text was withdrawn." if publication.withdrawal_id else "This text is public now."))
