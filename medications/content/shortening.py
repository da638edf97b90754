"""Two long texts that differ somewhere, shortened to where they differ, with a little around it."""

MOST = 500  # characters of one text that are told in full
AROUND = 80  # characters of what is the same, before and after


def around_the_change(old: str, new: str) -> tuple[str, str]:
    """Both texts if they are short; or else the part in which they differ, and what is left out said by dots or a count."""
    if max(len(old), len(new)) <= MOST:
        return old, new
    before = _alike(old, new)
    after = _alike(old[before:][::-1], new[before:][::-1])
    return _part(old, before, len(old) - after), _part(new, before, len(new) - after)


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    for number, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return number
    return min(len(one), len(other))


def _part(text: str, start: int, end: int) -> str:
    """What stands from `start` to `end`, and the whole words around it."""
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    if first:
        first = text.find(" ", first, start) + 1 or first
    if last < len(text):
        last = text.rfind(" ", end, last) + 1 or last
    return ("…" if first else "") + _without_middle(text[first:last].strip()) + ("…" if last < len(text) else "")


def _without_middle(text: str) -> str:
    """Beginning and end of what is still too long: a whole section written anew."""
    if len(text) <= 2 * MOST:
        return text
    first, last = text[:MOST].rsplit(" ", 1)[0], text[-MOST:].split(" ", 1)[-1]
    return f"{first} [… {len(text) - len(first) - len(last):,} characters …] {last}"
