"""Rows that are written once, and rows that may move but never go.

The model and its queryset refuse here; database triggers refuse below (triggers.py).
"""

from django.db import models

from medications.errors import Immutable


class FrozenQuerySet(models.QuerySet):
    def _refuse(self):
        raise Immutable(f"A {self.model._meta.verbose_name} is never changed or deleted.")

    def update(self, **kwargs):
        self._refuse()

    def delete(self):
        self._refuse()

    delete.queryset_only = True

    def bulk_update(self, objs, fields, batch_size=None):
        self._refuse()

    def update_or_create(self, defaults=None, create_defaults=None, **kwargs):
        self._refuse()

    def bulk_create(self, objs, batch_size=None, ignore_conflicts=False, update_conflicts=False, **kwargs):
        if update_conflicts or ignore_conflicts:
            self._refuse()
        return super().bulk_create(objs, batch_size=batch_size, **kwargs)


class FrozenModel(models.Model):
    """Insert-only. Saving an existing row or deleting one raises Immutable."""

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, **kwargs):
        if not self._state.adding:
            raise Immutable(f"A {self._meta.verbose_name} is never changed.")
        super().save(**{**kwargs, "force_insert": True})

    def delete(self, **kwargs):
        raise Immutable(f"A {self._meta.verbose_name} is never deleted.")


class KeptQuerySet(models.QuerySet):
    def delete(self):
        raise Immutable(f"A {self.model._meta.verbose_name} is never deleted.")

    delete.queryset_only = True


class KeptModel(models.Model):
    """What is or was public: actions move it, nothing deletes it."""

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True

    def delete(self, **kwargs):
        raise Immutable(f"A {self._meta.verbose_name} is never deleted.")


class Actor(models.Model):
    """Who did it, as plain text that outlives the account. `by_id` is the account's number then, no foreign key."""

    by_id = models.BigIntegerField("account number", null=True, editable=False)
    by_name = models.CharField("by", max_length=200, blank=True, editable=False)

    class Meta:
        abstract = True

    @staticmethod
    def of(user) -> dict:
        """An account (or None for a command) in, the two fields out."""
        return (
            {"by_id": user.pk, "by_name": (user.get_full_name() or user.get_username())[:200]}
            if user
            else {"by_id": None, "by_name": ""}
        )
