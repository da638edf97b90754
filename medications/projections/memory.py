"""What a process may remember of the index between requests: until the index, or the society profile, changes.

One cheap query tells the index's generation; all that was remembered under another generation is forgotten. This is no cache of
pages: it holds small lists (facet counts, members of a symptom) that would cost several queries on each request.
"""

from collections.abc import Callable, Hashable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language

from medications.models import IndexState, SocietyProfile

T = TypeVar("T")
MOST = 2_000  # entries; beyond that the oldest go


class Memory:
    """Belongs to one request: it reads the generation once. `kept` is shared by the threads; a lost race costs a query."""

    kept: tuple[UUID | None, dict] = (None, {})

    def __init__(self):
        self.began = timezone.now()
        generation = IndexState.objects.values_list("generation", flat=True).get(pk=1)
        if Memory.kept[0] != generation:
            Memory.kept = (generation, {})
        self.generation = generation
        self._entries = Memory.kept[1]
        self.since: datetime = self.get("since", timezone.now)  # when this process first saw the generation

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value remembered under the key, made and kept if there is none; for each language, since it may hold words."""
        key = (get_language(), key)
        try:
            return self._entries[key]
        except KeyError:
            value = make()
            while len(self._entries) >= MOST:
                self._entries.pop(next(iter(self._entries)), None)
            self._entries[key] = value
            return value

    @property
    def profile(self) -> SocietyProfile:
        return self.get("profile", SocietyProfile.objects.latest)
