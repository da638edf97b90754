"""What a preview link opens: one version as a whole page, to read. No account, no session, no form, nothing of other pages.

Headers that keep the address to whoever has it are set for everything under /preview/ by msportal/headers.py. What is refused
is answered without the database: nobody is kept from trying, since trying costs nothing and a signature cannot be guessed.
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from medications.actions import preview_links, reviews
from medications.actions.preview_links import State
from medications.models import PreviewLink, Publication
from medications.projections import identity, wording
from medications.projections.whole_page import Banner, whole_page


@require_safe
def page(request, token: str):
    given = preview_links.given_by(token, timezone.now())
    if given is None:
        return render(request, "preview/unknown.html", status=404)
    if given.state != State.OPEN:
        return render(request, "preview/over.html", status=410)
    revision = given.link.revision
    publication = Publication.objects.filter(document=revision.document_id).select_related("revision").first()
    return HttpResponse(whole_page(revision, publication, banner(given.link, publication)))


def banner(link: PreviewLink, publication: Publication | None) -> Banner:
    """What the holder must know before reading. A newer draft is not spoken of: that is for staff to know."""
    lines = (_what_it_is(link, publication), f"This link ends on {wording.day(timezone.localdate(link.expires_at))}.")
    if publication is None or publication.withdrawal_id:
        return Banner(lines)
    return Banner(lines, identity.path(publication.revision.record))


def _what_it_is(link: PreviewLink, publication: Publication | None) -> str:
    revision, withdrawn = link.revision, bool(publication and publication.withdrawal_id)
    if publication and publication.revision.digest == revision.digest:
        now = "was withdrawn. Do not act on it." if withdrawn else "is public now."
        return f"Preview for {link.purpose}. This text {now}"
    if publication and publication.revision.number > revision.number:
        return f"Old draft for {link.purpose}. Another text has become public since. Do not act on it."
    yet = "Not public" if reviews.valid_approval(revision) else "Not approved, not public"
    return f"Draft for {link.purpose}. {yet}. Do not act on it."
