"""A version that may not be public as a whole page, from its header to its footer, with the templates and styles readers get."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from medications.models import Publication, Revision
from medications.projections import index, inner_links
from medications.projections.memory import Memory
from medications.projections.preview import as_fields
from medications.projections.reader_pages import PAGES
from medications.projections.trusted import trusted


@dataclass(frozen=True)
class Banner:
    """What stands over a previewed page: sentences, and a way to what is public now, if anything is."""

    lines: tuple[str, ...]
    public_url: str = ""


def whole_page(revision: Revision, publication: Publication | None, banner: Banner, *, new_tab: bool = False) -> SafeString:
    """`publication` is that of its Document, if there is one. With `new_tab` links leave the frame that the page stands in."""
    memory, today = Memory(), timezone.localdate()
    row = index.build(_as_published(revision, publication)).row
    if row.kind in PAGES:
        template, shown = PAGES[row.kind]
        context = shown(row, memory, today)
    else:
        template, context = "pages/record.html", {"row": row, "fields": trusted(as_fields(revision.record))}
    context |= {"profile": memory.profile, "today": today, "layout": "preview/base.html", "banner": banner}
    return trusted(inner_links.mended(render_to_string(template, context), new_tab=new_tab))


def _as_published(revision: Revision, publication: Publication | None) -> Publication:
    """What stands behind it if it is public; else what publishing it today would make, not saved."""
    if publication and publication.revision.digest == revision.digest:
        return publication
    return Publication(
        document_id=revision.document_id,
        revision=revision,
        number=publication.number + 1 if publication else 1,
        basis="",
        role="",
        last_updated=timezone.localdate(),
        last_reviewed=publication.last_reviewed if publication else None,
        review_due=publication.review_due if publication else None,
    )
