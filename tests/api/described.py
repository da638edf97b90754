"""Answers held to the description that the API publishes of itself.

Definitions are the same in OpenAPI 3.1 and JSON Schema 2020-12.
"""

import re
from functools import cache

import jsonschema
from django.urls import Resolver404, resolve

from medications.api import schema, urls

PATHS = {each.name: "/api/v1/" + re.sub(r"<\w+:(\w+)>", r"{\1}", str(each.pattern)) for each in urls.urlpatterns}
NOT_DESCRIBED = {"docs"}  # a page for people
OF_METHODS = {"HEAD": "get", "OPTIONS": None}  # what says of them what is answered


def operations(described: dict) -> list[tuple[str, str, dict]]:
    return [(path, method, each) for path, methods in described["paths"].items() for method, each in methods.items()]


def operation(described: dict, name: str) -> dict:
    return next(each for _, _, each in operations(described) if each["operationId"] == name)


def closed(part):
    """The same schema, but with no field besides those described, so that none is forgotten."""
    if isinstance(part, list):
        return [closed(each) for each in part]
    if not isinstance(part, dict):
        return part
    more = {} if "properties" not in part else {"additionalProperties": False}
    return {**more, **{name: closed(each) for name, each in part.items()}}


def validator(content: dict, components: dict, has_fields: bool = False) -> jsonschema.Draft202012Validator:
    """Of an answer. Only who asked with `fields` may be given a part of a record."""
    allowed = {name: each if has_fields or not name.endswith("Chosen") else False for name, each in components["schemas"].items()}
    whole = closed({**content["schema"], "components": {"schemas": allowed}})
    return jsonschema.Draft202012Validator(whole, format_checker=jsonschema.FormatChecker())


def assert_is(described: dict, content: dict, answer) -> None:
    """The answer is what the description says."""
    validator(content, described["components"]).validate(answer.json())


@cache
def _validator(address: str, method: str, status: str, form: str, has_fields: bool) -> jsonschema.Draft202012Validator:
    content = schema.openapi()["paths"][address][method]["responses"][status]["content"][form]
    return validator(content, schema.openapi()["components"], has_fields)


def judge(request: dict, response) -> None:
    """Fails where an answer of the API has a status, a form or a member that the description does not have."""
    told = _told(request["REQUEST_METHOD"], request["PATH_INFO"])
    if told is None:
        return
    address, methods, method = told
    status = str(response.status_code)
    if method not in methods:
        assert status in ("401", "405"), f"{method} {address} is not described, but is answered {status}"
        return
    answers = methods[method]["responses"]
    assert status in answers, f"{method} {address}: an answer {status} is not described"
    form = response.get("Content-Type", "").partition(";")[0]
    content = answers[status].get("content", {})
    assert form in content or (not content and not form), f"{method} {address}: {status} as “{form}” is not described"
    if form.endswith(("/json", "+json")) and response.content:
        has_fields = "fields=" in request["QUERY_STRING"]
        _validator(address, method, status, form, has_fields).validate(response.json())


def _told(method: str, path: str) -> tuple[str, dict, str] | None:
    """The described address, its methods, and which of them it is; None for what is none of the API's operations."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    method = OF_METHODS.get(method, method.lower())
    if match.app_name != "api" or match.url_name in NOT_DESCRIBED or method is None:
        return None
    address = PATHS[match.url_name]
    return address, schema.openapi()["paths"][address], method
