"""Text as it is compared: small letters, no accents, and for searching no punctuation. Pure."""

import re
import unicodedata

_BETWEEN_WORDS = re.compile(r"[^\w]+|_+")
_APOSTROPHES = re.compile(r"['’‘`]")


def folded(text: str) -> str:
    """For sorting and searching: small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def plain(text: str) -> str:
    """Its words alone, a blank between them: "Interferon beta-1a (Avonex®)" in, "interferon beta 1a avonex" out."""
    return _BETWEEN_WORDS.sub(" ", _APOSTROPHES.sub("", folded(text))).strip()


def solid(text: str) -> str:
    """The same without blanks, since people write "co trimoxazole", "co-trimoxazole" and "cotrimoxazole"."""
    return plain(text).replace(" ", "")
