"""What the description says of managing webhooks."""

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view

from medications.api import schema, shapes, webhooks
from medications.api.schema import JSON

WEBHOOK = OpenApiParameter("webhook", shapes.UUID, OpenApiParameter.PATH, description="Its `id`.")
TOLD = {
    401: "There is no key, or it is not valid.",
    403: "The key is not for webhooks.",
    409: "It cannot be done as things are: `detail` says why.",
}


def managed(
    view, method: str, name: str, summary: str, status: int, shape: dict | None, *, sent: dict | None = None, one: bool = True
) -> None:
    statuses = [400, 401, 403, *([404] if one else []), *([409] if method in ("post", "patch", "delete") else [])]
    told = {**TOLD, 404: "This key has no such webhook."} if one else TOLD
    answers = {(status, JSON): OpenApiResponse(shape, "As asked.")} if shape else {status: OpenApiResponse(None, "Done.")}
    operation = extend_schema(
        operation_id=name,
        summary=summary,
        parameters=[*([WEBHOOK] if one else []), *schema.LIMITS],
        request={JSON: sent} if sent else None,
        responses={**answers, **schema.problems(statuses, {each: text for each, text in told.items() if each in statuses})},
        auth=[{"partnerKey": []}],
        tags=["Webhooks"],
    )
    extend_schema_view(**{method: operation})(view)


def shape(name: str) -> dict:
    return shapes.ref(name)


managed(webhooks.WebhookList, "get", "listWebhooks", "Your webhooks", 200, shapes.a_list(shape("Webhook")), one=False)
managed(
    webhooks.WebhookList,
    "post",
    "registerWebhook",
    "Have an address of yours told of changes",
    201,
    shape("WebhookWithSecret"),
    sent=shape("WebhookToRegister"),
    one=False,
)
managed(webhooks.WebhookDetail, "get", "getWebhook", "One of your webhooks", 200, shape("Webhook"))
managed(
    webhooks.WebhookDetail,
    "patch",
    "changeWebhook",
    "Change, stop or start a webhook",
    200,
    shape("Webhook"),
    sent=shape("WebhookToChange"),
)
managed(webhooks.WebhookDetail, "delete", "removeWebhook", "Remove a webhook for good", 204, None)
managed(
    webhooks.Secret,
    "post",
    "makeWebhookSecret",
    "A new secret; the former counts for three days",
    200,
    shape("WebhookWithSecret"),
)
managed(webhooks.Test, "post", "testWebhook", "Have a test sent", 202, shape("WebhookDelivery"))
managed(
    webhooks.Replay,
    "post",
    "replayWebhook",
    "Have changes sent again",
    202,
    shape("Replayed"),
    sent=shape("ToReplay"),
)
managed(
    webhooks.Deliveries,
    "get",
    "listWebhookDeliveries",
    "The last hundred messages, and what came of them",
    200,
    shapes.a_list(shape("WebhookDelivery")),
)
