"""The site whose every door is tried: one row of each kind, the addresses that show it, and what its forms would send."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import uuid4

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone
from django.utils.http import int_to_base36

from medications.access_matrix.addresses import ADDRESSES, KINDS
from medications.actions import comments, reviews, takeovers
from medications.actions.feedback import error_reports, policy_violations
from medications.content.policy_reports import StoppedLoad
from medications.models import Event, Finding, PolicyViolation, SafetyNotice, SocietyProfile
from medications.permissions import Role
from tests.access import saving
from tests.access.correcting import Correcting
from tests.access.reviewing import Reviewing
from tests.access.taken_down import TakenDown
from tests.admin.desk import working_copy
from tests.admin.filled import boxes
from tests.factories import accounts, drafts, letters, preview_links, records, safety_notices
from tests.factories.invitations import invited
from tests.factories.keys import issued
from tests.factories.publications import NOW
from tests.factories.site import ORBELAZINE, complete_site
from tests.factories.takeovers import about_testamine
from tests.factories.webhooks import registered, stopped
from tests.fhir.ids import A_USE
from tests.importing.pages import small_page

DRAFTS = {
    "medication": lambda: records.small_record("secretol"),
    "symptom": lambda: records.symptom_record("numbness"),
    "sideeffect": lambda: records.side_effect_record("hiccups", resembles=[], may_worsen=[]),
    "drugclass": lambda: records.drug_class_record("secret-agent"),
    "source": lambda: records.source_record("secret-source"),
}
KEYS = {"symptoms": "tremor", "side-effects": "coma", "sources": records.LABEL}
QUERIES = {
    "admin/autocomplete/": "?app_label=medications&model_name=medicationuse&field_name=symptom&term=tre",
    "api/v1/oembed/": "?url=http://testserver/medications/orbelazine/",
}
PASSWORD = "another long pass phrase"


class World:
    """`urls` by route; `data` by route: keyword arguments of the test client's `post`."""

    def __init__(self):
        complete_site()
        author, checker = accounts.writer("author"), accounts.reviewer("checker")
        self.older = {kind: drafts.draft(_older(make()), by=author) for kind, make in DRAFTS.items()}
        self.revisions = {kind: _approved(make(), author, checker) for kind, make in DRAFTS.items()}
        self.rows = {kind: working_copy(revision.document) for kind, revision in self.revisions.items()}
        self.findings = {
            kind: Finding.objects.create(document=revision.document, code="x", message="Look at this.")
            for kind, revision in self.revisions.items()
        }
        self.invitations = {kind: invited(revision)[0] for kind, revision in self.revisions.items()}
        self.preview_links = {kind: preview_links.given(revision) for kind, revision in self.revisions.items()}
        self.comments = {
            kind: comments.comment(revision=each, place="", text="Look.", by=author, now=NOW)
            for kind, each in self.revisions.items()
        }
        self.correcting = Correcting(author, checker)
        self.letters = {kind: letters.recorded(each).written for kind, each in self.revisions.items()}
        self.batch = _upload(author)
        self.taken_over = self.batch.files.get(position=1).run.document
        self.somebody = accounts.writer("somebody")
        self.key = issued()[0]
        self.webhook, self.stopped_webhook = registered()[0], stopped()
        self.violation = _violation()
        self.report = _report()
        self.notices = _notices(author)
        self.notice = self.notices["approved"]
        self.taken_down = TakenDown()
        self.reviewing = Reviewing(self.revisions, author=author)
        self.urls = {route: self.url(route) for address in ADDRESSES for route in address.routes()}
        self.data = dict(self._data())

    def url(self, route: str) -> str:
        """An address of that route, with rows that exist."""
        for name, value in self._values(route).items():
            route = route.replace(name, str(value))
        return f"/{route}{QUERIES.get(route, '')}"

    def address_for(self, route: str, visitor) -> str:
        """The same, with what is the visitor's own."""
        token = visitor.preview if route.startswith("preview/") else visitor.token
        own = {"<int:pk>": visitor.passkey, "<str:token>": token, str(self.webhook.pk): visitor.webhook or self.webhook.pk}
        address = self.urls[route]
        for stands_for, value in own.items():
            address = address.replace(stands_for, str(value))
        return address

    def _values(self, route: str) -> dict[str, object]:
        """What stands for the parameters of a route. One that is not here stays as it is, and its cells fail."""
        model = route.split("/")[2] if route.startswith("admin/medications/") and route.count("/") > 2 else ""
        kind = model if model in KINDS else ""
        row = {
            "importbatch": self.batch.pk,
            "apikey": self.key.pk,
            "webhook": self.webhook.pk,
            "event": Event.objects.order_by("pk").first().pk,
            "policyviolation": self.violation.pk,
            "errorreport": self.report.pk,
            "safetynotice": self.notice.pk,
            **{kind: row.pk for kind, row in self.rows.items()},
        }.get(model, self.somebody.pk)
        row = self.taken_down.row(route, kind) or self.reviewing.row(route, kind) or self.correcting.row(route, kind) or row
        position = 2 if "take-over" in route else 1
        return {
            "<slug:slug>": {"symptoms": "tremor", "side-effects": "coma"}.get(route.split("/")[0], "orbelazine"),
            "<slug:key>": KEYS.get(route.split("/")[2] if route.startswith("api/") else "", "orbelazine"),
            "<slug:form>": "bibtex",
            "<str:id>": A_USE if "ClinicalUse" in route else ORBELAZINE,
            "<slug:name>": "basis" if "CodeSystem" in route else "licence",
            "<int:number>": 1,
            "<int:other>": 2,
            "<uuid:webhook>": self.webhook.pk,
            "^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": (
                f"password/reset/key/{int_to_base36(self.somebody.pk)}-never-given/"
            ),
            "<path:content_type_id>": ContentType.objects.get_for_model(SocietyProfile).pk,
            "^(?P<app_label>medications|auth)/$": "medications/",
            "(?P<url>.*)$": "nothing/here/",
            "<path:object_id>": row,
            "<int:row_id>": row,
            "<int:batch_id>": self.batch.pk,
            "<int:invitation_id>": self.invitations[kind].pk if kind else 0,
            "<int:parked_id>": self.correcting.parked[kind].pk if kind else 0,
            "<int:link_id>": self.preview_links[kind].pk if kind else 0,
            "<int:approval_id>": self.letters[kind].pk if kind else 0,
            "<int:comment_id>": self.comments[kind].pk if kind else 0,
            "<int:finding_id>": self.findings[kind].pk if kind else 0,
            "<int:request_id>": self.reviewing.requests[kind].pk if kind else 0,
            "<int:position>": position,
            "<slug:code>": "generic_market_unknown",
            "<int:version>": 1,
            "<int:account_id>": self.somebody.pk,
            "<id>": self.somebody.pk,
            "<path:path>": "admin_desk/panel.css",
        }

    # What forms would send

    def _data(self) -> Iterator[tuple[str, dict]]:
        everything = Client()
        accounts.sign_in(everything, accounts.account(*Role, name="everything"))

        def form(route: str, form_id: str) -> dict:
            return boxes(everything.get(self.urls[route]), form_id)

        yield from self._of_drafts(form)
        yield from saving.data(self.older, self.revisions)
        yield from self._of_old_pages()
        yield from self._of_administrators(form)
        yield from self._of_safety_notices()
        yield from self.reviewing.data()
        yield from self.correcting.data()
        yield from ((route, _sent(**values)) for route, values in self.taken_down.data())
        yield "review/<str:token>/", _sent(decision="approved", consent="on")
        yield "accounts/login/", _sent(login="somebody", password="wrong")
        report = {"document-uri": "http://testserver/", "effective-directive": "img-src", "blocked-uri": "inline"}
        body = json.dumps({"csp-report": report}).encode()
        yield "about/display/", _sent(theme="dark", text="large", spacing="wide")
        yield "medications/<slug:slug>/report/", _sent(text="A word is wrong.", version="1")
        held = {"uuid": str(uuid4()), "digest": "0" * 64, "publication_number": 1}
        yield "api/v1/freshness/", {"data": json.dumps({"records": [held]}).encode(), "content_type": "application/json"}
        for kind in ("MedicationKnowledge", "ClinicalUseDefinition"):
            yield f"fhir/{kind}/_search", {"data": "_count=1", "content_type": "application/x-www-form-urlencoded"}
        webhooks = "api/v1/webhooks/"
        yield webhooks, _json(url="https://new.example/")
        yield f"{webhooks}<uuid:webhook>/secret/", _json()
        yield f"{webhooks}<uuid:webhook>/test/", _json()
        yield f"{webhooks}<uuid:webhook>/replay/", _json(sequence=1)
        yield "csp-reports/", {"data": body, "content_type": "application/csp-report"}

    def _of_drafts(self, form: Callable) -> Iterator[tuple[str, dict]]:
        for kind, revision in self.revisions.items():
            here, row = f"admin/medications/{kind}/", self.rows[kind]
            yield here, _sent(action="archive", _selected_action=[row.pk])
            named = {
                "medication": {"generic_name": "newol"},
                "source": {"title": "New", "code": "new", "type": "book", "grade": "primary"},
            }
            new = {"name": "new", "code": "new", "link_phrase": "new", **named.get(kind, {}), "slug": "new"}
            yield f"{here}add/", _sent(**{**form(f"{here}add/", f"{kind}_form"), **new})
            change = f"{here}<path:object_id>/change/"
            field = {"medication": "pronunciation", "source": "publisher"}.get(kind, "name")
            yield change, _sent(**{**form(change, f"{kind}_form"), field: "changed"})
            screen, sent = f"{here}<int:row_id>/", {"digest": revision.digest}
            restore = f"{screen}history/<int:number>/restore/"
            yield restore, _sent(**form(restore, "restore_form"))
            yield f"{screen}approve/", _sent(decision="approved", comment="", **sent)
            yield f"{screen}written-approval/", _sent(**letters.sent(revision))
            yield f"{screen}comments/", _sent(reply_to=self.comments[kind].pk, text="Yes.")
            yield f"{screen}publish/", _sent(note="New.", **sent)
            yield f"{screen}preview/links/", _sent(purpose="The board", days="7")
            yield f"{screen}invitations/", _sent(reviewer_name="Dr. Bo Example", credentials="MD", days="14", **sent)

    def _of_safety_notices(self) -> Iterator[tuple[str, dict]]:
        here, today = "admin/medications/safetynotice/", timezone.localdate().isoformat()
        days = dict.fromkeys(["source_date", "begins_on", "ends_on"], today)
        words = {"text": "New.", "source_title": "Agency"}
        medicines = [working_copy(document).pk for document in self.notice.documents.all()]
        yield f"{here}add/", _sent(**words, **days, medications=medicines)
        yield f"{here}<path:object_id>/change/", _sent(act="post")
        yield "admin/medications/errorreport/<path:object_id>/change/", _sent(act="close", note="Corrected.")

        yield "admin/medications/source/look-up/", _sent(typed="10.1000/182")  # is here: nobody need be asked

    def _of_old_pages(self) -> Iterator[tuple[str, dict]]:
        here = "admin/medications/importbatch/"
        file = SimpleUploadedFile("page.txt", about_testamine(names="Newex (U.K.)").encode())
        of_page = Finding.objects.filter(document=self.taken_over)
        unknown = of_page.get(code="generic_market_unknown").pk
        yield f"{here}add/", _sent(files=[file])
        page = f"{here}<int:batch_id>/pages/<int:position>/"
        yield f"{page}take-over/", _sent(name="Betamine")
        yield f"{page}arrange/", _sent(lock_version="1", **{"move-1-0": "other"})
        yield f"{page}settle/", _sent(finding=[unknown])
        yield f"{here}<int:batch_id>/findings/<slug:code>/", _sent(finding=[unknown], settle="1")
        yield f"{here}<int:batch_id>/wordings/", _sent(**{"wording-0": "yawning", "new-0": "yawning"})

    def _of_administrators(self, form: Callable) -> Iterator[tuple[str, dict]]:
        profile, issue, user = "admin/medications/societyprofile/", "admin/medications/apikey/issue/", "admin/auth/user/"
        yield profile, _sent(**{**form(profile, "societyprofile_form"), "helpline_name": "changed"})
        yield issue, _sent(**{**form(issue, "apikey_form"), "holder": "New partner", "contact": "a@partner.example"})
        yield "admin/medications/apikey/<path:object_id>/change/", _sent(sure="on")
        yield "admin/medications/webhook/<path:object_id>/change/", _sent(act="stop")
        passwords = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
        roles = [str(Group.objects.get(name=Role.WRITER).pk)]
        yield f"{user}add/", _sent(username="nora", groups=roles, **passwords)
        change = f"{user}<path:object_id>/change/"
        yield change, _sent(**{**form(change, "user_form"), "first_name": "Changed"})
        yield f"{user}<path:object_id>/delete/", _sent(post="yes")
        yield f"{user}<id>/password/", _sent(**passwords)
        yield f"{user}<int:account_id>/second-factor/", _sent(reason="Lost her phone; I called her.")


def _sent(**values) -> dict:
    return {"data": values}


def _json(**values) -> dict:
    return {"data": json.dumps(values), "content_type": "application/json"}


def _older(record):
    """What a version before said."""
    field = {"medication": "pronunciation", "source": "publisher"}.get(record.kind, "explanation")
    return records.changed(record, **{"summary" if record.kind == "symptom" else field: "Older words."})


def _approved(record, author, checker):
    revision = drafts.draft(record, by=author)
    reviews.approve(revision=revision, by=checker, now=NOW)
    return revision


def _upload(by):
    """One file that was taken over, and one without a name that waits for the worker."""
    without_name = ("nameless.txt", small_page(names="", opening="It is an agent.").encode())
    batch = takeovers.receive(chosen=[("testamine.txt", about_testamine().encode()), without_name], by=by, now=NOW)
    takeovers.take_over(file=batch.files.get(position=1), by=by, now=NOW)
    return batch


def _violation():
    policy_violations.count(loads=[StoppedLoad(directive="img-src", blocked="inline", path="/")], now=NOW)
    return PolicyViolation.objects.first()


def _report():
    about = drafts.find_document("medication", "orbelazine")
    words = {"text": "A word is missing.", "email": "reader@example.org", "network": ""}
    return error_reports.send(document_id=about.pk, publication_number=2, **words, now=NOW)


def _notices(author) -> dict[str, SafetyNotice]:
    """One in each state, over one medicine; those that are approved were approved by the reviewer."""
    about, today = drafts.find_document("medication", "sample-drug"), timezone.localdate()
    shown = {"begins_on": today, "ends_on": today + timedelta(days=30)}
    return {
        "written": safety_notices.notice(about, by=author, **shown),
        "approved": safety_notices.approved(about, by=author, **shown),
        "posted": safety_notices.posted(about, by=author, **shown),
    }


# The routes that there are


def routes() -> list[str]:
    return list(_walk(get_resolver(), ""))


def _walk(part, prefix: str) -> Iterator[str]:
    for each in part.url_patterns:
        here = prefix + str(each.pattern)
        if hasattr(each, "url_patterns"):
            yield from _walk(each, here)
        else:
            yield here
