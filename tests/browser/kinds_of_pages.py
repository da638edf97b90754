"""A site that has a page of every kind the public can meet, in every state a page can be in, and their addresses.

What stands after a space is the button that is pressed there.
"""

from datetime import timedelta
from io import StringIO
from urllib.parse import urlsplit

from django.core.management import call_command
from django.template.loader import render_to_string

from tests.factories import drafts, preview_links, publications, records, safety_notices
from tests.factories.emergencies import published_in_emergency
from tests.factories.publications import NOW
from tests.factories.site import complete_site
from tests.factories.withdrawals import suppressed, withdrawn

MEDICINE = "/medications/orbelazine/"
LONG = "duloxetine"  # of the starter catalogue: the longest page, with a boxed warning
MEDICINES = {
    "medicine, reviewed, with everything": MEDICINE,
    "medicine, starter": f"/medications/{LONG}/",
    "medicine, emergency, under a safety notice": "/medications/hurriedol/",
    "medicine, overdue": "/medications/agedol/",
    "medicine, withdrawn under a banner": "/medications/banneral/",
    "medicine, withdrawn and gone": "/medications/formerol/",
    "history": f"{MEDICINE}history/",
    "version": f"{MEDICINE}history/1/",
    "version whose text was removed": "/medications/wrongol/history/1/",
    "difference": f"{MEDICINE}history/1...2/",
}
TAKEN_ALONG = {
    "cite": f"{MEDICINE}cite/",
    "card for the reader": f"{MEDICINE}card/",
    "card for a carer": f"/medications/{LONG}/card/?for=carer",
    "card for a clinician": f"{MEDICINE}card/?for=clinician",
    "card that there is not": f"{MEDICINE}card/?for=nobody",
    "report": f"{MEDICINE}report/",
    "report, refused": f"{MEDICINE}report/ Send",
    "report, sent": f"{MEDICINE}report/?sent=yes",
}
FINDING = {
    "home": "/",
    "index": "/medications/",
    "index, filtered": "/medications/?symptom=tremor&q=orb&use=primary&side_effect=coma&sort=-updated",
    "index, what may worsen": "/medications/?q=swallow&may_worsen=tremor",
    "index, nothing found": "/medications/?q=zzyzx",
    "index, unknown value": "/medications/?symptom=never",
    "symptoms": "/symptoms/",
    "symptom": "/symptoms/tremor/",
    "side effects": "/side-effects/",
    "side effects, nothing found": "/side-effects/?q=nothing",
    "side effect": "/side-effects/drowsiness/",
}
ASKING = {
    "could it be my MS, asked": "/could-it-be-my-ms/",
    "could it be my MS, misspelled": "/could-it-be-my-ms/?symptom=tremor&medication=orbalazine",
    "could it be my MS, answered": f"/could-it-be-my-ms/?symptom=tremor&medication=orbelazine&medication={LONG}",
    "compare, choose": "/medications/compare/",
    "compare 1": "/medications/compare/?medication=orbelazine",
    "compare 2": "/medications/compare/?medication=orbelazine&medication=hurriedol",
    "compare 4": "/medications/compare/?medication=orbelazine&medication=hurriedol&medication=sample-drug&medication=agedol",
    "changes": "/changes/",
    "display": "/about/display/",
    "editorial policy": "/about/editorial-policy/",
    "accessibility": "/about/accessibility/",
    "privacy": "/about/privacy/",
    "API": "/api/v1/docs/",
}
ERRORS = {
    "400": "/errors/400",
    "403": "/errors/403",
    "404": "/nothing/",
    "404, preview": "/preview/nobody-gave-this/",
    "410, preview": "/preview-over",
    "429": "/429",
    "500": "/static/errors/500.html",
    "503": "/static/errors/503.html",
}
# What goes wrong on purpose only: the browser is handed the page that would be shown.
RENDERED = {
    "/errors/400": "errors/400.html",
    "/errors/403": "errors/403.html",
    "/429": "429.html",
    "/preview-over": "preview/over.html",
}


def every_kind() -> str:
    """Makes the site. Returns the address of a preview, which is another one each time."""
    long_ago = NOW - timedelta(days=2000)
    publications.published(records.small_record("agedol"), now=long_ago, whole_record=True)
    complete_site()
    call_command("load_catalogue", publish_starter=True, only=[LONG], stdout=StringIO())
    emergency = published_in_emergency(drafts.draft(records.small_record("hurriedol"))).document
    safety_notices.posted(emergency)
    instead = drafts.find_document("medication", "orbelazine")
    for name, kind in {"banneral": "banner", "formerol": "gone"}.items():
        withdrawn(publications.published(records.small_record(name)).document, kind, replacement=instead)
    wrong = publications.published(records.small_record("wrongol"))
    publications.republished(wrong.document, now=NOW + timedelta(days=1), pronunciation="RONG-ol")
    suppressed(wrong.revision)
    return preview_links.path(preview_links.given(drafts.draft(records.medication_record("futurol"))))


def hand_over_errors(context) -> None:
    """Lets the pages of RENDERED be opened in this browser context."""

    def fulfil(route):
        template = RENDERED[urlsplit(route.request.url).path]
        route.fulfill(body=render_to_string(template), content_type="text/html")

    for path in RENDERED:
        context.route(f"**{path}", fulfil)
