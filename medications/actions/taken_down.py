"""What a withdrawal or a suppression stands against: why a text cannot become public, and which public pages name a Document."""

from medications.content.checks import Reason
from medications.models import Document, Publication, Revision, RevisionTerm
from medications.projections import identity
from medications.projections.suppressed import any_suppressed

WITHDRAWN = "This page is withdrawn. It does not come back by publishing: put it back first, as it was or with this text."
REMOVED = "Exactly this text was public once and was removed. It is never published again; change what was wrong with it."


def reasons(together: list[Revision], live: Publication | None, *, putting_back: bool = False) -> list[Reason]:
    """Why these, a page and the terms that come along with it, cannot become public, as far as something was taken down."""
    found = [Reason("withdrawn", "", WITHDRAWN)] if live and live.withdrawal_id and not putting_back else []
    if any_suppressed(together):
        found.append(Reason("suppressed", "", REMOVED))
    return [*found, *withdrawn_terms(together)]


def withdrawn_terms(together: list[Revision]) -> list[Reason]:
    """Nothing public names what is withdrawn: readers would be led to a page that was taken down."""
    down = RevisionTerm.objects.filter(revision__in=together, term__publication__withdrawal__isnull=False)
    names = sorted({identity.title(each.term_revision.record) for each in down.select_related("term_revision")})
    if not names:
        return []
    message = f"It names what is withdrawn: {', '.join(names)}. Put that back first, or save the page without it."
    return [Reason("names_withdrawn", "", message)]


def live_pages_naming(document: Document) -> list[str]:
    """Titles of the public pages and terms that name this Document."""
    naming = Publication.objects.live().filter(revision__terms__term=document).exclude(document=document)
    return sorted({identity.title(each.revision.record) for each in naming.select_related("revision")})
