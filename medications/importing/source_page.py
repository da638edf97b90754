"""A web page that is to be cited -> what it says of itself: its title, site, date, and what libraries are told."""

from collections import defaultdict

from medications.content import identifiers
from medications.content.choices import SourceType
from medications.content.looked_up import LookedUp, checked, date_in, listed, plain
from medications.importing.html_tokens import Tag, decoded, tokens

MOST_VALUES = 50  # of one name; a page may list every author by itself
TITLES = ("citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title")
AUTHORS = ("citation_author", "dc.creator", "dcterms.creator", "author")
SITES = ("citation_journal_title", "citation_inbook_title", "og:site_name", "application-name")
PUBLISHERS = ("citation_publisher", "dc.publisher", "dcterms.publisher")
DATES = (
    *("citation_publication_date", "citation_date", "citation_online_date", "article:published_time"),
    *("article:modified_time", "dcterms.issued", "dc.date.issued", "dc.date", "dcterms.modified", "date", "last-modified"),
)


def read(html: str) -> LookedUp:
    """Raises ImportRefused for a page that is too intricate to be one."""
    said, title = _meta(html)

    def first(names: tuple[str, ...]) -> str:
        return next(filter(None, (plain(value) for name in names for value in said[name])), "")

    authors = next(filter(None, ([plain(value) for value in said[name]] for name in AUTHORS)), [])
    authors = [_given_name_first(name) for name in authors if name and not name.startswith("http")]
    site = first(SITES)
    return LookedUp(
        type=SourceType.ARTICLE if said["citation_journal_title"] else SourceType.WEBPAGE,
        title=first(TITLES) or plain(title),
        authors=listed(authors),
        container=site,
        publisher=first(PUBLISHERS),
        issued=next(filter(None, (date_in(plain(value)) for name in DATES for value in said[name])), ""),
        doi=checked(identifiers.doi, first(("citation_doi", "dc.identifier", "prism.doi"))),
        isbn=checked(identifiers.isbn, first(("citation_isbn", "og:isbn", "book:isbn"))),
        maker=authors[0].split()[-1] if authors else site,
    )


def _meta(html: str) -> tuple[dict[str, list[str]], str]:
    """What the page's `meta` tags say, by name in small letters, and its title. Read to the end of the head."""
    said: dict[str, list[str]] = defaultdict(list)
    title, is_in_title = "", False
    for token in tokens(html):
        if isinstance(token, str):
            title += token if is_in_title else ""
        elif token.name == "title":
            is_in_title = not token.is_closing and not title
        elif token.name == "meta":
            _note(token, said)
        elif token.name == "body" or (token.name == "head" and token.is_closing):
            break
    return said, decoded(title)


def _note(tag: Tag, said: dict[str, list[str]]) -> None:
    given = tag.attributes
    name = (given.get("name") or given.get("property") or given.get("itemprop") or "").strip().lower()
    if name and len(said[name]) < MOST_VALUES and given.get("content"):
        said[name].append(given["content"])


def _given_name_first(name: str) -> str:
    """ "Kalb, Rosalind" in, "Rosalind Kalb" out."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and given.strip() and "," not in given else name
