"""For whoever runs the machine, when the last administrator lost phone, passkey and recovery codes."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from medications.actions import sign_ins
from medications.errors import NotAllowed


class Command(BaseCommand):
    help = "Take all second factors of an account away and sign it out everywhere. The next sign-in sets up new ones."

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("--reason", default="", help="why, and how you know that it is this person who asks; kept for ever")

    def handle(self, *, username, reason, **options):
        account = get_user_model().objects.filter(username=username).first()
        if account is None:
            raise CommandError(f"There is no account with the user name {username!r}.")
        try:
            gone = sign_ins.reset_second_factors(account=account, by=None, now=timezone.now(), reason=reason)
        except NotAllowed as error:
            raise CommandError(f"{error} Use --reason.") from error
        self.stdout.write(f"{username}: {gone} second factors taken away, signed out everywhere. It is in the list of events.")
