"""First steps on a new site: an administrator's account, and what the society is called."""

import getpass
import sys

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone

from medications.actions import accounts, profile
from medications.models import SocietyProfile
from medications.permissions import Role

User = get_user_model()
ASKED = {
    "username": "User name to sign in with: ",
    "first_name": "First name: ",
    "last_name": "Last name: ",
    "email": "E-mail address (for a forgotten password; may be empty): ",
    "society": "Name of the society (empty: leave as it is): ",
}
MAY_BE_EMPTY = {"email", "society", "first_name", "last_name"}


class Command(BaseCommand):
    help = "Make the first administrator and name the society. Asks what the options do not say; the password is never an option."

    def add_arguments(self, parser):
        for name, question in ASKED.items():
            parser.add_argument(f"--{name.replace('_', '-')}", help=question.strip(": "))
        parser.add_argument(
            "--password-stdin", action="store_true", help="read the password from standard input; ask for nothing at all"
        )

    def handle(self, *, password_stdin, **options):
        if User._meta.db_table not in connection.introspection.table_names():
            raise CommandError("The database is not prepared yet. Run `manage.py migrate` first.")
        if accounts.has_administrator():
            raise CommandError(
                "There is an administrator already, who makes further accounts in the admin. Lost the second factor? "
                "`manage.py reset_second_factor USERNAME`. Lost the password? `manage.py changepassword USERNAME`."
            )
        values = {name: self.answer(name, options[name], silent=password_stdin) for name in ASKED}
        account = self.account(values)
        account.set_password(self.password(account, from_stdin=password_stdin))
        with transaction.atomic():
            accounts.make(account=account, roles=[Role.ADMINISTRATOR], by=None, now=timezone.now())
            if values["society"]:
                self.name_society(values["society"], account)
        self.stdout.write(
            f"Made the administrator {account.username}. Sign in at {settings.SITE_URL}/admin/ and set up a second factor; "
            "then fill in the society profile there."
        )

    def answer(self, name: str, given: str | None, *, silent: bool) -> str:
        if given is None and silent and name not in MAY_BE_EMPTY:
            raise CommandError(f"--{name.replace('_', '-')} is needed, since nothing is asked.")
        if given is None:
            given = "" if silent else input(ASKED[name])
        return given.strip()

    def account(self, values: dict[str, str]):
        account = User(**{name: values[name] for name in ("username", "first_name", "last_name", "email")}, is_staff=True)
        try:
            account.full_clean(exclude=["password"])
        except ValidationError as error:
            raise CommandError(" ".join(f"{name}: {' '.join(said)}" for name, said in error.message_dict.items())) from error
        return account

    def password(self, account, *, from_stdin: bool) -> str:
        """Asks until one is good enough and typed twice alike; from standard input there is one try."""
        while True:
            password = sys.stdin.readline().rstrip("\r\n") if from_stdin else self.typed_twice()
            try:
                validate_password(password, account)
                return password
            except ValidationError as error:
                said = " ".join(error.messages)
                if from_stdin:
                    raise CommandError(said) from error
                self.stderr.write(said)

    def typed_twice(self) -> str:
        self.stdout.write(" ".join(password_validators_help_texts()))
        while (password := getpass.getpass("Password: ")) != getpass.getpass("Once more: "):
            self.stderr.write("The two were not alike.")
        return password

    def name_society(self, name: str, by) -> None:
        newest = SocietyProfile.objects.latest()
        values = {word: getattr(newest, word) for word in profile.WORDS} | {"name": name}
        profile.save_profile(values=values, by=by, now=timezone.now(), base_version=newest.version)
