"""One way out: nothing but the guarded client asks other machines, and the client is never made with less of a guard."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(file for part in ("medications", "msportal") for file in (ROOT / part).rglob("*.py"))
REACHES_OUT = (
    *("socket", "ssl", "http.client", "urllib.request", "urllib3", "requests", "httpx", "aiohttp", "pycurl"),
    *("ftplib", "smtplib", "poplib", "imaplib", "xmlrpc.client", "socketserver", "asyncio.open_connection"),
)
MAY = {
    "medications/delivery/outgoing.py",
    "medications/delivery/outgoing_address.py",
    "medications/delivery/outgoing_wire.py",
    "medications/management/commands/serve.py",  # asks its own web process whether it is up
}


def imported(tree: ast.AST) -> set[str]:
    modules = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    members = {
        f"{node.module}.{alias.name}" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    return modules | members


def reaches_out(source: str) -> list[str]:
    return sorted(
        name for name in imported(ast.parse(source)) if any(name == way or name.startswith(f"{way}.") for way in REACHES_OUT)
    )


def guards_replaced(source: str) -> list[str]:
    """Calls that make the client with a resolver, a way to connect or a trust of their own, as only tests may."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    made = [call for call in calls if ast.unparse(call.func).split(".")[-1] == "Outgoing"]
    return [ast.unparse(call) for call in made if call.args or call.keywords]


def test_only_the_guarded_client_reaches_out():
    found = {str(file.relative_to(ROOT)): names for file in FILES if (names := reaches_out(file.read_text()))}

    assert set(found) == MAY, "use medications.delivery.outgoing.Outgoing"


def test_the_client_is_made_as_it_is():
    assert [call for file in FILES for call in guards_replaced(file.read_text())] == []


@pytest.mark.parametrize(
    "line",
    [
        *("import urllib3", "import socket", "from urllib import request", "import urllib.request", "from http.client import X"),
        *("from requests import get", "def f():\n    import httpx"),
    ],
)
def test_an_import_that_reaches_out_is_noticed(line):
    assert reaches_out(line)


@pytest.mark.parametrize("line", ["from urllib.parse import urlsplit", "from http import HTTPStatus", "import sockets"])
def test_a_like_name_is_left_alone(line):
    assert reaches_out(line) == []


def test_a_client_with_a_guard_of_its_own_is_noticed():
    assert guards_replaced("outgoing.Outgoing(resolve=mine).get(url)") == ["outgoing.Outgoing(resolve=mine)"]
