from django.db import models


class IndexState(models.Model):
    """One row. `generation` goes up with every write to the index, so that a process knows when what it remembers is old."""

    generation = models.PositiveBigIntegerField(default=0)

    def __str__(self):
        return f"index generation {self.generation}"
