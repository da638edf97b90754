"""Static files: their addresses, remembered by the process, and style sheets joined into one."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage

from msportal.static import JOINED, RememberedStaticFiles, joined, source


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    names: list[str] = []

    def url(self, name, force=False):
        names.append(name)
        return f"/static/{name}?{len(names)}"

    monkeypatch.setattr(CompressedManifestStaticFilesStorage, "url", url)
    return names


def test_an_address_is_worked_out_once(asked):
    storage = RememberedStaticFiles()

    assert storage.url("a.css") == storage.url("a.css") == "/static/a.css?1"
    assert asked == ["a.css"]


def test_two_files_have_two_addresses(asked):
    storage = RememberedStaticFiles()

    assert storage.url("a.css") != storage.url("b.css")


def test_who_insists_gets_it_worked_out_anew(asked):
    storage = RememberedStaticFiles()
    storage.url("a.css")

    assert storage.url("a.css", force=True) == "/static/a.css?2"


# Joined style sheets

FILES = {
    "css/tokens.css": ":root {\n --space-1: min(1em, 4vw);\n  --palette-red: #c00; /* . */\n  --role-x: var(--palette-red);\n}\n",
    "css/all.css": '/* All. */\n@import url("base.css");\n@import url("parts/one.css");\n',
    "css/base.css": "/* What is everywhere. */\na,\nb:hover {\n    color: red;\n}\n",
    "css/parts/one.css": '.one::before {\n    content: "› ;  { a: b" / "";\n}\n@import url("../base.css");\n',
    "css/few.css": "@media (min-width: 4em) {\n    a b:not(.c) {\n        margin: var(--space-1) calc(1em + 2px);\n    }\n}\n",
    "css/wrong.css": "a {\n    margin: var(--space-2);\n}\n",
}


def test_a_style_sheet_is_joined_in_the_order_of_its_imports():
    assert joined("css/all.css", FILES.__getitem__) == (
        'a,b:hover{color:red}.one::before{content:"› ;  { a: b" / ""}a,b:hover{color:red}'
    )


def test_constants_stand_in_their_places_and_empty_space_goes_where_it_says_nothing():
    assert joined("css/tokens.css", FILES.__getitem__) == ":root{--role-x:#c00}"
    assert joined("css/few.css", FILES.__getitem__) == "@media (min-width: 4em){a b:not(.c){margin:min(1em,4vw) calc(1em + 2px)}}"


def test_a_constant_that_is_not_there_stops_the_collecting():
    with pytest.raises(KeyError, match="--space-2"):
        joined("css/wrong.css", FILES.__getitem__)


def test_a_constant_has_one_value():
    """Or what stands in its place would not be what a browser finds."""
    sheets = [path.read_text() for path in (Path(settings.BASE_DIR) / "static").rglob("*.css")]
    said = [name for sheet in sheets for name in re.findall(r"(--(?:palette|space)-[\w-]+)\s*:", sheet)]

    assert len(said) > 20
    assert sorted(said) == sorted(set(said))


@pytest.fixture
def collected(tmp_path, settings):
    """Collects the project's own files as an operator would; gives the storage."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "msportal.static.RememberedStaticFiles"}}
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin", "rest_framework", "drf_spectacular*"])
    return storages["staticfiles"]


@pytest.mark.slow
@pytest.mark.parametrize("name", JOINED)
def test_collected_style_sheets_are_one_file_each(collected, name):
    hashed = collected.path(collected.stored_name(name))

    assert Path(collected.path(name)).read_text() == Path(hashed).read_text() == joined(name, source)
    if len(joined(name, source)) > 200:  # less would not shrink
        assert gzip.decompress(Path(f"{hashed}.gz").read_bytes()).decode() == joined(name, source)


@pytest.mark.slow
def test_collecting_again_joins_again(collected, monkeypatch):
    monkeypatch.setattr("msportal.static.source", lambda name: ".changed{color:red}")
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin", "rest_framework", "drf_spectacular*"])

    assert Path(collected.path("css/site.css")).read_text() == ".changed{color:red}"
