"""What an operator may write into the environment, and what stops the start."""

import secrets

import pytest

from msportal import environment, local


@pytest.fixture(autouse=True)
def _clean(monkeypatch):
    for name in ("LOCAL_DEMO", "HOST", "EMAIL_URL", "CACHE_URL"):
        monkeypatch.delenv(name, raising=False)


def demo(site_host="localhost", allowed=("localhost", "127.0.0.1"), debug=False):
    return environment.local_demo("LOCAL_DEMO", site_host, list(allowed), debug)


def test_the_second_factor_is_asked_for_unless_somebody_says_otherwise():
    assert demo() is False


def test_on_ones_own_machine_it_may_be_left_out(monkeypatch):
    monkeypatch.setenv("LOCAL_DEMO", "1")

    assert demo() is True


@pytest.mark.parametrize(
    ("values", "host"),
    [
        ({"site_host": "meds.example.org"}, ""),
        ({"allowed": ("localhost", "meds.example.org")}, ""),
        ({"allowed": ("*",)}, ""),
        ({"allowed": (".localhost",)}, ""),
        ({}, "0.0.0.0"),  # noqa: S104 - what must be refused
    ],
)
def test_nowhere_else(monkeypatch, values, host):
    monkeypatch.setenv("LOCAL_DEMO", "1")
    if host:
        monkeypatch.setenv("HOST", host)

    with pytest.raises(SystemExit, match="^msportal cannot start: LOCAL_DEMO takes the second lock off the door"):
        demo(**values)


def test_a_developer_with_debug_may(monkeypatch):
    monkeypatch.setenv("LOCAL_DEMO", "1")

    assert demo(site_host="meds.test", debug=True) is True


@pytest.mark.parametrize(
    ("given", "wanted"), [({}, "1"), ({"SITE_URL": "https://meds.example.org"}, "0"), ({"ALLOWED_HOSTS": "a.example"}, "0")]
)
def test_make_run_leaves_it_out_on_this_machine_only(tmp_path, given, wanted):
    assert local.local_environment({"VAR_DIR": str(tmp_path), **given})["LOCAL_DEMO"] == wanted


def test_a_mail_server_is_read_from_its_address(monkeypatch):
    monkeypatch.setenv("EMAIL_URL", "smtp://desk%40example.org:p%3Ass@mail.example.org")

    found = environment.mail("EMAIL_URL")

    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.example.org", 587)
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("desk@example.org", "p:ss")
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (True, False)


def test_smtps_is_encrypted_from_the_first_byte(monkeypatch):
    monkeypatch.setenv("EMAIL_URL", "smtps://mail.example.org")

    found = environment.mail("EMAIL_URL")

    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (465, False, True)


def test_without_a_mail_server_mails_go_nowhere():
    assert environment.mail("EMAIL_URL")["EMAIL_BACKEND"].endswith("dummy.EmailBackend")


@pytest.mark.parametrize("given", ["mail.example.org", "smtp://", "smtp://host:port", "http://mail.example.org"])
def test_an_address_of_a_mail_server_that_is_none_stops_the_start(monkeypatch, given):
    monkeypatch.setenv("EMAIL_URL", given)

    with pytest.raises(SystemExit, match="^msportal cannot start: EMAIL_URL "):
        environment.mail("EMAIL_URL")


def test_without_a_cache_all_processes_share_a_table_of_the_database():
    assert environment.cache("CACHE_URL")["BACKEND"].endswith("db.DatabaseCache")


@pytest.mark.parametrize("given", ["x", "short", "0123456789" * 4, "abc" * 30])
def test_a_secret_that_can_be_guessed_stops_the_start(monkeypatch, given):
    monkeypatch.setenv("SECRET_KEY", given)

    with pytest.raises(SystemExit, match="^msportal cannot start: SECRET_KEY can be guessed"):
        environment.secret("SECRET_KEY", "Make one.")


def test_a_long_secret_is_taken(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", secrets.token_urlsafe(50))

    assert environment.secret("SECRET_KEY", "Make one.")


def test_the_language_is_one_that_django_knows(monkeypatch):
    monkeypatch.setenv("LANGUAGE_CODE", "pt_BR")
    assert environment.language("LANGUAGE_CODE", "en-us") == "pt-br"

    monkeypatch.setenv("LANGUAGE_CODE", "klingon")
    with pytest.raises(SystemExit, match="LANGUAGE_CODE must be the code of a language"):
        environment.language("LANGUAGE_CODE", "en-us")
