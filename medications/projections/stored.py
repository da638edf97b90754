"""A stored version read with care, for the history: what is damaged is said, never failed on and never passed over."""

from dataclasses import dataclass

import orjson
from django.utils.functional import cached_property

from medications.content.canonical import canonical_bytes, digest_of
from medications.content.schema import AnyRecord
from medications.models import Revision


@dataclass(frozen=True)
class Stored:
    """The bytes of a Revision as they lie in the database."""

    revision: Revision

    @cached_property
    def digest(self) -> str:
        """Worked out anew from the bytes."""
        return digest_of(self.revision.content.encode())

    @property
    def is_whole(self) -> bool:
        """The text is the one that was written down: it has the digest that was noted with it."""
        return self.digest == self.revision.digest

    @cached_property
    def is_canonical(self) -> bool:
        """The bytes are in the one form that is hashed."""
        try:
            return canonical_bytes(orjson.loads(self.revision.content)).decode() == self.revision.content
        except (ValueError, TypeError):
            return False

    @cached_property
    def record(self) -> AnyRecord | None:
        """Through upcasters, as always; None if it cannot be read, which a whole one can."""
        try:
            return self.revision.record
        except (ValueError, TypeError, LookupError):
            if self.is_whole:
                raise
            return None
