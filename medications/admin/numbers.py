"""Numbers as browsers send them. What is no number, or longer than any of ours, is none: Django and the database fail on some."""

LONGEST = 18  # digits that every database takes for the number of a row
LONGEST_OF_VERSION = 9
NO_VERSION = -1


def number_in(text: str, longest: int = LONGEST) -> int | None:
    """The number that the text is; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= longest else None


def version_in(text: str) -> int | None:
    return number_in(text, LONGEST_OF_VERSION)


def token_of(data) -> int:
    """The lock version that a page was shown at, as its form says; one that matches nothing if it does not say."""
    given = version_in(data.get("lock_version", ""))
    return NO_VERSION if given is None else given
