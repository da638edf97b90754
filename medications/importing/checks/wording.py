"""Small helps for messages."""


def shorten(text: str, length: int = 80) -> str:
    """The beginning of `text`, cut at a word."""
    if len(text) <= length:
        return text
    return f"{text[:length].rsplit(' ', 1)[0]} ..."


def count(number: int, one: str, many: str) -> str:
    """ "1 line", "3 lines"."""
    return f"{number} {one if number == 1 else many}"
