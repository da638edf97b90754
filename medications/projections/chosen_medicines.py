"""Medicines that a reader chose by name or by address, for the pages that set several side by side.

What was typed is never guessed at: a name that is not here, or that several medicines have, comes back with those to choose from.
"""

import re
from dataclasses import dataclass

import orjson
from django.utils.translation import gettext, ngettext

from medications.content.choices import DocumentKind
from medications.content.folding import plain
from medications.content.near_names import nearest
from medications.models import IndexRow
from medications.projections import addresses, rows, withdrawn
from medications.projections.memory import Memory

LONGEST_NAME = 100  # characters
MOST_TYPED = 20  # values that are looked at, however many were sent
MOST_OFFERED = 6
SHORTEST_PART = 3  # letters of a name that are looked for inside of names
BETWEEN_NAMES = re.compile(r"[,;\n]")


@dataclass(frozen=True)
class Medicine:
    document_id: object
    slug: str
    title: str
    url: str
    names: tuple[str, ...]  # that readers know it by


@dataclass(frozen=True)
class Unclear:
    """What was typed and is no medicine; `options` are those to choose from. `page` is that of a withdrawn one."""

    typed: str
    message: str
    options: tuple[Medicine, ...] = ()
    page_url: str = ""
    page_title: str = ""

    @property
    def again(self) -> str:
        """What stands in the box once more. What has options is chosen there."""
        return "" if self.options or self.page_url else self.typed


@dataclass(frozen=True)
class Chosen:
    """In the order in which they were named, each once."""

    medicines: tuple[Medicine, ...]
    unclear: tuple[Unclear, ...]


def medicines(memory: Memory) -> dict[str, Medicine]:
    """All that are public by slug, in the order of their names."""
    return memory.get("medicines to choose", _medicines)


def names_to_type(memory: Memory) -> list[str]:
    """Every name that a reader may type, for a box to propose."""
    return memory.get("names to type", lambda: _names_in_order(memory))


def chosen(values: list[str], memory: Memory) -> Chosen:
    typed = list(dict.fromkeys(part for value in values[: MOST_TYPED + 1] for part in _parts(value, memory)))
    each = [_one(name, memory) for name in typed[:MOST_TYPED]]
    if len(typed) > MOST_TYPED:
        said = gettext("More than %(number)s names were given. Only the first %(number)s were looked at.")
        each.append(Unclear("", said % {"number": MOST_TYPED}))
    found = dict.fromkeys(one for one in each if isinstance(one, Medicine))
    return Chosen(tuple(found), tuple(one for one in each if isinstance(one, Unclear)))


def live_rows(of: tuple[Medicine, ...]) -> list[IndexRow]:
    """Their rows with the Revisions that are public, in the same order and in one query."""
    found = IndexRow.objects.defer(*rows.LONG_TEXTS).select_related("revision")
    by_document = {row.document_id: row for row in found.filter(pk__in=[each.document_id for each in of])}
    return [by_document[each.document_id] for each in of if each.document_id in by_document]


def _medicines() -> dict[str, Medicine]:
    found = IndexRow.objects.filter(kind=DocumentKind.MEDICATION).order_by("sort_key", "document")
    return {
        slug: Medicine(document, slug, title, addresses.path(DocumentKind.MEDICATION, slug), _names(orjson.loads(row_json)))
        for document, slug, title, row_json in found.values_list("document", "slug", "title", "row_json")
    }


def _names_in_order(memory: Memory) -> list[str]:
    names = {name for each in medicines(memory).values() for name in each.names}
    return sorted(names, key=lambda name: (plain(name), name))


def _names(line: dict) -> tuple[str, ...]:
    return tuple(dict.fromkeys([line["generic_name"], *(brand["name"] for brand in line["brand_names"])]))


def _by_name(memory: Memory) -> dict[str, tuple[Medicine, ...]]:
    return memory.get("medicines by name", lambda: _sorted_by_name(memory))


def _sorted_by_name(memory: Memory) -> dict[str, tuple[Medicine, ...]]:
    found: dict[str, tuple[Medicine, ...]] = {}
    for each in medicines(memory).values():
        for name in {plain(name) for name in each.names} - {""}:
            found[name] = (*found.get(name, ()), each)
    return found


def _parts(value: str, memory: Memory) -> list[str]:
    """One name, or several with commas between them."""
    value = value.strip()
    if plain(value) in _by_name(memory) or len(value) > LONGEST_NAME * MOST_TYPED:
        return [value[: LONGEST_NAME + 1]]
    return [part.strip() for part in BETWEEN_NAMES.split(value)[:MOST_TYPED] if part.strip()]


def _one(typed: str, memory: Memory) -> Medicine | Unclear:
    if typed in medicines(memory):
        return medicines(memory)[typed]
    named = _by_name(memory).get(plain(typed), ())
    if len(named) == 1:
        return named[0]
    if named:
        said = ngettext(
            "“%(typed)s” is a name of %(number)s medicine here. Choose the one you mean.",
            "“%(typed)s” is a name of %(number)s medicines here. Choose the one you mean.",
            len(named),
        )
        return Unclear(typed, said % {"typed": typed, "number": len(named)}, named)
    shown = typed if len(typed) <= LONGEST_NAME else f"{typed[:LONGEST_NAME]}…"
    return _by_former_address(typed, memory) or _unknown(shown, memory)


def _by_former_address(typed: str, memory: Memory) -> Medicine | Unclear | None:
    """An address that was kept or sent to somebody still leads to its medicine, or says that its page was withdrawn."""
    if len(typed) > LONGEST_NAME or not re.fullmatch(r"[-a-z0-9]+", typed):
        return None
    current = rows.moved_to(DocumentKind.MEDICATION, typed)
    if current in medicines(memory):
        return medicines(memory)[current]
    gone = withdrawn.find(DocumentKind.MEDICATION, typed)
    if gone is None:
        return None
    said = gettext("The page about %(medicine)s was withdrawn, so it cannot be used here. Do not stop it because of that.")
    return Unclear(typed, said % {"medicine": gone.title}, page_url=gone.path, page_title=gone.title)


def _unknown(typed: str, memory: Memory) -> Unclear:
    by_name, asked = _by_name(memory), plain(typed)
    holding = [name for name in by_name if len(asked) >= SHORTEST_PART and asked in name]
    near = holding or nearest(asked[:LONGEST_NAME], by_name)
    options = tuple(dict.fromkeys(each for name in near for each in by_name[name]))[:MOST_OFFERED]
    if options:
        said = gettext("No medicine here is called “%(typed)s”. Choose the one you mean, if it is here.")
    else:
        said = gettext(
            "No medicine here is called “%(typed)s”. Check the name on the package. If it is right, ask your pharmacist."
        )
    return Unclear(typed, said % {"typed": typed}, options)
