"""What goes wrong is said in one design; what must be said while the application is down stands in files."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client

from tests.conventions.test_source import INLINE
from tests.factories import accounts

pytestmark = pytest.mark.django_db

STATIC = Path(settings.BASE_DIR) / "static" / "errors"
TEMPLATES = ["errors/400.html", "errors/403.html", "errors/404.html", "403_csrf.html", "429.html"]


def frame(html: str) -> list[str]:
    """All of a page but its title and its main part."""
    around = re.sub(r"<title>.*?</title>|<main.*?</main>", "", html, flags=re.DOTALL)
    return [line.strip() for line in around.splitlines() if line.strip()]


@pytest.mark.parametrize("name", ["500", "503"])
def test_a_file_looks_like_the_other_error_pages(name):
    assert frame((STATIC / f"{name}.html").read_text()) == frame(render_to_string("errors/404.html"))


@pytest.mark.parametrize("name", ["500", "503"])
def test_a_file_stands_by_itself(name):
    html = (STATIC / f"{name}.html").read_text()

    assert INLINE.findall(html) == []
    assert re.findall(r"{[{%]", html) == []
    assert set(re.findall(r'<link rel="stylesheet" href="([^"]+)"', html)) == {"/static/css/site.css", "/static/css/more.css"}


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_error_page_leads_on_and_says_where_help_is(template):
    html = render_to_string(template)

    assert html.count("<h1") == 1
    assert "call your local emergency number" in html
    assert 'href="/"' in html


def test_where_nothing_is_found_one_can_search(client):
    answer = client.get("/nothing/")

    assert answer.status_code == 404
    assert 'action="/medications/"' in answer.content.decode()
    assert 'name="q"' in answer.content.decode()


@pytest.mark.urls("tests.wiring.framed_urls")
def test_a_fault_shows_the_file(client):
    client.raise_request_exception = False

    answer = client.get("/broken/")

    assert answer.status_code == 500
    assert answer.content.decode() == (STATIC / "500.html").read_text()
    assert answer["Cache-Control"] == "no-store"


def test_a_form_without_its_token_is_told_so():
    strict = Client(enforce_csrf_checks=True)
    accounts.sign_in(strict, accounts.writer())

    answer = strict.post("/admin/logout/")

    assert answer.status_code == 403
    assert "The form was not accepted" in answer.content.decode()


@pytest.mark.parametrize("name", ["500", "503"])
def test_operators_are_told_to_show_the_files(name):
    operators = (Path(settings.BASE_DIR) / "docs" / "operators.md").read_text()

    assert re.search(rf"^\s+error_page [\d ]*{name}[\d ]* /static/errors/{name}\.html;", operators, re.MULTILINE)
