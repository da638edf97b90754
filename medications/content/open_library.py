"""A book as openlibrary.org knows it -> what the source is."""

from medications.content.choices import SourceType
from medications.content.looked_up import LookedUp, date_in, listed, plain

MOST_PEOPLE = 50


def read(answer: object, isbn: str) -> LookedUp | None:
    """The answer of `/api/books?bibkeys=ISBN:...&jscmd=data`, as parsed JSON; None if it does not know the book."""
    book = answer.get(f"ISBN:{isbn}") if isinstance(answer, dict) else None
    if not isinstance(book, dict):
        return None
    authors, publishers = _names(book.get("authors")), _names(book.get("publishers"))
    title, subtitle = plain(book.get("title")), plain(book.get("subtitle"))
    return LookedUp(
        type=SourceType.BOOK,
        title=": ".join(filter(None, [title, subtitle])),
        authors=listed(authors),
        edition=plain(book.get("edition_name")),
        publisher=next(iter(publishers), ""),
        place=next(iter(_names(book.get("publish_places"))), ""),
        issued=date_in(plain(book.get("publish_date"))),
        isbn=isbn,
        maker=authors[0].split()[-1] if authors else next(iter(publishers), ""),
    )


def _names(value: object) -> list[str]:
    people = value[:MOST_PEOPLE] if isinstance(value, list) else []
    return list(filter(None, (plain(each.get("name")) if isinstance(each, dict) else plain(each) for each in people)))
