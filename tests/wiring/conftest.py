import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# What msportal/settings.py derives from SITE_URL.
DERIVED = ("SITE_", "SECURE_", "SESSION_COOKIE_", "CSRF_")
PRINT = f"""
import json
from msportal import settings
print(json.dumps({{name: getattr(settings, name) for name in dir(settings) if name.startswith({DERIVED!r})}}))
"""


@pytest.fixture(scope="session")
def settings_of_https():
    """The settings of a site on https, as another process reads them from the environment."""
    environment = {**os.environ, "SITE_URL": "https://testserver", "DJANGO_SETTINGS_MODULE": "msportal.settings"}
    answer = subprocess.run([sys.executable, "-c", PRINT], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return json.loads(answer.stdout)


@pytest.fixture
def https_client(settings, settings_of_https):
    """A reader's browser on a site on https."""
    from django.test import Client

    for name, value in settings_of_https.items():
        setattr(settings, name, value)
    return Client(headers={"X-Forwarded-Proto": "https"})
