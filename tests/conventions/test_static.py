"""Addresses of static files, remembered by the process."""

import pytest
from whitenoise.storage import CompressedManifestStaticFilesStorage

from msportal.static import RememberedStaticFiles


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
