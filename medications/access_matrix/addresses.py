"""Every address, and who gets what by reading (GET) and writing (POST)."""

from collections.abc import Iterator
from dataclasses import dataclass

from medications.access_matrix.rules import (
    ADMINISTER,
    ADMINISTER_FRESH,
    DECIDE,
    DESK_NO_METHOD,
    DESK_NOT_FOUND,
    EDIT,
    FRESH,
    LINK_ONLY,
    NEVER,
    NO_METHOD,
    NOTHING,
    NOTHING_FOR_ADMINISTRATORS,
    OPEN,
    OWN_CODES_NO_METHOD,
    OWN_FACTOR,
    PUBLISH,
    PUBLISH_FRESH,
    SEE,
    SIGN_IN_PAGE,
    WITH_KEY,
    Answer,
    Rule,
    account,
    who_may,
)
from medications.permissions import Act


@dataclass(frozen=True)
class Address:
    """`route` as Django prints it, without the first slash; `{kind}` stands for each of KINDS. `read` is GET, `write` is POST.

    A write without the forgery token is refused, unless it is `token_free`.
    """

    route: str
    read: Rule
    write: Rule
    token_free: bool = False

    def routes(self) -> Iterator[str]:
        for kind in KINDS if "{kind}" in self.route else [""]:
            yield self.route.replace("{kind}", kind)


KINDS = ["medication", "symptom", "sideeffect", "drugclass", "source"]

PUBLIC = [
    *(
        Address(route, OPEN, NO_METHOD)
        for route in (
            "",
            "medications/",
            "medications/compare/",
            "medications/<slug:slug>/",
            "medications/<slug:slug>/history/",
            "medications/<slug:slug>/history/<int:number>/",
            "medications/<slug:slug>/history/<int:number>...<int:other>/",
            "medications/<slug:slug>/card/",
            "medications/<slug:slug>/cite/",
            "medications/<slug:slug>/cite/<slug:form>/",
            "symptoms/",
            "symptoms/<slug:slug>/",
            "symptoms/<slug:slug>/changes.atom",
            "side-effects/",
            "side-effects/<slug:slug>/",
            "could-it-be-my-ms/",
            "embed/medications/<slug:slug>/",
            "suggestions/",
            "changes/",
            "about/editorial-policy/",
            "about/accessibility/",
            "about/privacy/",
            "feeds/changes.atom",
            "sitemap.xml",
            "robots.txt",
            ".well-known/security.txt",
            "healthz",
        )
    ),
    Address("csp-reports/", NO_METHOD, OPEN, token_free=True),
    Address("medications/<slug:slug>/report/", OPEN, OPEN, token_free=True),
    Address("about/display/", OPEN, OPEN, token_free=True),
]
# What an outside reviewer's link, or a preview link, opens is its own version only.
REVIEW = [
    Address("review/<str:token>/", LINK_ONLY, LINK_ONLY),
    Address("preview/<str:token>/", LINK_ONLY, NO_METHOD),
    Address("review/thank-you/", OPEN, NO_METHOD),
]
# A key opens nothing more than everybody may read.
API = [
    Address(f"api/v1/{route}", OPEN, NO_METHOD, token_free=True)
    for route in (
        "medications/",
        "medications/<slug:key>/",
        "medications/<slug:key>/revisions/",
        "medications/<slug:key>/revisions/<int:number>/",
        "medications/<slug:key>/revisions/<int:number>/canonical",
        "symptoms/",
        "symptoms/<slug:key>/",
        "side-effects/",
        "side-effects/<slug:key>/",
        "sources/",
        "sources/<slug:key>/",
        "changes/",
        "export/",
        "export/medications.ndjson",
        "export/medications.csv",
        "oembed/",
        "schema/",
        "docs/",
    )
]
# Of the key that comes with the request: nobody sees those of another.
API += [
    Address("api/v1/webhooks/", WITH_KEY, WITH_KEY, token_free=True),
    Address("api/v1/webhooks/<uuid:webhook>/", WITH_KEY, NO_METHOD, token_free=True),
    Address("api/v1/webhooks/<uuid:webhook>/secret/", NO_METHOD, WITH_KEY, token_free=True),
    Address("api/v1/webhooks/<uuid:webhook>/test/", NO_METHOD, WITH_KEY, token_free=True),
    Address("api/v1/webhooks/<uuid:webhook>/replay/", NO_METHOD, WITH_KEY, token_free=True),
    Address("api/v1/webhooks/<uuid:webhook>/deliveries/", WITH_KEY, NO_METHOD, token_free=True),
]
API.append(Address("api/v1/freshness/", NO_METHOD, OPEN, token_free=True))
FHIR = [
    Address(f"fhir/{route}", OPEN, NO_METHOD, token_free=True)
    for route in (
        "metadata",
        "StructureDefinition/<slug:name>",
        "CodeSystem/<slug:name>",
        *(
            f"{kind}{rest}"
            for kind in ("MedicationKnowledge", "ClinicalUseDefinition")
            for rest in ("", "/<str:id>", "/<str:id>/_history/<int:number>")
        ),
    )
]
FHIR += [
    Address(f"fhir/{kind}/_search", NO_METHOD, OPEN, token_free=True) for kind in ("MedicationKnowledge", "ClinicalUseDefinition")
]
ACCOUNTS = [
    Address("accounts/login/", SIGN_IN_PAGE, SIGN_IN_PAGE),
    Address("accounts/logout/", OPEN, OPEN),
    Address("accounts/inactive/", OPEN, NO_METHOD),
    Address("accounts/reauthenticate/", account(), account()),
    Address("accounts/password/change/", account(), account()),
    Address("accounts/password/reset/", OPEN, OPEN),
    Address("accounts/password/reset/done/", OPEN, NO_METHOD),
    Address("accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", OPEN, OPEN),
    Address("accounts/password/reset/key/done/", OPEN, NO_METHOD),
    Address("accounts/2fa/", account(), account(Answer.NO_METHOD)),
    Address("accounts/2fa/authenticate/", SEE, SEE),  # opens in the middle of signing in; everybody else is led to the desk
    Address("accounts/2fa/reauthenticate/", account(without_factor=Answer.AGAIN), account(without_factor=Answer.AGAIN)),
    Address("accounts/2fa/totp/activate/", FRESH, FRESH),
    Address("accounts/2fa/totp/deactivate/", OWN_FACTOR, OWN_FACTOR),
    Address("accounts/2fa/recovery-codes/", OWN_FACTOR, account(Answer.NO_METHOD)),
    Address("accounts/2fa/recovery-codes/generate/", FRESH, FRESH),
    Address("accounts/2fa/recovery-codes/download/", OWN_FACTOR, OWN_CODES_NO_METHOD),
    Address("accounts/2fa/webauthn/", account(), account(Answer.NO_METHOD)),
    Address("accounts/2fa/webauthn/add/", FRESH, FRESH),
    Address("accounts/2fa/webauthn/reauthenticate/", account(without_factor=Answer.AGAIN), account(without_factor=Answer.AGAIN)),
    Address("accounts/2fa/webauthn/keys/<int:pk>/remove/", OWN_FACTOR, OWN_FACTOR),
    Address("accounts/2fa/webauthn/keys/<int:pk>/edit/", OWN_FACTOR, OWN_FACTOR),
    Address("accounts/2fa/webauthn/login/", SIGN_IN_PAGE, SIGN_IN_PAGE),
    Address("accounts/sessions/", account(), account()),
]
DESK = [
    Address("admin/", SEE, NOTHING),
    Address("styleguide/", SEE, DESK_NO_METHOD),
    Address("admin/login/", SEE, NOTHING),
    Address("admin/logout/", DESK_NO_METHOD, SEE),
    Address("admin/password_change/", SEE, NOTHING),
    Address("admin/password_change/done/", SEE, NOTHING),
    Address("admin/autocomplete/", SEE, DESK_NO_METHOD),
    Address("admin/jsi18n/", SEE, DESK_NO_METHOD),
    Address("admin/text-preview/", DESK_NO_METHOD, who_may(Act.EDIT, Answer.NOTHING)),
    Address("admin/^(?P<app_label>medications|auth)/$", SEE, NOTHING),
    Address("admin/(?P<url>.*)$", DESK_NOT_FOUND, DESK_NOT_FOUND),
    Address("admin/medications/source/search/", SEE, DESK_NO_METHOD),
    Address("admin/medications/source/look-up/", EDIT, who_may(Act.EDIT, Answer.NOTHING)),
    # Drafts. Lists: a POST archives.
    Address("admin/medications/{kind}/", SEE, who_may(Act.EDIT, others=Answer.NOTHING)),
    Address("admin/medications/{kind}/add/", EDIT, EDIT),
    Address("admin/medications/{kind}/<path:object_id>/", SEE, NOTHING),
    Address("admin/medications/{kind}/<path:object_id>/change/", SEE, EDIT),
    Address("admin/medications/{kind}/<path:object_id>/history/", SEE, NOTHING),
    Address("admin/medications/{kind}/<int:row_id>/history/on/", SEE, NOTHING),
    Address("admin/medications/{kind}/<int:row_id>/history/<int:number>/", SEE, NOTHING),
    Address("admin/medications/{kind}/<int:row_id>/history/<int:number>...<int:other>/", SEE, NOTHING),
    Address("admin/medications/{kind}/<int:row_id>/history/<int:number>/restore/", EDIT, EDIT),
    Address("admin/medications/{kind}/<path:object_id>/delete/", NEVER, NEVER),
    Address("admin/medications/{kind}/<int:row_id>/approve/", SEE, DECIDE),
    Address("admin/medications/{kind}/<int:row_id>/publish/", PUBLISH, PUBLISH_FRESH),
    Address("admin/medications/{kind}/<int:row_id>/publish/emergency/", PUBLISH, PUBLISH_FRESH),
    Address("admin/medications/{kind}/<int:row_id>/reviewed/", who_may(Act.REVIEW), who_may(Act.REVIEW, fresh=True)),
    Address("admin/medications/{kind}/<int:row_id>/ask-review/", EDIT, EDIT),
    Address("admin/medications/{kind}/<int:row_id>/ask-review/<int:request_id>/withdraw/", DESK_NO_METHOD, EDIT),
    Address("admin/medications/{kind}/<int:row_id>/invitations/", EDIT, who_may(Act.EDIT, fresh=True)),
    Address("admin/medications/{kind}/<int:row_id>/invitations/<int:invitation_id>/revoke/", DESK_NO_METHOD, EDIT),
    Address("admin/medications/{kind}/<int:row_id>/preview/", SEE, NOTHING),
    Address("admin/medications/{kind}/<int:row_id>/preview/page/<int:number>/", SEE, NOTHING),
    Address("admin/medications/{kind}/<int:row_id>/preview/links/", EDIT, EDIT),
    Address("admin/medications/{kind}/<int:row_id>/preview/links/<int:link_id>/revoke/", DESK_NO_METHOD, EDIT),
    Address("admin/medications/{kind}/<int:row_id>/correct/", DESK_NO_METHOD, EDIT),
    Address("admin/medications/{kind}/<int:row_id>/parked/<int:parked_id>/", EDIT, EDIT),
    Address("admin/medications/{kind}/<int:row_id>/parked/<int:parked_id>/drop/", DESK_NO_METHOD, EDIT),
    Address("admin/medications/{kind}/<int:row_id>/findings/<int:finding_id>/settle/", DESK_NO_METHOD, EDIT),
    # A choice between two saves; what is typed and not saved, of the one who typed it.
    Address("admin/medications/{kind}/<int:row_id>/merge/", DESK_NO_METHOD, EDIT),
    Address("admin/medications/{kind}/<int:row_id>/autosave/", EDIT, EDIT),
    Address("admin/medications/{kind}/<int:row_id>/autosave/throw-away/", DESK_NO_METHOD, EDIT),
    Address("admin/medications/{kind}/autosave/", EDIT, EDIT),
    Address("admin/medications/{kind}/autosave/throw-away/", DESK_NO_METHOD, EDIT),
    # Safety notices. Who may do which of the three acts on a notice's page, the action says.
    Address("admin/medications/safetynotice/", SEE, NOTHING),
    Address("admin/medications/safetynotice/add/", EDIT, EDIT),
    Address("admin/medications/safetynotice/<path:object_id>/", SEE, NOTHING),
    Address("admin/medications/safetynotice/<path:object_id>/change/", SEE, PUBLISH_FRESH),
    Address("admin/medications/safetynotice/<path:object_id>/history/", ADMINISTER, NOTHING_FOR_ADMINISTRATORS),
    Address("admin/medications/safetynotice/<path:object_id>/delete/", NEVER, NEVER),
    # Errors that readers reported
    Address("admin/medications/errorreport/", SEE, NOTHING),
    Address("admin/medications/errorreport/add/", NEVER, NEVER),
    Address("admin/medications/errorreport/<path:object_id>/", SEE, NOTHING),
    Address("admin/medications/errorreport/<path:object_id>/change/", SEE, EDIT),
    Address("admin/medications/errorreport/<path:object_id>/history/", ADMINISTER, NOTHING_FOR_ADMINISTRATORS),
    Address("admin/medications/errorreport/<path:object_id>/delete/", NEVER, NEVER),
    # Whoever made a comment may settle it too.
    Address("admin/medications/{kind}/<int:row_id>/comments/", SEE, SEE),
    Address("admin/medications/{kind}/<int:row_id>/comments/<int:comment_id>/resolve/", DESK_NO_METHOD, EDIT),
    Address("admin/medications/{kind}/<int:row_id>/withdraw/", PUBLISH, PUBLISH_FRESH),
    Address("admin/medications/{kind}/<int:row_id>/reinstate/", PUBLISH, PUBLISH_FRESH),
    Address("admin/medications/{kind}/<int:row_id>/suppress/", ADMINISTER, NOTHING_FOR_ADMINISTRATORS),
    Address("admin/medications/{kind}/<int:row_id>/suppress/<int:number>/", ADMINISTER, ADMINISTER_FRESH),
    Address("admin/medications/{kind}/<int:row_id>/read-back/", SEE, DESK_NO_METHOD),
    # Opening it asks too: a form that waits for the password loses its file.
    Address("admin/medications/{kind}/<int:row_id>/written-approval/", *[who_may(Act.EDIT, fresh=True)] * 2),
    Address("admin/medications/{kind}/<int:row_id>/written-approval/<int:approval_id>/file/", SEE, DESK_NO_METHOD),
    # Old pages
    Address("admin/medications/importbatch/", SEE, NOTHING),
    Address("admin/medications/importbatch/add/", EDIT, EDIT),
    Address("admin/medications/importbatch/<path:object_id>/", SEE, NOTHING),
    Address("admin/medications/importbatch/<path:object_id>/change/", SEE, NOTHING),
    Address("admin/medications/importbatch/<path:object_id>/history/", SEE, NOTHING),
    Address("admin/medications/importbatch/<path:object_id>/delete/", NEVER, NEVER),
    Address("admin/medications/importbatch/<int:batch_id>/worklist/", SEE, who_may(Act.EDIT, Answer.NOTHING)),
    Address("admin/medications/importbatch/<int:batch_id>/worklist/progress/", SEE, who_may(Act.EDIT, Answer.NOTHING)),
    Address("admin/medications/importbatch/<int:batch_id>/worklist/go-on/", DESK_NO_METHOD, EDIT),
    Address("admin/medications/importbatch/<int:batch_id>/pages/<int:position>/", SEE, who_may(Act.EDIT, Answer.NOTHING)),
    Address("admin/medications/importbatch/<int:batch_id>/pages/<int:position>/take-over/", DESK_NO_METHOD, EDIT),
    Address("admin/medications/importbatch/<int:batch_id>/pages/<int:position>/arrange/", DESK_NO_METHOD, EDIT),
    Address("admin/medications/importbatch/<int:batch_id>/pages/<int:position>/settle/", DESK_NO_METHOD, EDIT),
    Address("admin/medications/importbatch/<int:batch_id>/findings/<slug:code>/", SEE, EDIT),
    Address("admin/medications/importbatch/<int:batch_id>/wordings/", SEE, EDIT),
    # The site itself
    Address("admin/medications/societyprofile/", ADMINISTER, ADMINISTER_FRESH),
    Address("admin/medications/societyprofile/versions/<int:version>/", ADMINISTER, NOTHING_FOR_ADMINISTRATORS),
    Address("admin/medications/apikey/", ADMINISTER, NOTHING_FOR_ADMINISTRATORS),
    Address("admin/medications/apikey/add/", SEE, NOTHING),
    Address("admin/medications/apikey/issue/", ADMINISTER, ADMINISTER_FRESH),
    Address("admin/medications/apikey/<path:object_id>/", SEE, NOTHING),
    Address("admin/medications/apikey/<path:object_id>/change/", ADMINISTER, ADMINISTER_FRESH),
    Address("admin/medications/apikey/<path:object_id>/history/", ADMINISTER, NOTHING_FOR_ADMINISTRATORS),
    Address("admin/medications/apikey/<path:object_id>/delete/", NEVER, NEVER),
    Address("admin/medications/webhook/", ADMINISTER, NOTHING_FOR_ADMINISTRATORS),
    Address("admin/medications/webhook/add/", NEVER, NEVER),
    Address("admin/medications/webhook/<path:object_id>/", SEE, NOTHING),
    Address("admin/medications/webhook/<path:object_id>/change/", ADMINISTER, ADMINISTER_FRESH),
    Address("admin/medications/webhook/<path:object_id>/history/", ADMINISTER, NOTHING_FOR_ADMINISTRATORS),
    Address("admin/medications/webhook/<path:object_id>/delete/", NEVER, NEVER),
    Address("admin/medications/event/", ADMINISTER, NOTHING_FOR_ADMINISTRATORS),
    Address("admin/medications/event/add/", NEVER, NEVER),
    Address("admin/medications/event/<path:object_id>/", SEE, NOTHING),
    Address("admin/medications/event/<path:object_id>/change/", ADMINISTER, NOTHING_FOR_ADMINISTRATORS),
    Address("admin/medications/event/<path:object_id>/history/", ADMINISTER, NOTHING_FOR_ADMINISTRATORS),
    Address("admin/medications/event/<path:object_id>/delete/", NEVER, NEVER),
    Address("admin/medications/policyviolation/", ADMINISTER, NOTHING_FOR_ADMINISTRATORS),
    Address("admin/medications/policyviolation/add/", NEVER, NEVER),
    Address("admin/medications/policyviolation/<path:object_id>/", SEE, NOTHING),
    Address("admin/medications/policyviolation/<path:object_id>/change/", ADMINISTER, NEVER),
    Address("admin/medications/policyviolation/<path:object_id>/history/", ADMINISTER, NOTHING_FOR_ADMINISTRATORS),
    Address("admin/medications/policyviolation/<path:object_id>/delete/", NEVER, NEVER),
    # Accounts. A form that holds a password already asks again when it is opened.
    Address("admin/auth/user/", ADMINISTER, NOTHING_FOR_ADMINISTRATORS),
    Address("admin/auth/user/add/", ADMINISTER_FRESH, ADMINISTER_FRESH),
    Address("admin/auth/user/<path:object_id>/", SEE, NOTHING),
    Address("admin/auth/user/<path:object_id>/change/", ADMINISTER, ADMINISTER_FRESH),
    Address("admin/auth/user/<path:object_id>/history/", ADMINISTER, NOTHING_FOR_ADMINISTRATORS),
    Address("admin/auth/user/<path:object_id>/delete/", ADMINISTER, ADMINISTER_FRESH),
    Address("admin/auth/user/<id>/password/", ADMINISTER_FRESH, ADMINISTER_FRESH),
    Address("admin/auth/user/<int:account_id>/second-factor/", ADMINISTER, ADMINISTER_FRESH),
]
STATIC = [Address("static/<path:path>", OPEN, NO_METHOD, token_free=True)]  # answered before the addresses
ADDRESSES = [*PUBLIC, *REVIEW, *API, *FHIR, *ACCOUNTS, *DESK, *STATIC]
