"""NIST SP 800-63B: long ones, not the first ones guessed, and nothing about kinds of characters."""

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "eleven char",
        "password1234",
        "aaaaaaaaaaaaaaaa",
        "abababababababab",
        "123456789012345",
        "qwertyuiopasdfgh",
        "zyxwvutsrqponml",
        "Medications-2026",
        "msportal msportal",
        "MS portal admin!",
        "jane.doe.society",
    ],
)
def test_a_guessable_password_is_refused(password):
    user = User(username="jane.doe.society", first_name="Jane")

    with pytest.raises(ValidationError):
        validate_password(password, user)


@pytest.mark.parametrize(
    "password",
    [
        "violet harbor spoon",  # letters only
        "   spaces are welcome   ",
        "пароль из слов и снега",  # other scripts
        "🦒🦓🐘🦏🦛🐪🐫🦙🦘🦬🐃🐂🐄🐎🐖",
        "x7" * 3 + "correct horse battery staple" * 5,  # long
    ],
)
def test_a_long_password_of_any_kind_is_taken(password):
    validate_password(password, User(username="jane"))


def test_a_password_of_a_million_characters_is_refused_at_once():
    """Each of these becomes eighteen when characters are made comparable."""
    with pytest.raises(ValidationError, match="at most"):
        validate_password("\ufdfa\ufdfb violet harbor spoon" + "\ufdfa" * 1_000_000, User(username="jane"))
