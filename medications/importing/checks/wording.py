"""Small helps for messages."""


def shorten(text: str, length: int = 80) -> str:
    """The beginning of `text`, cut at a word."""
    if len(text) <= length:
        return text
    return f"{text[:length].rsplit(' ', 1)[0]} ..."


def around(text: str, position: int, length: int = 160) -> str:
    """All of a short `text`; of a longer one the words at `position` and some before them."""
    if len(text) <= length:
        return text
    start = text.rfind(" ", 0, max(position - length // 3, 0)) + 1
    return shorten(f"{'... ' if start else ''}{text[start:]}", length)


def count(number: int, one: str, many: str) -> str:
    """ "1 line", "3 lines"."""
    return f"{number} {one if number == 1 else many}"
