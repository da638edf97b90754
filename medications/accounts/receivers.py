"""What allauth tells of, handed on: sign-ins and second factors are written down; a complete sign-in counts as a fresh one."""

from allauth.account import signals
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa import signals as second_factors
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_login_failed
from django.db.models.signals import pre_save
from django.utils import timezone

from medications.actions import sign_ins
from medications.content.addresses import truncated
from medications.content.browsers import browser_name
from medications.models import EventKind


def connect() -> None:
    signals.user_logged_in.connect(signed_in)
    signals.user_logged_out.connect(signed_out)
    signals.password_changed.connect(password_changed)
    signals.password_reset.connect(password_changed)
    user_login_failed.connect(refused)
    second_factors.authentication_failed.connect(factor_refused)
    second_factors.authenticator_added.connect(factor_added)
    second_factors.authenticator_reset.connect(codes_made)
    second_factors.authenticator_removed.connect(factor_removed)
    pre_save.connect(keep_less, sender=UserSession)


def signed_in(request, user, **kwargs):
    used = [record["method"] for record in get_authentication_records(request, user)]
    # allauth asks for the password again right after signing in; somebody who has shown everything just now need not.
    record_authentication(request, user, used[-1] if used else "password", reauthenticated=True)
    sign_ins.write(kind=EventKind.SIGNED_IN, account=user, by=user, now=timezone.now())


def signed_out(request, user, **kwargs):
    if user is not None:
        sign_ins.write(kind=EventKind.SIGNED_OUT, account=user, by=user, now=timezone.now())


def refused(sender, credentials, request=None, **kwargs):
    """Only for accounts that exist: what else was typed may be a password in the wrong box."""
    name = str(credentials.get("username") or "")[:150]
    # As allauth finds it: capital letters make no difference.
    account = get_user_model().objects.filter(username__iexact=name).first() if "\0" not in name else None
    if account:
        sign_ins.write(kind=EventKind.SIGN_IN_FAILED, account=account, by=None, now=timezone.now())


def password_changed(request, user, **kwargs):
    sign_ins.write(kind=EventKind.PASSWORD_CHANGED, account=user, by=user, now=timezone.now())


def factor_refused(request, user, authenticator, **kwargs):
    """The password was right: somebody may know it who should not."""
    sign_ins.write(kind=EventKind.SIGN_IN_FAILED, account=user, by=None, now=timezone.now(), note="Wrong code.")


def factor_added(request, user, authenticator, **kwargs):
    if authenticator.type != authenticator.Type.RECOVERY_CODES:
        # Setting it up has shown it: a code was typed, or a passkey used.
        record_authentication(request, user, "mfa", type=authenticator.type, id=authenticator.pk, reauthenticated=True)
        _end_sessions_without(request, user)
    _factor(EventKind.SECOND_FACTOR_ADDED, user, authenticator)


def _end_sessions_without(request, user):
    """With the first second factor: sessions elsewhere were opened by password alone, and could change the factor by it."""
    factors = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)
    if factors.count() == 1:
        elsewhere = UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key)
        sign_ins.end_sessions(sessions=elsewhere, of=user, by=user, now=timezone.now())


def factor_removed(request, user, authenticator, **kwargs):
    _factor(EventKind.SECOND_FACTOR_REMOVED, user, authenticator)


def codes_made(request, user, authenticator, **kwargs):
    _factor(EventKind.RECOVERY_CODES_MADE, user, authenticator)


def keep_less(sender, instance, **kwargs):
    """Of where somebody signed in from only the neighborhood is kept; of the browser, which one it is."""
    instance.ip = truncated(instance.ip)
    if instance._state.adding:
        instance.user_agent = browser_name(instance.user_agent)


def _factor(kind: str, user, authenticator):
    sign_ins.write(kind=kind, account=user, by=user, now=timezone.now(), note=str(authenticator))
