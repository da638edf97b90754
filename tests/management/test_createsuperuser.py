"""Accounts are made where it is written down."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command


@pytest.mark.django_db
def test_django_s_own_way_leads_to_ours():
    with pytest.raises(CommandError, match=r"Use `manage\.py setup`"):
        call_command("createsuperuser")

    assert not User.objects.exists()
