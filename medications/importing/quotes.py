"""What was printed, for a finding to repeat."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Quote:
    """`printed` says something about `subject`, a brand or a chemical name; "" where it names none."""

    subject: str
    printed: str
