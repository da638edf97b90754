"""What several tests ask in the same words: which SQL was run, which tables it names, what the public sees, what a problem is."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import orjson
from django.apps import apps
from django.db import connection
from django.test import Client

from medications.models import Change, ChangeStream, IndexFacet, IndexRow, Publication, Slug

PUBLIC_TABLES = (Publication, Slug, IndexRow, IndexFacet, Change, ChangeStream)


@contextmanager
def recorded_sql() -> Iterator[list[str]]:
    """Every statement this thread's connection runs inside the block, savepoints included."""
    statements: list[str] = []

    def record(execute, sql, params, many, context):
        statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(record):
        yield statements


def tables_of(*models) -> set[str]:
    """The tables of these models and of their many-to-many fields."""
    tables = {model._meta.db_table for model in models}
    return tables | {field.m2m_db_table() for model in models for field in model._meta.local_many_to_many}


def tables_named(sql: str) -> set[str]:
    """Those of the project's tables that a statement names, quoted or not."""
    known = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    return known & set(re.findall(r"\w+", sql))


def public_rows() -> dict[str, list[tuple]]:
    """Every row that the public state consists of, by table."""
    return {model.__name__: sorted(model.objects.order_by("pk").values_list(), key=str) for model in PUBLIC_TABLES}


def assert_problem(response, status: int) -> dict:
    """An answer as application/problem+json (RFC 9457) with this status. Returns its members."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    problem = orjson.loads(response.content)
    assert problem["status"] == status
    assert problem["type"]
    assert problem["title"]
    return problem


def body(response) -> bytes:
    """All of it, also of an answer that is sent in parts."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def shown(path: str) -> tuple[int, bytes]:
    """Status and body of an address, asked for by a reader without an account."""
    response = Client().get(path)
    return response.status_code, body(response)
