"""Links on a page that is shown before it is public: none leads to what is not there yet, or out of a frame."""

import re

from medications.content.choices import DocumentKind
from medications.models import IndexRow

# On pages of our own templates, which write attributes with quotes and escape what is in them.
LINK = re.compile(r'<a\b([^>]*?) href="([^"#][^"]*)"([^>]*)>')
OF_A_DOCUMENT = re.compile(r"/(medications|symptoms)/([-\w]+)/")
KINDS = {"medications": DocumentKind.MEDICATION, "symptoms": DocumentKind.SYMPTOM}


def mended(html: str, *, new_tab: bool) -> str:
    """Takes the address off links to pages that are not public. With `new_tab` those that leave the page open a tab of their own;
    places on the page itself stay where they are.
    """
    named = {(KINDS[kind], slug) for _, address, _ in LINK.findall(html) for kind, slug in OF_A_DOCUMENT.findall(address)}
    rows = IndexRow.objects.filter(slug__in={slug for _, slug in named}).order_by().values_list("kind", "slug")
    public = named & set(rows)

    def mend(link: re.Match) -> str:
        before, address, after = link.groups()
        found = OF_A_DOCUMENT.match(address)
        if found and (KINDS[found[1]], found[2]) not in public:
            return f"<a{before}{after}>"
        tab = ' target="_blank"' if new_tab else ""
        return f'<a{before} href="{address}"{tab}{after}>'

    return LINK.sub(mend, html)
