"""What django-allauth is told about our accounts."""

import base64
import threading
from urllib.parse import quote

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.urls import reverse

from medications.actions import sign_ins

SITE_NAME = "Medications used in MS"
NOBODY = 0  # the number of no account


# One password is checked at a time in each process, or else a flood of them, half a second each, would take all of its threads
# and keep readers waiting.
_checking = threading.Lock()


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "busy": "Others are signing in just now. Try again in a moment.",
        "username_password_mismatch": "User name or password is not right.",
        "too_many_login_attempts": "That was tried too often. Wait five minutes and try again.",
    }

    def authenticate(self, request, **credentials):
        if not _checking.acquire(blocking=False):
            raise self.validation_error("busy")
        try:
            return super().authenticate(request, **credentials)
        finally:
            _checking.release()

    def is_open_for_signup(self, request):
        return False

    def get_password_change_redirect_url(self, request):
        return self.get_login_redirect_url(request)

    def get_reset_password_from_key_url(self, key):
        """From SITE_URL, never from the Host header, which a stranger may choose."""
        address = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.SITE_URL + address.replace("UID-KEY", quote(key))

    def format_email_subject(self, subject):
        return f"{SITE_NAME}: {subject}"

    def send_mail(self, template_prefix, email, context):
        """By the worker: how long an answer takes must not tell whether there is such an account (see ForgottenPasswordForm)."""
        message = self.render_mail(template_prefix, email, {"site_name": SITE_NAME, "site_url": settings.SITE_URL, **context})
        to_nobody = "user" in context and context["user"].pk == NOBODY
        sign_ins.send_mail(subject=message.subject, body=message.body, to="" if to_nobody else email)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets are kept encrypted: whoever gets hold of the database alone cannot make codes."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": "That code is not right. Each works only once."}

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """With another SECRET_KEY nothing can be read: then no code is right, and an administrator has to reset."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(Fernet.generate_key()).decode().rstrip("=")[:32]

    def get_totp_issuer(self) -> str:
        return SITE_NAME

    def generate_authenticator_name(self, user, type) -> str:
        return "My passkey"


def _cipher() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str) -> Fernet:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"msportal second factors").derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
