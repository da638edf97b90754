"""Settings the tests run with: the real ones in a fixed environment, with quick and forgetful parts where that is safe.

DATABASE_URL alone is taken from outside: unset, every process has an SQLite file of its own; `make test` sets it to run
everything again on PostgreSQL.
"""

import os
import tempfile
from pathlib import Path

FIXED = {
    "SECRET_KEY": "only-for-tests-" + "x" * 50,
    "SITE_URL": "http://testserver",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "DEBUG": "0",
    "TIME_ZONE": "UTC",
}
LEFT_TO_DEFAULTS = ("CACHE_URL", "EMAIL_URL", "LOCAL_DEMO", "STALE_LIMIT")

os.environ.update(FIXED)
for name in LEFT_TO_DEFAULTS:
    os.environ.pop(name, None)
# Removed when the process ends. Nothing a test writes lands in var/.
_scratch = tempfile.TemporaryDirectory(prefix="msportal-tests-")
os.environ["VAR_DIR"] = _scratch.name

from msportal.settings import *  # noqa: E402, F403 - the environment comes first
from msportal.settings import CACHES, DATABASES, STORAGES  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: threads and the live server need connections of their own.
    DATABASES["default"]["NAME"] = str(Path(_scratch.name) / "unused.sqlite3")
    DATABASES["default"]["TEST"] = {"NAME": str(Path(_scratch.name) / "test.sqlite3")}
    # It is thrown away, so nothing waits for the disk.
    OPTIONS = DATABASES["default"]["OPTIONS"]
    OPTIONS["init_command"] = OPTIONS["init_command"].replace("synchronous=FULL", "synchronous=OFF")
DATABASES["default"]["CONN_MAX_AGE"] = 0  # a thread's connection must not outlive its test

# Hashed file names need `collectstatic`; tests take files from where they lie.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

# In the process, not in the database, which most tests do not ask for.
CACHES["default"]["BACKEND"] = "django.core.cache.backends.locmem.LocMemCache"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
