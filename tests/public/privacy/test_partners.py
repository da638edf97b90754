"""What is kept of sites that use the texts, and what they are told: by mail, and by a frame of ours."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from medications.actions import partners
from medications.actions.partners import key_ends, webhook_outbox, webhook_stops, webhooks
from medications.content.choices import WebhookStop
from medications.models import ApiKey
from msportal.static import source
from tests.factories import accounts
from tests.factories.publications import NOW
from tests.factories.webhooks import URL, registered
from tests.public.privacy.page import says

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


# When another site shows our texts

FRAMES = ("/embed/medications/orbelazine/", "/embed/medications/never/")


@says("Other sites may show a short form of our pages in a frame.")
def test_any_site_may_show_a_frame(client):
    assert ["frame-ancestors *" in client.get(frame)["Content-Security-Policy"] for frame in FRAMES] == [True, True]


@says("A frame sets no cookie and reads none.")
def test_a_frame_is_the_same_for_everybody(client):
    plain = [client.get(frame) for frame in FRAMES]
    client.cookies["display"] = "dark.large.wide"
    chosen = [client.get(frame) for frame in FRAMES]

    assert [answer.content for answer in chosen] == [answer.content for answer in plain]
    assert [answer.cookies for answer in [*plain, *chosen] if answer.cookies] == []
    assert "cookie" not in source("js/embed_height.js")


@says(
    "It tells the site around it how high its text is.",
    "Some sites open our links themselves, and the frame tells them which link you follow.",
    "It tells them nothing else.",
)
def test_a_frame_tells_this(client):
    """That it does: tests/browser/test_embed.py."""
    script = source("js/embed_height.js")
    told = re.findall(r"postMessage\(\{(.*?)\}", script)

    assert told == [
        "type: 'msportal:height', height",
        "message: 'height', value: height, secret",
        "message: 'link', value: link.href, secret",
    ]
    assert script.count("postMessage") == len(told)
    assert re.findall(r"fetch|XMLHttp|Beacon|WebSocket|EventSource|Storage|new Image|import", script) == []
    for frame in FRAMES:
        assert re.findall(r'<script src="([^"]+)"', client.get(frame).content.decode()) == ["/static/js/embed_height.js"]


# If your own site uses our texts


@says("Your site needs no key to read our data.")
def test_the_api_is_open():
    assert Client().get("/api/v1/medications/").status_code == 200


@says(
    "If you ask for a key, we keep your site's name, a contact address and the last day the key was used.",
    "We do not keep the key itself.",
)
def test_of_a_key_this_is_kept():
    administrator, now = accounts.account("administrator"), timezone.now()

    key, text = partners.issue_key(
        holder="Partner", contact="web@partner.example", expires=now + timedelta(days=9), by=administrator, now=now
    )

    row = ApiKey.objects.filter(pk=key.pk).values().get()
    assert (row.pop("holder"), row.pop("contact"), row.pop("last_used_on")) == ("Partner", "web@partner.example", None)
    followed = {"followed_stream", "followed_sequence", "followed_at"}
    assert set(row) - followed == {
        "id",
        "prefix",
        "digest",
        "issued_at",
        "expires_at",
        "revoked_at",
        "by_id",
        "by_name",
        "scopes",
        "told_of_end_at",
    }
    assert text not in str(row)


@says("We write to that address before the key ends, and when we had to stop telling your site of changes.")
def test_the_contact_of_a_key_gets_these_mails(django_capture_on_commit_callbacks):
    webhook, _ = registered()
    key_ends.tell(now=webhook.key.expires_at - timedelta(days=7))
    with django_capture_on_commit_callbacks(execute=True):
        webhook_stops.stop_by_itself(webhook, WebhookStop.FAILING, NOW)

    subjects = [message.subject for message in mail.outbox if message.to == [webhook.key.contact]]
    assert subjects == ["Your key for Medications used in MS ends soon", "Your webhook was stopped"]


@says(
    "We keep how far your site has read our list of changes, and where it wants to be told of them.",
    "What came of telling it is deleted after 30 days.",
)
def test_of_webhooks_this_is_kept():
    webhook, _ = registered()
    webhooks.send_test(webhook=webhook, by=webhook.key, now=NOW)
    kept = {field.attname for field in ApiKey._meta.concrete_fields if field.attname.startswith("followed")}

    assert kept == {"followed_stream", "followed_sequence", "followed_at"}
    assert webhook.url == URL
    assert webhook_outbox.prune(now=NOW + timedelta(days=30, seconds=1)) == 1
