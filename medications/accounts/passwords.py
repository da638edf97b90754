"""Passwords that are guessed first, besides those of Django's list of common ones (NIST SP 800-63B, section on blocklists)."""

import re
import unicodedata

from django.core.exceptions import ValidationError

WORDS = ("msportal", "medications", "medication", "medicine", "multiplesclerosis", "sclerosis", "password", "passphrase", "admin")
LONGEST = 1_000  # far beyond what anybody remembers; looking through a million characters takes seconds
LEAST_LEFT = 8  # characters beside such words
FEWEST_DIFFERENT = 5
RUNS = ("abcdefghijklmnopqrstuvwxyz", "0123456789", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop")


class GuessablePasswordValidator:
    """Refuses what is one character repeated, a run of the keyboard, or little more than a word that belongs to this site."""

    def validate(self, password, user=None):
        if len(password) > LONGEST:
            raise ValidationError(f"A password can have {LONGEST:,} characters at most.", code="too_long")
        plain = re.sub(r"[\s\-_.,;:!?]+", "", unicodedata.normalize("NFKC", password).casefold())
        if len(set(plain)) < FEWEST_DIFFERENT:
            raise ValidationError("This password repeats too few different characters.", code="repeats")
        if len(_without_runs(plain)) < LEAST_LEFT:
            raise ValidationError("This password is mostly a row of neighboring letters or digits.", code="runs")
        if len(_without_words(plain)) < LEAST_LEFT:
            raise ValidationError("This password is mostly a word that anybody would try on this site.", code="site_words")

    def get_help_text(self):
        return "Several words that do not belong together make a good password. Spaces are welcome."


def _without_words(plain: str) -> str:
    for word in WORDS:
        plain = plain.replace(word, "")
    return plain


def _without_runs(plain: str) -> str:
    """Drops each character that follows its predecessor in an alphabet or keyboard row, forwards or backwards."""
    pairs = {run[at : at + 2] for run in RUNS for at in range(len(run) - 1)}
    pairs |= {pair[::-1] for pair in pairs}
    return plain[:1] + "".join(after for before, after in zip(plain, plain[1:], strict=False) if before + after not in pairs)
