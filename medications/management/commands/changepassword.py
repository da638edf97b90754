"""Django's command, with a trace: what is done on the machine is in the list of events too."""

import getpass

from django.contrib.auth import get_user_model
from django.contrib.auth.management.commands import changepassword
from django.utils import timezone

from medications.actions import sign_ins
from medications.models import EventKind


class Command(changepassword.Command):
    def handle(self, *args, **options):
        said = super().handle(*args, **options)
        account = get_user_model().objects.get(username=options["username"] or getpass.getuser())
        sign_ins.write(kind=EventKind.PASSWORD_CHANGED, account=account, by=None, now=timezone.now())
        return said
