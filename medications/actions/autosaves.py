"""What an editor has typed and not saved: kept privately, so that a crash or a lost session takes nothing away.

One row an editor and Document, and one an editor and kind for something new. No event is written down: nothing has changed for
anybody, nobody but the editor ever sees it, and there would be one every few seconds.

Each page on which a form is shown has a name of its own, its window, which is kept with what was typed there. What was typed in
one window is neither overwritten nor dropped by what is typed or saved in another, whether that is open still or crashed.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.http import QueryDict

from medications.errors import NotAllowed, PortalError, TooMuchAtOnce
from medications.models import Autosave, Document
from medications.permissions import Act, may

LONGEST = 2_000_000  # characters, as a browser encodes them: a form with 200 side effects has about 100,000
KEPT_FOR = timedelta(days=30)
_NOT_TYPED = ("_", "csrfmiddlewaretoken")  # how fields begin that say which button was pressed, and the forgery token
WINDOW = "_window"


class TypedElsewhere(PortalError):
    """Something else is kept there already, typed in another window and not saved."""


def keep(*, by, document: Document | None, kind: str, token: int | None, typed: QueryDict, now: datetime) -> Autosave:
    """Keeps what the form would send, in place of what was kept before; `token` is the `lock_version` it was opened at.

    Raises NotAllowed, TooMuchAtOnce, TypedElsewhere. And ends what has been kept for too long, of anybody.
    """
    if not may(by, Act.EDIT):
        raise NotAllowed("Your role does not allow you to edit.")
    fields = QueryDict(mutable=True)
    for name, values in typed.lists():
        if not name.startswith(_NOT_TYPED):
            fields.setlist(name, values)
    if typed.get(WINDOW):
        fields[WINDOW] = typed[WINDOW]
    form = fields.urlencode()
    if len(form) > LONGEST:
        raise TooMuchAtOnce(f"This form has too much text to be kept: at most {LONGEST:,} characters.")
    with transaction.atomic():
        Autosave.objects.filter(saved_at__lt=now - KEPT_FOR).delete()
        which = _which(by, document, kind)
        if _is_of_another(Autosave.objects.select_for_update().filter(**which).first(), typed.get(WINDOW)):
            raise TypedElsewhere("You have typed something here in another window; that is kept, and not overwritten.")
        kept, _ = Autosave.objects.update_or_create(
            **which, defaults={"kind": kind, "token": token, "form": form, "saved_at": now}
        )
    return kept


def kept_by(by, *, document: Document | None, kind: str, now: datetime) -> Autosave | None:
    """What this editor has typed there and not saved. There is no other way to read it, and none for anybody else."""
    return Autosave.objects.filter(**_which(by, document, kind), saved_at__gte=now - KEPT_FOR).first()


def drop(*, by, document: Document | None, kind: str, window: str | None = None) -> None:
    """Throws away what this editor had typed there: it has been saved, or is not wanted any more. Raises NotAllowed.

    `window`: only what was typed in that one; what was typed in another stays.
    """
    if not may(by, Act.EDIT):
        raise NotAllowed("Your role does not allow you to edit.")
    with transaction.atomic():
        there = Autosave.objects.filter(**_which(by, document, kind))
        if not _is_of_another(there.select_for_update().first(), window):
            there.delete()


def window_of(kept: Autosave) -> str:
    """The name of the page on which it was typed; empty if it had none."""
    return QueryDict(kept.form).get(WINDOW, "")


def _is_of_another(kept: Autosave | None, window: str | None) -> bool:
    """Whether it was typed in another window than this. One without a name is any."""
    return bool(kept and window and window_of(kept) not in ("", window))


def _which(by, document: Document | None, kind: str) -> dict:
    return {"user_id": by.pk, "document": document} if document else {"user_id": by.pk, "document": None, "kind": kind}
