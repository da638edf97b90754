"""Reads settings from the environment. What is missing or malformed stops the start with one line that says which and why."""

import sys
import zoneinfo
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
import environs

env = environs.Env()


def refuse(name: str, why: str):
    """Ends the program with one line. No traceback: the reader is an operator, perhaps at night."""
    sys.exit(f"msportal cannot start: {name} {why}")


def required(name: str, why: str) -> str:
    value = env.str(name, "")
    return value or refuse(name, f"is not set. {why}")


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
    value = env.str(name, "locmem://")
    match urlsplit(value).scheme:
        case "locmem":
            return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
        case "redis" | "rediss":
            return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": value}
    refuse(name, "must be redis://host:6379/0, or unset for an in-process cache.")


def time_zone(name: str, default: str) -> str:
    value = env.str(name, default)
    try:
        zoneinfo.ZoneInfo(value)
    except (ValueError, zoneinfo.ZoneInfoNotFoundError):
        refuse(name, f"must be a time zone such as America/New_York, not {value!r}.")
    return value
