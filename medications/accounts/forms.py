from allauth.mfa.webauthn.forms import AddWebAuthnForm


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
