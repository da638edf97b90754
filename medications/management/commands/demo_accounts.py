"""Makes one account a role, for trying things out."""

import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from medications.permissions import Role

User = get_user_model()


class Command(BaseCommand):
    help = "Make the demonstration accounts, one a role, and print their passwords. Existing accounts are left alone."

    def add_arguments(self, parser):
        parser.add_argument("--reset", action="store_true", help="give existing ones a new password too")

    def handle(self, *, reset, **options):
        if not settings.LOCAL_DEMO:
            raise CommandError("Accounts whose passwords are printed are for trying things on one's own machine: `make run`.")
        if User._meta.db_table not in connection.introspection.table_names():
            raise CommandError("There is no database yet. `make run` makes one.")
        existing = set(User.objects.values_list("username", flat=True))
        passwords = {role: secrets.token_urlsafe(12) for role in Role if reset or role.value not in existing}
        if passwords:
            self.stdout.write("Making passwords ...")
        # Hashing is slow on purpose; a lock on the database should not wait for it.
        hashes = {role: make_password(password) for role, password in passwords.items()}
        with transaction.atomic():
            for role, hashed in hashes.items():
                save_account(role, hashed)
        self.stdout.write(table(passwords))


def save_account(role: Role, hashed: str) -> None:
    """A staff account named after its role, in the group of that name, with this password."""
    user, _ = User.objects.update_or_create(
        username=role.value, defaults={"password": hashed, "is_staff": True, "is_active": True}
    )
    user.groups.add(Group.objects.get_or_create(name=role.value)[0])


def table(passwords: dict[Role, str]) -> str:
    """What to print: one line an account, and how to get new passwords."""
    if not passwords:
        return "The demonstration accounts exist already. New passwords: make demo-passwords"
    lines = [f"    {role.value:<15}{password:<20}{role.label}" for role, password in passwords.items()]
    rule = "-" * 72
    note = "Shown once. New passwords: make demo-passwords"
    return "\n".join([rule, "Demonstration accounts for /admin/ (user name, password, role)", "", *lines, "", note, rule])
