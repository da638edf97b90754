"""Puts an example beside each answer in JSON, each error, and whatever is sent."""

from medications.api import examples, examples_of_webhooks
from medications.api.examples_of_problems import problem


def add(described: dict) -> None:
    operations = [each for methods in described["paths"].values() for each in methods.values()]
    for operation in operations:
        name = operation["operationId"]
        for status, answer in operation["responses"].items():
            error = problem(operation, int(status), answer["description"])
            _beside(answer, {"application/problem+json": error, "application/json": _answer(name)})
        _beside(operation.get("requestBody", {}), {"application/json": examples_of_webhooks.SENT.get(name)})
    for methods in described["webhooks"].values():
        for operation in methods.values():
            _beside(operation["requestBody"], {"application/json": examples_of_webhooks.TOLD[operation["operationId"]]})


def _answer(name: str) -> dict | None:
    return examples.of(name) or examples_of_webhooks.OF.get(name)


def _beside(part: dict, examples_by_form: dict) -> None:
    for form, told in part.get("content", {}).items():
        if examples_by_form.get(form):
            told.setdefault("example", examples_by_form[form])
