"""A DOI's entry -> what the source is. The entry is CSL-JSON, as doi.org gives it for every registration agency."""

from medications.content import identifiers
from medications.content.choices import SourceType
from medications.content.looked_up import LookedUp, checked, dated, listed, plain

MOST_PEOPLE = 50
TYPES = {
    **dict.fromkeys(["article", "article-journal", "journal-article", "article-magazine", "posted-content"], SourceType.ARTICLE),
    **dict.fromkeys(["book", "monograph", "edited-book", "reference-book", "chapter", "book-chapter"], SourceType.BOOK),
    **dict.fromkeys(["webpage", "post-weblog", "post"], SourceType.WEBPAGE),
}
DATES = ("issued", "published", "published-print", "published-online")


def read(entry: object) -> LookedUp:
    """Parsed JSON in. One that is no entry at all says nothing."""
    if not isinstance(entry, dict):
        return LookedUp()
    people = _people(entry.get("author")) or _people(entry.get("editor"))
    return LookedUp(
        type=TYPES.get(plain(entry.get("type")), ""),
        title=_title(entry),
        authors=listed(map(_name, _people(entry.get("author")))),
        editors=listed(map(_name, _people(entry.get("editor")))),
        edition=plain(entry.get("edition") or entry.get("edition-number")),
        container=plain(entry.get("container-title")),
        publisher=plain(entry.get("publisher")),
        place=plain(entry.get("publisher-place") or entry.get("publisher-location")),
        issued=next(filter(None, (_date(entry.get(name)) for name in DATES)), ""),
        doi=checked(identifiers.doi, plain(entry.get("DOI"))),
        isbn=checked(identifiers.isbn, plain(entry.get("ISBN"))),
        maker=_short_name(people[0]) if people else plain(entry.get("publisher")),
    )


def _title(entry: dict) -> str:
    title, subtitle = plain(entry.get("title")), plain(entry.get("subtitle"))
    return f"{title}: {subtitle}" if title and subtitle and subtitle.lower() not in title.lower() else title


def _people(value: object) -> list[dict]:
    people = [each for each in value[:MOST_PEOPLE] if isinstance(each, dict)] if isinstance(value, list) else []
    return [each for each in people if _name(each)]


def _name(person: dict) -> str:
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return " ".join(filter(None, (plain(person.get(part)) for part in parts))) or _whole_name(person)


def _whole_name(person: dict) -> str:
    return plain(person.get("literal")) or plain(person.get("name"))


def _short_name(person: dict) -> str:
    return plain(person.get("family")) or _name(person)


def _date(value: object) -> str:
    """`{"date-parts": [[2019, 5, 1]]}`"""
    parts = value.get("date-parts") if isinstance(value, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    return dated(*first[:3]) if isinstance(first, list) else ""
