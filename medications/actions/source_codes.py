"""The code of a source that is new: from who made it and when, such as kalb-2004, and not taken yet."""

from django.utils.text import slugify

from medications.models import Source

MOST_WORDS = 4


def free_code(*, maker: str, issued: str) -> str:
    """A number is put behind a code that is taken. What has no letters that an address may have becomes "source"."""
    words = [*slugify(maker).split("-")[:MOST_WORDS], issued[:4]]
    base = "-".join(filter(None, words))[:80].strip("-") or "source"
    code, number = base, 2
    while Source.objects.filter(code=code).exists():
        code, number = f"{base}-{number}", number + 1
    return code
