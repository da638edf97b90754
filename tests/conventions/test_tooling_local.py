"""The environment `make run` makes up, so that trying msportal needs no configuration."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from msportal import local


@pytest.fixture
def var(tmp_path):
    return tmp_path / "var"


def test_first_time_makes_a_secret_only_the_owner_may_read(var):
    environment = local.local_environment({"VAR_DIR": str(var)})

    assert len(environment["SECRET_KEY"]) >= 50
    assert (var / "local.env").stat().st_mode & 0o777 == 0o600


def test_second_time_has_the_same_secret(var):
    first = local.local_environment({"VAR_DIR": str(var)})

    assert local.local_environment({"VAR_DIR": str(var)})["SECRET_KEY"] == first["SECRET_KEY"]


def test_two_machines_have_different_secrets(tmp_path):
    secrets = {local.local_environment({"VAR_DIR": str(tmp_path / name)})["SECRET_KEY"] for name in "ab"}

    assert len(secrets) == 2


def test_a_given_secret_is_used_and_none_is_written(var):
    environment = local.local_environment({"VAR_DIR": str(var), "SECRET_KEY": "given"})

    assert environment["SECRET_KEY"] == "given"
    assert not var.exists()


def test_address_follows_the_port(var):
    environment = local.local_environment({"VAR_DIR": str(var), "PORT": "9000"})

    assert environment["SITE_URL"] == "http://localhost:9000"
    assert environment["ALLOWED_HOSTS"] == "localhost,127.0.0.1"
    assert environment["DEBUG"] == "0"


@pytest.mark.parametrize("given", [{}, {"PORT": ""}])
def test_without_a_port_it_is_8000(var, given):
    assert local.local_environment({"VAR_DIR": str(var), **given})["SITE_URL"] == "http://localhost:8000"


def test_file_may_set_more_and_the_environment_wins(var):
    var.mkdir()
    (var / "local.env").write_text("# mine\nSECRET_KEY=a=b\n\nPORT = 9000\nTIME_ZONE=UTC\n")

    environment = local.local_environment({"VAR_DIR": str(var), "TIME_ZONE": "America/Toronto"})

    assert environment["SECRET_KEY"] == "a=b"
    assert environment["SITE_URL"] == "http://localhost:9000"
    assert environment["TIME_ZONE"] == "America/Toronto"


def test_needs_nothing_but_the_standard_library():
    names = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(Path(local.__file__).read_text()))
        for name in (
            [alias.name for alias in node.names] if isinstance(node, ast.Import) else [getattr(node, "module", "") or ""]
        )
    } - {""}

    assert names <= sys.stdlib_module_names


@pytest.mark.slow
def test_without_any_environment_manage_py_says_in_one_line_what_is_missing(tmp_path):
    done = subprocess.run(
        [sys.executable, str(local.BASE_DIR / "manage.py"), "check"], env={}, cwd=tmp_path, capture_output=True, text=True
    )

    assert done.returncode == 1
    assert done.stderr.startswith("msportal cannot start: SECRET_KEY is not set. ")
    assert done.stderr.count("\n") == 1
