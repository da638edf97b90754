"""What may go wrong when another site is asked. Each message is one line, fit to show to staff."""

from medications.errors import PortalError


class OutgoingError(PortalError):
    """The other site was not asked, or gave no answer that can be used."""


class NotAnAddress(OutgoingError):
    """The address is none that is ever opened: another scheme, another port, a password in it, or simply malformed."""


class NotPublic(OutgoingError):
    """The host is not on the public internet: this machine, its network, or an address with a special meaning."""


class UnknownHost(OutgoingError):
    """The name has no address."""


class CannotConnect(OutgoingError):
    """Nobody answers at the address, or the secure connection cannot be made."""


class BadCertificate(CannotConnect):
    """The certificate is not one for this host that a browser would accept."""


class TooSlow(OutgoingError):
    """The time for the whole exchange was used up."""


class TooLarge(OutgoingError):
    """The answer is larger than was allowed for."""


class TooManyRedirects(OutgoingError):
    """The address leads on, and on, and on."""


class BadAnswer(OutgoingError):
    """What came back is not HTTP as we can read it."""
