import uuid

from django.db import models


class IndexState(models.Model):
    """One row. `generation` is a new value after every write to the index or the society profile, so that a process knows when
    what it remembers is old. Random, not counted: a restored database cannot repeat one.
    """

    generation = models.UUIDField(default=uuid.uuid4)

    def __str__(self):
        return f"index generation {self.generation}"
