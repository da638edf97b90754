"""Links on a page that is shown before it is public: none leads to what is not there yet, or out of a frame."""

import re

from django.db.models import Q

from medications.content.choices import DocumentKind
from medications.models import IndexRow
from medications.projections.addresses import OWN_PAGES

# On pages of our own templates, which write attributes with quotes and escape what is in them.
LINK = re.compile(r'<a\b([^>]*?) href="([^"#][^"]*)"([^>]*)>')
OF_A_DOCUMENT = re.compile(r"/(medications|symptoms|side-effects)/([-\w]+)/")
# Pages that are asked about a document: its name stands in the question.
ASKED_ABOUT = re.compile(r"/(?:medications/compare|could-it-be-my-ms)/\?(medication|symptom)=([-\w]+)")
KINDS = {
    "medications": {DocumentKind.MEDICATION},
    "symptoms": {DocumentKind.SYMPTOM},
    "side-effects": {DocumentKind.SIDE_EFFECT},
    "medication": {DocumentKind.MEDICATION},
    "symptom": {DocumentKind.SYMPTOM, DocumentKind.SIDE_EFFECT},
}


def mended(html: str, *, new_tab: bool) -> str:
    """Takes the address off links to pages that are not public. With `new_tab` those that leave the page open a tab of their own;
    places on the page itself stay where they are.
    """
    named = {named_in(address) for _, address, _ in LINK.findall(html)} - {None}
    names = {name for _, name in named}
    rows = IndexRow.objects.filter(Q(slug__in=names) | Q(code__in=names)).order_by().values_list("kind", "slug", "code")
    public = {(kind, name) for kind, slug, code in rows for name in (slug, code)}

    def mend(link: re.Match) -> str:
        before, address, after = link.groups()
        found = named_in(address)
        if found and not any((kind, found[1]) in public for kind in KINDS[found[0]]):
            return f"<a{before}{after}>"
        tab = ' target="_blank"' if new_tab else ""
        return f'<a{before} href="{address}"{tab}{after}>'

    return LINK.sub(mend, html)


def named_in(address: str) -> tuple[str, str] | None:
    """How a document is named in an address, and its name; None for the site's own pages."""
    if any(address.startswith(page) for page in OWN_PAGES) or address.startswith("/could-it-be-my-ms/"):
        found = ASKED_ABOUT.match(address)
    else:
        found = OF_A_DOCUMENT.match(address)
    return (found[1], found[2]) if found else None
