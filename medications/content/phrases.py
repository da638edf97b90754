"""Words put together: the first letter of a sentence, and lists of words. Pure."""


def sentence_case(text: str) -> str:
    """The first letter large; the rest as it is."""
    return text[:1].upper() + text[1:]


def joined(words: list[str], last: str = "and") -> str:
    """["a", "b", "c"] in, "a, b and c" out."""
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
