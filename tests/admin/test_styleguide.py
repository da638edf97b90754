"""The style guide shows every component, so that none is changed without being looked at."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from medications.models import SocietyProfile
from medications.projections import styleguide
from tests.assertions import recorded_sql
from tests.factories import accounts

pytestmark = pytest.mark.django_db

COMPONENTS = sorted(path.stem for path in (Path(settings.BASE_DIR) / "templates" / "components").glob("*.html"))
AROUND = {"header", "breadcrumb", "footer"}  # around every page, this one too
NO_LOOKS = {"medication_styles", "differences_styles", "for_machines"}  # nothing to see
EXAMPLES = styleguide.components()


@pytest.fixture
def staff(client):
    accounts.sign_in(client, accounts.writer())
    return client


def test_every_component_is_shown(staff):
    answer = staff.get("/styleguide/")

    shown = {template.name for template in answer.templates}
    assert answer.status_code == 200
    assert [name for name in COMPONENTS if name not in NO_LOOKS and f"components/{name}.html" not in shown] == []


@pytest.mark.parametrize(("name", "title", "template"), EXAMPLES, ids=[name for name, _, _ in EXAMPLES])
def test_each_example_shows_something(name, title, template):
    html = render_to_string(template, {**styleguide.context(), "profile": SocietyProfile.objects.latest()})

    assert "<" in html
    assert len(" ".join(html.split())) > 30


def test_nothing_of_the_site_is_read_for_it(staff):
    staff.get("/styleguide/")
    with recorded_sql() as statements:
        staff.get("/styleguide/")

    assert [sql for sql in statements if "medications_indexrow" in sql or "medications_medication" in sql] == []
