"""What an editor has typed and not saved: kept privately, so that a crash or a lost session takes nothing away.

One row an editor and Document, and one an editor and kind for something new. No event is written down: nothing has changed for
anybody, nobody but the editor ever sees it, and there would be one every few seconds.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.http import QueryDict

from medications.errors import NotAllowed, TooMuchAtOnce
from medications.models import Autosave, Document
from medications.permissions import Act, may

LONGEST = 2_000_000  # characters, as a browser encodes them: a form with 200 side effects has about 100,000
KEPT_FOR = timedelta(days=30)
_NOT_TYPED = ("_", "csrfmiddlewaretoken")  # how fields begin that say which button was pressed, and the forgery token


def keep(*, by, document: Document | None, kind: str, token: int | None, typed: QueryDict, now: datetime) -> Autosave:
    """Keeps what the form would send, in place of what was kept before; `token` is the `lock_version` it was opened at.

    Raises NotAllowed, TooMuchAtOnce. And ends what has been kept for too long, of anybody.
    """
    if not may(by, Act.EDIT):
        raise NotAllowed("Your role does not allow you to edit.")
    fields = QueryDict(mutable=True)
    for name, values in typed.lists():
        if not name.startswith(_NOT_TYPED):
            fields.setlist(name, values)
    form = fields.urlencode()
    if len(form) > LONGEST:
        raise TooMuchAtOnce(f"This form has too much text to be kept: at most {LONGEST:,} characters.")
    with transaction.atomic():
        Autosave.objects.filter(saved_at__lt=now - KEPT_FOR).delete()
        kept, _ = Autosave.objects.update_or_create(
            **_which(by, document, kind), defaults={"kind": kind, "token": token, "form": form, "saved_at": now}
        )
    return kept


def kept_by(by, *, document: Document | None, kind: str, now: datetime) -> Autosave | None:
    """What this editor has typed there and not saved. There is no other way to read it, and none for anybody else."""
    return Autosave.objects.filter(**_which(by, document, kind), saved_at__gte=now - KEPT_FOR).first()


def drop(*, by, document: Document | None, kind: str) -> None:
    """Throws away what this editor had typed there: it has been saved, or is not wanted any more. Raises NotAllowed."""
    if not may(by, Act.EDIT):
        raise NotAllowed("Your role does not allow you to edit.")
    Autosave.objects.filter(**_which(by, document, kind)).delete()


def _which(by, document: Document | None, kind: str) -> dict:
    return {"user_id": by.pk, "document": document} if document else {"user_id": by.pk, "document": None, "kind": kind}
