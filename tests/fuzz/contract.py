"""Schemathesis: requests made from the API's own description, valid and invalid, and all its checks on the answers."""

from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import jsonschema
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import Phase
from hypothesis import strategies as st
from schemathesis.checks import CHECKS
from schemathesis.generation import GenerationMode

from medications.api import schema as description
from tests.fuzz import attack, rules
from tests.fuzz.wire import Answer, Request

# A code, letter or page that does not exist is refused (400) however well it is formed: a silent full list would mislead.
LEFT_OUT = ["positive_data_acceptance"]


def run(number: int, seeded: int) -> attack.Tally:
    from msportal.wsgi import application

    tally = attack.Tally("API contract")
    with connection_kept_open():
        described = schemathesis.openapi.from_wsgi("/api/v1/schema/", application)
        operations = [each.ok() for each in described.get_all_operations()]
        cases = [each.as_strategy(generation_mode=mode) for each in operations for mode in GenerationMode]
        attack.generated(lambda case: judge(case, tally), st.one_of(cases), number, seeded, [Phase.generate])
    return tally


@contextmanager
def connection_kept_open():
    """As `wire.send` does: the transaction around it must not end with the first request."""
    disconnected = [each for each in (request_started, request_finished) if each.disconnect(close_old_connections)]
    try:
        yield
    finally:
        for each in disconnected:
            each.connect(close_old_connections)


def judge(case, tally: attack.Tally) -> None:
    response = case.call()
    headers = [(name, value) for name, values in response.headers.items() for value in values]
    answer = Answer(response.status_code, headers, response.content, response.elapsed)
    request = Request(case.method, f"{case.formatted_path}?{case.query}")
    tally.add(answer, request, rules.faults(request, answer) + failures(case, response))


def is_as_described(path: str, address: str) -> bool:
    """Whether the parameters keep to the description as they came: what was meant to be wrong, such as a number instead of a list
    of texts, or null instead of a text, may have become right on the way.
    """
    given = parse_qs(urlsplit(address).query, keep_blank_values=True)
    told = {each["name"]: each["schema"] for each in description.openapi()["paths"][path]["get"].get("parameters", ())}
    return bool(given) and all(name in told and _fits(told[name], values) for name, values in given.items())


def _fits(schema: dict, values: list[str]) -> bool:
    if schema.get("type") == "array":
        return jsonschema.Draft202012Validator(schema).is_valid(values)
    read = [values[0], *([int(values[0])] if values[0].isascii() and values[0].isdigit() else [])]
    return len(values) == 1 and any(jsonschema.Draft202012Validator(schema).is_valid(each) for each in read)


def failures(case, response) -> list[rules.Fault]:
    left_out = [*LEFT_OUT, *(["not_a_server_error"] if rules.is_no_such_format(case.path, response.status_code) else [])]
    is_right = case.method == "GET" and is_as_described(case.path, response.request.url)
    left_out += ["negative_data_rejection"] if is_right else []
    checks = [check for name in CHECKS.get_all_names() if name not in left_out for check in CHECKS.get_by_names([name])]
    try:
        case.validate_response(response, checks=checks)
    except schemathesis.errors.FailureGroup as group:
        return [rules.Fault("shape", f"{case.operation.label}: {each.title}: {each.message[:200]}") for each in group.exceptions]
    return []
