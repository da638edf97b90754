"""What a browser sends as a passkey is read with care. Anybody can send it, and django-allauth lets most errors of reading it
through: they would end as "something went wrong on our side".
"""

import struct
from functools import wraps

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, LoginWebAuthnForm, ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from cryptography.exceptions import InvalidSignature
from django import forms

from medications.accounts.forms import AddPasskeyForm

READ = (
    "parse_registration_response",
    "complete_registration",
    "parse_authentication_response",
    "extract_user_from_response",
    "complete_authentication",
)
UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, struct.error, InvalidSignature)


class CredentialField(forms.JSONField):
    """What a browser says of a passkey: an object. Django's field fails on a number of 5,000 digits and on ten thousand
    brackets, and allauth on what is no object.
    """

    widget = forms.HiddenInput

    def to_python(self, value):
        try:
            found = super().to_python(value)
        except (ValueError, RecursionError):
            found = value
        if found is not None and not isinstance(found, dict):
            raise forms.ValidationError("That did not work. Try again.")
        return found

    def bound_data(self, data, initial):
        return ""  # shown again it could not be used: each is made for one question


def refusing(read):
    """The same function, but what cannot be read is a wrong code."""

    @wraps(read)
    def reading(*args, **kwargs):
        try:
            return read(*args, **kwargs)
        except UNREADABLE as error:
            raise get_adapter().validation_error("incorrect_code") from error

    return reading


def read_with_care() -> None:
    """Allauth has no setting for the field, and for one of its forms none at all."""
    for form in (AddPasskeyForm, AuthenticateWebAuthnForm, LoginWebAuthnForm, ReauthenticateWebAuthnForm):
        form.base_fields["credential"] = CredentialField()
    for name in READ:
        setattr(auth, name, refusing(getattr(auth, name)))
