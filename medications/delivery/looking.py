"""One look at one address: what must be there, and how to tell what is."""

from collections.abc import Callable
from dataclasses import dataclass

from medications.delivery.own_answers import Answer

TELL = "Check again in a minute. If it stays so, show this line to whoever runs this site."
REBUILD = f"{TELL} Running “manage.py rebuild_index” mends what lists and pages show."


@dataclass(frozen=True)
class Look:
    """`found` puts an answer into words; all is well if these are the words of `expected`. `mend` is what to do if they are not.

    A list in several parts is read to its end: `pages` is how many parts may be read. `sent` is posted there.
    """

    address: str
    expected: str
    found: Callable[[Answer], str]
    mend: str = TELL
    pages: int = 1
    sent: bytes = b""


def status_in_words(answer: Answer) -> str:
    """What stands at an address where nothing else was recognised."""
    if answer.status in (301, 302):
        return leads_to(answer.location)
    return {404: "nothing (404)", 410: "says that it is gone (410)"}.get(answer.status, f"an answer with status {answer.status}")


def leads_to(path: str) -> str:
    return f"leads to {path}"


LISTED, NOT_LISTED = "lists it", "does not list it"


def lists(text: str) -> Callable[[Answer], str]:
    """Whether the text, which stands for the page, is in the answer. A filter that finds nothing any more may answer 404."""

    def found(answer: Answer) -> str:
        if answer.status not in (200, 404):
            return status_in_words(answer)
        return LISTED if text in answer.body else NOT_LISTED

    return found


def listed(is_live: bool) -> str:
    return LISTED if is_live else NOT_LISTED
