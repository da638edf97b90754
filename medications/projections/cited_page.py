"""The page of a medicine as a work to be cited, and the forms in which its entry can be had."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext

from medications.content import citing
from medications.content.choices import DocumentKind
from medications.models import IndexRow, SocietyProfile
from medications.projections import addresses, wording
from medications.projections.facts import Facts, is_overdue
from medications.projections.languages import tag


@dataclass(frozen=True)
class Form:
    name: str
    label: str
    ending: str
    content_type: str
    write: Callable[[citing.CitedPage], str]


FORMS = {
    form.name: form
    for form in (
        Form("bibtex", "BibTeX", "bib", "application/x-bibtex; charset=utf-8", citing.bibtex),
        Form("ris", "RIS (EndNote, Zotero, Mendeley)", "ris", "application/x-research-info-systems; charset=utf-8", citing.ris),
        Form("csl", "CSL JSON", "json", "application/vnd.citationstyles.csl+json; charset=utf-8", citing.csl),
    )
}


def cited_page(row: IndexRow, profile: SocietyProfile, today: date) -> citing.CitedPage:
    """The version that is public now. Its address goes on showing it when a newer one is public."""
    version = addresses.path(DocumentKind.MEDICATION, row.slug) + f"history/{row.publication_number}/"
    return citing.CitedPage(
        key=f"{row.slug}-version-{row.publication_number}",
        author=profile.name,
        title=row.title,
        site=profile.site_title,
        version=row.publication_number,
        updated=row.last_updated,
        url=addresses.absolute(version),
        accessed=today,
        language=tag(settings.CONTENT_LANGUAGE),
        remark=_remark(Facts.of(row), today),
    )


def as_text(page: citing.CitedPage) -> str:
    """One paragraph that can be copied."""
    updated, accessed = wording.day(page.updated), wording.day(page.accessed)
    parts = [
        f"{page.author.rstrip('.')}.",
        f"{page.title}.",
        gettext("In: %(site)s.") % {"site": page.site.rstrip(".")},
        gettext("Version %(number)s, last updated %(day)s.") % {"number": page.version, "day": updated},
        page.remark,
        gettext("%(address)s (accessed %(day)s).") % {"address": page.url, "day": accessed},
    ]
    return citing.one_line(" ".join(filter(None, parts)))


def file_name(page: citing.CitedPage, form: Form) -> str:
    return f"{page.key}.{form.ending}"


def _remark(facts: Facts, today: date) -> str:
    """Who reads the entry alone must learn it too."""
    if facts.is_starter:
        return facts.basis_sentence
    if not is_overdue(facts, today):
        return ""
    return gettext("Its review was due on %(day)s.") % {"day": wording.day(facts.review_due)}
