"""Forms of allauth, as we need them."""

from allauth.account.forms import ResetPasswordForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.contrib.auth import get_user_model

from medications.accounts.adapters import NOBODY


class ForgottenPasswordForm(ResetPasswordForm):
    """Sends a link to the address that the account has now. Allauth remembers former ones, whose mailbox may be another's.

    For an address that is not known the same is done, but the mail goes nowhere: how long the answer takes would tell who has
    an account here.
    """

    def clean_email(self):
        address = super().clean_email()
        known = [user for user in self.users if user.email.lower() == address.lower()]
        self.users = known or [get_user_model()(pk=NOBODY, username="nobody")]
        return address


class AddPasskeyForm(AddWebAuthnForm):
    """Allauth's, in plain words, and meant for signing in with the passkey alone unless somebody chooses otherwise."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "A name for it"
        self.fields["name"].help_text = "So that you know later which one it is, such as: office laptop."
        self.fields["name"].max_length = 100
        alone = self.fields["passwordless"]
        alone.initial = True
        alone.label = "Sign in with this passkey alone"
        alone.help_text = (
            "Leave this ticked if your device asks for a fingerprint, your face or a PIN. "
            "Untick it for a simple security key: then you type your password too."
        )
