"""What programs read: Atom feeds, the sitemap, and what search engines may look at."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from medications.content import atom, sitemap
from medications.content.choices import DocumentKind
from medications.delivery.caching import cache_control
from medications.projections import addresses, atom_feeds, site_map
from medications.projections.memory import Memory
from medications.projections.modified import last_modified
from medications.public import withdrawn
from medications.public.addressing import at_its_address, leads_on, moved

# Nothing for a search engine: parts for staff, keys, and lists in every combination of filters. Addresses of the old site, which
# have a query too, are to be asked for: they lead on. Some programs take "/changes/?" for "/changes/", so parameters are named.
ROBOTS = """\
User-agent: *
Disallow: /admin/
Disallow: /accounts/
Disallow: /review/
Disallow: /preview/
Disallow: /csp-reports/
Disallow: /medications/*?
Disallow: /side-effects/?q=
Disallow: /could-it-be-my-ms/?medication=
Disallow: /could-it-be-my-ms/?symptom=
Disallow: /changes/?before=
Disallow: /changes/?pages=
Disallow: /changes/?since=
Disallow: /suggestions/

Sitemap: {}
"""


@require_safe
def changes_feed(request):
    memory = Memory()
    return _data(atom_feeds.site_feed(memory), atom.CONTENT_TYPE, memory)


def _feed_of_withdrawn(request, found: withdrawn.Withdrawn, memory, slug: str):
    """As its page: the feed where the text is still to be read, that of another symptom, or why it is gone."""
    if found.moved_to:
        is_symptom = found.moved_to.kind == DocumentKind.SYMPTOM
        return moved(found.moved_to.path + (atom_feeds.OF_A_SYMPTOM if is_symptom else ""))
    if not found.stays_readable:
        return withdrawn.page_of(request, found, memory, slug)
    if slug != found.slug:
        return leads_on(request, addresses.path(DocumentKind.SYMPTOM, slug), found.path)
    return _data(atom_feeds.symptom_feed(found.document_id, found.title, found.path, memory), atom.CONTENT_TYPE, memory)


@require_safe
@at_its_address(DocumentKind.SYMPTOM, withdrawn_page=_feed_of_withdrawn)
def symptom_feed(request, row, memory):
    path = addresses.path(row.kind, row.slug)
    return _data(atom_feeds.symptom_feed(row.document_id, row.title, path, memory), atom.CONTENT_TYPE, memory)


@require_safe
def site_map_xml(request):
    memory = Memory()
    return _data(sitemap.as_xml(site_map.pages()), "application/xml", memory)


@require_safe
def robots(request):
    text = ROBOTS.format(addresses.absolute("/sitemap.xml"))
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers={"Cache-Control": cache_control()})


def _data(content: bytes, content_type: str, memory: Memory) -> HttpResponse:
    headers = {"Cache-Control": cache_control(), "Last-Modified": last_modified(memory)}
    return HttpResponse(content, content_type=f"{content_type}; charset=utf-8", headers=headers)
