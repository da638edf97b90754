"""What belongs to one is not reached through another."""

import pytest
from django.test import Client
from django.urls import reverse

from medications.actions import comments
from medications.models import Finding
from tests.access.hidden import told_apart
from tests.admin.desk import address as desk_address
from tests.factories import accounts, drafts, invitations, letters, second_factors, takeovers
from tests.factories.publications import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("site")]


def test_rows_of_another_document_are_not_reached_through_this_one(site):
    client = Client()
    accounts.sign_in(client, accounts.account("writer", "reviewer", "publisher", "administrator", name="everything"))
    here, there = site.draft.document, site.edit.document
    finding = Finding.objects.create(document=there, code="hush", message="Look.")
    invitation = invitations.invited(site.edit)[0]

    for screen, pk in (("settle", finding.pk), ("revoke_invitation", invitation.pk)):
        assert client.post(desk_address(here, screen, pk)).status_code == 404, screen

    finding.refresh_from_db()
    invitation.refresh_from_db()
    assert (finding.settled_at, invitation.revoked_at) == (None, None)


def test_comments_and_letters_of_another_document_are_not_reached_through_this_one(site):
    client = Client()
    accounts.sign_in(client, accounts.account("writer", "reviewer", "publisher", "administrator", name="everything"))
    here, there = site.draft.document, site.edit
    comment = comments.comment(revision=there, place="", text="Hush.", by=accounts.writer(), now=NOW)
    letter = letters.recorded(there).written

    assert client.post(desk_address(here, "resolve_comment", comment.pk)).status_code == 404
    assert client.post(desk_address(here, "comments"), {"reply_to": comment.pk, "text": "Yes."}).status_code == 404
    assert client.get(desk_address(here, "written_approval_file", letter.pk)).status_code == 404

    comment.refresh_from_db()
    assert (comment.resolved_at, comment.replies.count()) == (None, 0)


def test_a_finding_of_another_upload_is_not_settled_on_this_page():
    client = Client()
    accounts.sign_in(client, accounts.writer())
    batch = takeovers.upload()
    finding = Finding.objects.create(document=drafts.find_document("medication", "hushamine"), code="hush", message="Look.")

    for screen, more, data in (
        ("settle", [1], {"finding": [finding.pk]}),
        ("findings", ["hush"], {"finding": [finding.pk], "settle": "1"}),
    ):
        client.post(reverse(f"admin:medications_importbatch_{screen}", args=[batch.pk, *more]), data)

    finding.refresh_from_db()
    assert finding.settled_at is None


def test_the_passkey_of_somebody_else_is_not_there():
    client = Client()
    accounts.sign_in(client, second_factors.with_app(accounts.writer()))
    theirs = second_factors.passkey(accounts.reviewer()).pk

    for screen in ("edit", "remove"):
        assert told_apart(str(theirs).rjust(8, "0"), "99999999", f"/accounts/2fa/webauthn/keys/{{}}/{screen}/", client) == {}
        assert client.get(f"/accounts/2fa/webauthn/keys/{theirs}/{screen}/").status_code == 404
