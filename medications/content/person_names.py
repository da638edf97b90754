"""Whether two names may be those of one person. Pure.

Titles, single letters, accents, case and order are passed over, and a second first name that one of them leaves out. It is
for those who make no secret of who they are: another name can be typed by anybody.
"""

import re
import unicodedata

_TITLES = frozenset("dr doctor prof professor mr mrs ms miss mx md phd rn np msn bsn mph facp frcp frcpc pharmd jr sr".split())


def may_be_one_person(one: str, other: str) -> bool:
    """
    >>> may_be_one_person("Dr. Rita Vale, MD", "VALE, Rita M.")
    True
    """
    first, second = _words(one), _words(other)
    fewer, more = sorted((first, second), key=len)
    return bool(fewer) and (first == second or (len(fewer) > 1 and fewer <= more))


def _words(name: str) -> frozenset[str]:
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    words = re.findall(r"[^\W_]+", plain.casefold())
    return frozenset(word for word in words if len(word) > 1 and word not in _TITLES)
