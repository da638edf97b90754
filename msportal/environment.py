"""Reads settings from the environment. What is missing or malformed stops the start with one line that says which and why."""

import sys
import zoneinfo
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
import environs
from django.conf import global_settings

env = environs.Env()
SHORTEST_SECRET, FEWEST_DIFFERENT = 50, 5  # as `check --deploy` warns of
LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1", "[::1]"}


def refuse(name: str, why: str):
    """Ends the program with one line. No traceback: the reader is an operator, perhaps at night."""
    sys.exit(f"msportal cannot start: {name} {why}")


def secret(name: str, why: str) -> str:
    """Whoever guesses it can make links for new passwords and read second factors."""
    value = env.str(name, "")
    if not value:
        refuse(name, f"is not set. {why}")
    if len(value) < SHORTEST_SECRET or len(set(value)) < FEWEST_DIFFERENT:
        refuse(name, f"can be guessed: it must have {SHORTEST_SECRET} random characters or more. {why}")
    return value


def boolean(name: str) -> bool:
    try:
        return env.bool(name, False)
    except environs.EnvError:
        refuse(name, "must be 1 or 0 (or true, false).")


def whole_number(name: str, default: int, low: int, high: int) -> int:
    try:
        value = env.int(name, default)
    except environs.EnvError:
        refuse(name, f"must be a whole number from {low} to {high}.")
    return value if low <= value <= high else refuse(name, f"must be a whole number from {low} to {high}, not {value}.")


def site_address(name: str, default: str) -> str:
    """An absolute http(s) address without path, as `https://meds.example.org`."""
    value = env.str(name, default).rstrip("/")
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        refuse(name, f"must be an address such as https://meds.example.org without a path, not {value!r}.")
    return value


def is_this_machine(host: str) -> bool:
    return host in LOCAL_HOSTS


def local_demo(name: str, site_host: str, allowed_hosts: list[str], debug: bool) -> bool:
    """Whether nobody is asked for a second factor: for trying msportal on one's own machine, and nowhere else."""
    wanted = boolean(name)
    elsewhere = [host for host in (site_host, *allowed_hosts, env.str("HOST", "127.0.0.1")) if not is_this_machine(host)]
    if wanted and elsewhere and not debug:
        refuse(name, f"takes the second lock off the door, so it can be on only on one's own machine, not for {elsewhere[0]}.")
    return wanted


def mail(name: str) -> dict:
    """Django's mail settings from smtp://user:password@host:587 (STARTTLS), smtps:// (TLS), console:// or nothing (no mail)."""
    value = env.str(name, "")
    parts = urlsplit(value)
    try:
        port = parts.port
    except ValueError:
        refuse(name, "has a port that is no number.")
    match parts.scheme:
        case "" if not value:
            return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
        case "console":
            return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
        case "smtp" | "smtps" if parts.hostname:
            wrapped = parts.scheme == "smtps"
            return {
                "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
                "EMAIL_HOST": parts.hostname,
                "EMAIL_PORT": port or (465 if wrapped else 587),
                "EMAIL_HOST_USER": unquote(parts.username or ""),
                "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
                "EMAIL_USE_SSL": wrapped,
                # A relay on this machine has no certificate; everywhere else a password and a reset link must not go in the open.
                "EMAIL_USE_TLS": not wrapped and not is_this_machine(parts.hostname),
                "EMAIL_TIMEOUT": 15,
            }
    refuse(name, "must be smtp://user:password@host:587, smtps://user:password@host:465 or console://, or unset for no mail.")


def database(name: str, default_file: Path) -> dict:
    """Django's DATABASES entry. SQLite runs in WAL with IMMEDIATE transactions: a writer waits, none is turned away late."""
    value = env.str(name, "") or f"sqlite:///{default_file}"
    try:
        config = dj_database_url.parse(value, conn_max_age=60, conn_health_checks=True)
    except Exception:
        refuse(name, "is not a database address. Write postgres://user:password@host:5432/name or sqlite:////path/to/file.")
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # recursive_triggers: REPLACE deletes the row it replaces, and only then does a trigger that refuses deletion see it.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000; "
            "PRAGMA recursive_triggers=ON;",
        }
    elif not config["ENGINE"].endswith("postgresql"):
        refuse(name, "must name PostgreSQL (postgres://) or SQLite (sqlite:///).")
    return config


def cache(name: str) -> dict:
    """Django's CACHES entry. Unset, the database keeps it: every process of the machine counts the same failed sign-ins."""
    value = env.str(name, "") or "database://"
    # With Django's 300 a stranger would push the counts of failed sign-ins out by some hundred requests.
    room = {"OPTIONS": {"MAX_ENTRIES": 100_000}}
    match urlsplit(value).scheme:
        case "database":
            return {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache", **room}
        case "locmem":
            return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", **room}
        case "redis" | "rediss":
            return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": value}
    refuse(name, "must be redis://host:6379/0, or unset to keep it in the database.")


def language(name: str, default: str) -> str:
    """One of the languages that Django knows: `es`, `pt-br`."""
    value = env.str(name, default).lower().replace("_", "-")
    if value not in dict(global_settings.LANGUAGES) | {default: ""}:
        refuse(name, f"must be the code of a language, such as es or pt-br, not {value!r}.")
    return value


def time_zone(name: str, default: str) -> str:
    value = env.str(name, default)
    try:
        zoneinfo.ZoneInfo(value)
    except (ValueError, zoneinfo.ZoneInfoNotFoundError):
        refuse(name, f"must be a time zone such as America/New_York, not {value!r}.")
    return value
