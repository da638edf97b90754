"""For the access matrix: what the screens that belong to saving a form would send."""

from collections.abc import Iterator

from medications.admin.merging import signed
from tests.factories import records

CHANGED = {"medication": "look_alike_footnote", "source": "permission"}


def data(older: dict, newest: dict) -> Iterator[tuple[str, dict]]:
    """`older` and `newest` are two versions of a Document of each kind: somebody had the older one open."""
    for kind, revision in newest.items():
        here = f"admin/medications/{kind}/"
        base = older[kind]
        mine = records.changed(base.record, **{CHANGED.get(kind, "name"): "Mine."})
        sent = {"base": base.number, "theirs": revision.number, "mine": signed(mine, revision.document)}
        yield f"{here}<int:row_id>/merge/", {"data": sent}
        typed = {"data": {"lock_version": "1", "name": "typed"}}
        yield f"{here}<int:row_id>/autosave/", typed
        yield f"{here}autosave/", typed
