"""What must exist before the first request: change stream, index state, society profile, role groups, the cache's table."""

from django.apps import apps as live_apps
from django.core.management import call_command

from medications.permissions import Role


def ensure(using: str) -> None:
    """Makes what is missing; changes nothing that is there."""
    from django.contrib.auth.models import Group

    from medications.models import ChangeStream, IndexState, SocietyProfile

    if not ChangeStream.objects.using(using).exists():
        ChangeStream.objects.using(using).create()
    IndexState.objects.using(using).get_or_create(pk=1)
    if not SocietyProfile.objects.using(using).exists():
        SocietyProfile.objects.using(using).create(version=1)
    for role in Role:
        Group.objects.using(using).get_or_create(name=role.value)


def after_migrate(sender, using, apps=live_apps, **kwargs) -> None:
    """post_migrate receiver; does nothing while the tables are not there (migrating backwards)."""
    from django.db import connections

    from medications.models import ChangeStream, IndexState, SocietyProfile

    call_command("createcachetable", database=using, verbosity=0)
    needed = {model._meta.db_table for model in (ChangeStream, IndexState, SocietyProfile)} | {"auth_group"}
    if needed <= set(connections[using].introspection.table_names()):
        ensure(using)
