"""Errors that a person is told about. Each message says what is wrong and where, in plain words."""

from django.core.exceptions import BadRequest


class PortalError(Exception):
    """Something the person can understand and mend. `str()` is fit to show."""


class StaleEdit(PortalError):
    """The form was opened before somebody else saved the same document."""

    def __init__(self, *, saved_by: str, saved_at):
        self.saved_by, self.saved_at = saved_by, saved_at
        super().__init__(f"{saved_by or 'Someone'} saved this while you had it open.")


class NotAllowed(PortalError):
    """The person's role does not permit the act."""


class CannotPublish(PortalError):
    """Publishing is blocked. `reasons` are what `publish_blockers` returned."""

    def __init__(self, reasons):
        self.reasons = tuple(reasons)
        super().__init__(" ".join(reason.message for reason in self.reasons))


class CannotApprove(PortalError):
    """The approval does not count, and why."""


class CannotArchive(PortalError):
    """What was ever public is withdrawn, never archived."""


class TooMuchAtOnce(BadRequest):
    """More than a page can show again in time. It is refused as a whole; the message says how much is possible."""


class Immutable(PortalError):
    """A frozen row was about to be changed or deleted."""


class CannotRestore(PortalError):
    """An old version cannot be brought back, and why."""
