"""`webhooks/`: what the holder of a key has us tell, and where. For keys with the scope for it, their own webhooks only."""

import uuid

import orjson
from django.utils import timezone
from rest_framework.exceptions import MethodNotAllowed, NotAuthenticated, NotFound, PermissionDenied, ValidationError
from rest_framework.response import Response

from medications.actions.partners import webhooks
from medications.api.problems import problem
from medications.api.views import Read
from medications.content.choices import KeyScope
from medications.content.parameters import unknown as said_of_unknown
from medications.errors import NotAllowed
from medications.projections import webhook_state

NEEDS_A_KEY = "Webhooks are for holders of a key: send it as “Authorization: Bearer KEY”."
WRONG_KEY = "This key is not for webhooks. Ask the society for one that is."
MOST_NUMBER = 2**53  # what JSON carries everywhere


class Managed(Read):
    """Asked with a key for webhooks. What is said here is of that key alone, so nothing keeps it."""

    def initial(self, request, *args, **kwargs):
        if request.method.lower() not in self.http_method_names:
            raise MethodNotAllowed(request.method)
        super().initial(request, *args, **kwargs)
        if request.method == "OPTIONS":  # a browser asks without the key whether it may send it
            return
        if request.auth is None:
            raise NotAuthenticated(NEEDS_A_KEY)
        if KeyScope.WEBHOOKS not in request.auth.scopes:
            raise PermissionDenied(WRONG_KEY)

    def finalize_response(self, request, response, *args, **kwargs):
        response.headers["Cache-Control"] = "no-store"
        return super().finalize_response(request, response, *args, **kwargs)

    def handle_exception(self, exc):
        if isinstance(exc, webhooks.CannotManage):
            if exc.field:
                return super().handle_exception(ValidationError({exc.field: [str(exc)]}))
            return problem(409, str(exc))
        if isinstance(exc, NotAllowed):
            return problem(403, str(exc))
        return super().handle_exception(exc)


class One(Managed):
    """One webhook of the key. Those of others are not told from those that never were."""

    def webhook(self, request, webhook: uuid.UUID):
        found = webhook_state.find(request.auth, webhook)
        if found is None:
            raise NotFound("This key has no such webhook.")
        return found

    def state(self, request, webhook: uuid.UUID, **more) -> dict:
        return {**webhook_state.as_json(self.webhook(request, webhook)), **more}


class WebhookList(Managed):
    http_method_names = ["get", "head", "post", "options"]

    def get(self, request):
        results = [webhook_state.as_json(each) for each in webhook_state.of_key(request.auth)]
        return Response({"results": results, "next": None, "previous": None})

    def post(self, request):
        sent = body(request, {"url": text, "kinds": texts, "document_kinds": texts}, needed=("url",))
        made, secret = webhooks.register(key=request.auth, **sent, by=request.auth, now=timezone.now())
        told = {**webhook_state.as_json(webhook_state.find(request.auth, made.pk)), "secret": secret}
        return Response(told, status=201, headers={"Location": f"{request.path}{made.pk}/"})


class WebhookDetail(One):
    http_method_names = ["get", "head", "patch", "delete", "options"]

    def get(self, request, webhook: uuid.UUID):
        return Response(self.state(request, webhook))

    def patch(self, request, webhook: uuid.UUID):
        found = self.webhook(request, webhook)
        sent = body(request, {"url": text, "kinds": texts, "document_kinds": texts, "active": flag})
        if sent:
            webhooks.change(webhook=found, **sent, by=request.auth, now=timezone.now())
        return Response(self.state(request, webhook))

    def delete(self, request, webhook: uuid.UUID):
        webhooks.remove(webhook=self.webhook(request, webhook), by=request.auth, now=timezone.now())
        return Response(status=204)


class Secret(One):
    http_method_names = ["post", "options"]

    def post(self, request, webhook: uuid.UUID):
        plain = webhooks.make_secret(webhook=self.webhook(request, webhook), by=request.auth, now=timezone.now())
        return Response(self.state(request, webhook, secret=plain))


class Test(One):
    http_method_names = ["post", "options"]

    def post(self, request, webhook: uuid.UUID):
        made = webhooks.send_test(webhook=self.webhook(request, webhook), by=request.auth, now=timezone.now())
        return Response(webhook_state.delivery_json(made), status=202)


class Replay(One):
    http_method_names = ["post", "options"]

    def post(self, request, webhook: uuid.UUID):
        found = self.webhook(request, webhook)
        sent = body(request, {"after": number, "sequence": number})
        count, last = webhooks.replay(webhook=found, **sent, by=request.auth, now=timezone.now())
        return Response({"sent": count, "last_sequence": last}, status=202)


class Deliveries(One):
    http_method_names = ["get", "head", "options"]

    def get(self, request, webhook: uuid.UUID):
        found = webhook_state.newest_deliveries(self.webhook(request, webhook))
        results = [webhook_state.delivery_json(each, each.tries.all()) for each in found]
        return Response({"results": results, "next": None, "previous": None})


# What is sent


def body(request, known: dict, needed: tuple[str, ...] = ()) -> dict:
    """A JSON object with these members, each as its function wants it. Raises ValidationError."""
    try:
        sent = orjson.loads(request.body or b"{}")
    except ValueError:
        raise ValidationError({"body": ["This is not JSON."]}) from None
    if not isinstance(sent, dict):
        raise ValidationError({"body": [f"Send a JSON object with: {', '.join(known)}."]})
    faults = {name[:40]: [said_of_unknown(name, tuple(known))] for name in list(sent)[:20] if name not in known}
    faults |= {name: ["This is needed."] for name in needed if name not in sent}
    faults |= {name: [wrong] for name, value in sent.items() if name in known and (wrong := known[name](value))}
    if faults:
        raise ValidationError(faults)
    return sent


def text(value) -> str:
    return "" if isinstance(value, str) else "This is a text."


def texts(value) -> str:
    return "" if isinstance(value, list) and all(isinstance(each, str) for each in value) else "This is a list of texts."


def number(value) -> str:
    whole = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_NUMBER
    return "" if whole else "This is a whole number."


def flag(value) -> str:
    return "" if isinstance(value, bool) else "This is true or false."
