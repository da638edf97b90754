"""States of screens that the world of the access matrix does not have: each brings a browser to one screen with content.

A state is told the `Desk` below and leaves its page open at the screen. `STATES` lists them all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from medications.actions import comments, invitations, live_corrections, reviews
from medications.models import Finding, IndexRow
from medications.permissions import Role
from tests.admin.desk import address
from tests.browser.signing_in import window
from tests.factories import (
    accounts,
    corrections,
    drafts,
    emergencies,
    letters,
    publications,
    records,
    review_requests,
    safety_notices,
    withdrawals,
)
from tests.factories import invitations as links
from tests.factories import preview_links as previews

LONG = "Words that go on and on, with more of them than fit on a line of a small telephone. " * 6


@dataclass
class Desk:
    new_context: Callable
    live_server: object

    def window(self, *roles: Role, name: str = "everything", **options):
        return window(self.new_context, self.live_server, accounts.account(*(roles or Role), name=name), **options)

    def at(self, document, screen: str = "change", *more, **options):
        page = self.window(**options)
        page.goto(address(document, screen, *more))
        return page


def press(page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.click()


# Saving


def conflict(desk):
    """Both changed a line, a row, a list; one took a row away that the other changed; both added rows and moved some."""
    record = records.medication_record()
    document = drafts.draft(record).document
    page = desk.at(document)
    first, second, third = record.side_effects
    changed = first.model_copy(update={"qualifier": "at first"})
    added = records.effect("itching", "itching")
    sections = [each.model_copy(update={"body": f"{each.body} {LONG}"}) for each in reversed(record.sections)]
    drafts.edited(
        document,
        by=accounts.writer("otto"),
        pronunciation="by Otto",
        side_effects=[third, changed, added],
        sections=sections,
        routes=["oral", "nasal"],
        look_alike_footnote="By Otto. " + LONG,
    )
    page.get_by_label("Pronunciation").fill("by Wilma")
    page.locator("#id_look_alike_footnote").fill("By Wilma. " + LONG)
    page.locator("#id_side_effects-0-wording").fill("tiredness")
    page.locator("#id_side_effects-1-wording").fill("ringing in the ears")
    page.locator("#id_sections-0-body").fill("It is made up by Wilma.")
    page.locator("#id_dosage_forms_0").click()
    press(page, "Save")
    return page


def conflict_without_a_choice(desk):
    page = conflict(desk)
    press(page, "Save these choices")
    return page


def bring_back(desk):
    corrected = corrections.begun(
        look_alike_footnote="By Wilma. " + LONG,
        sections=corrections.with_dose("10 mg"),
        side_effects=[records.effect("ringing ears", "ringing-ears")],
    )
    corrected.dose("4 mg")
    return desk.at(corrected.document, "bring_back", corrected.parked.pk)


def bring_back_without_a_choice(desk):
    page = bring_back(desk)
    press(page, "Bring it back")
    return page


def form_with_errors(desk):
    page = desk.at(drafts.draft().document)
    page.locator("#id_generic_name").fill("")
    page.locator("#id_side_effects-0-wording").fill("")
    page.locator("#id_brand_names-0-name").fill("")
    page.locator("#id_sections-0-body").fill("See [@nothing-here].")
    page.locator("#id_uses-0-symptom").evaluate("box => { box.value = ''; box.dispatchEvent(new Event('change')); }")
    press(page, "Save")
    return page


def new_source_with_errors(desk):
    page = desk.window()
    page.goto("/admin/medications/source/add/")
    press(page, "Save")
    return page


def form_with_everything(desk):
    """A public page with a draft that somebody was asked to review, with comments, parked work, findings and work not saved."""
    return desk.at(everything())


def everything():
    author = accounts.writer("author")
    live = publications.published(records.medication_record()).revision
    document = live.document
    drafts.edited(document, by=accounts.writer("wilma"), look_alike_footnote="By Wilma.")
    live_corrections.start(document=document, by=author, token=None, now=publications.NOW)
    body = f"You must not take 10 mg. {LONG} The administration of concomitant pharmacological agents necessitates it."
    sections = [each.model_copy(update={"body": body}) for each in live.record.sections]
    statements = [each for each in live.record.at_a_glance if each.kind == "point"][:1]
    newest = drafts.edited(document, by=author, sections=sections, at_a_glance=statements, look_alike_footnote=LONG)
    said = comments.comment(revision=newest, place="side_effects.1", text="How often? " + LONG, by=author, now=publications.NOW)
    comments.comment(
        revision=newest, place=said.place, text="Nine of a hundred.", reply_to=said, by=accounts.reviewer(), now=publications.NOW
    )
    comments.comment(revision=newest, place="", text="Well written.", by=author, now=publications.NOW)
    for number in range(3):
        Finding.objects.create(document=document, code=f"x{number}", message=f"Look at this. {number}")
    review_requests.asked(newest, message=LONG)
    links.invited(newest)
    reviews.want_changes(revision=newest, by=accounts.reviewer(), comment="Not so. " + LONG, now=publications.NOW)
    return document


# Reading and deciding


def approve(desk):
    return desk.at(everything(), "approve")


def approve_with_errors(desk):
    page = approve(desk)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.locator(".comment-box__write textarea").first.fill("x" * 6000)
    press(page, "Ask for changes")
    return page


def comments_with_an_error(desk):
    page = desk.at(everything(), "comments")
    page.locator("form[action^='#comment'] button").first.click()
    page.locator(".comment-box__error").wait_for()
    return page


def _with_errors(screen: str, button: str):
    def state(desk):
        newest = drafts.edited(publications.published().document, look_alike_footnote="New.")
        document = (publications.approve(newest) if screen == "publish" else newest).document
        page = desk.at(document, screen)
        page.locator("#content-main form").evaluate_all(
            "forms => forms.flatMap((form) => [...form.elements]).forEach((box) => "
            "{ if (box.type === 'date' || box.matches('.vDateField, #id_days')) { box.value = ''; } })"
        )
        press(page, button)
        return page

    state.__name__ = f"{screen}_with_errors"
    return state


def written_approval_recorded(desk):
    revision = drafts.draft()
    letters.recorded(revision)
    page = desk.at(revision.document, "written_approval")
    press(page, "Record the approval")
    return page


def invitation_made(desk):
    page = desk.at(drafts.draft().document, "invite")
    page.get_by_label("Name").first.fill("Dr. Ada Example")
    page.get_by_label("Credentials").fill("MD")
    press(page, "Make the link")
    return page


def preview_link_given(desk):
    revision = drafts.draft()
    for purpose in ("The board", "A friend"):
        previews.given(revision, purpose=purpose, now=timezone.now(), expires=timezone.now() + timedelta(days=3))
    return desk.at(revision.document, "preview_links")


def published(desk):
    revision = publications.approved()
    page = desk.at(revision.document, "publish")
    page.get_by_label("What changed").fill("New.")
    press(page, "Publish")
    return page


# History


def history(desk):
    document = publications.published().document
    for number in range(20):
        drafts.edited(document, pronunciation=f"version {number}")
    live = publications.republished(document, now=publications.NOW + timedelta(days=1), look_alike_footnote=LONG)
    safety_notices.posted(document)
    letters.recorded(drafts.edited(document, look_alike_footnote="New."), now=publications.NOW + timedelta(days=2))
    withdrawals.withdrawn(document, "banner")
    withdrawals.suppressed(document.revisions.get(number=1))
    return desk.at(live.document, "history")


def said_on(desk):
    document = history_of_two()
    page = desk.window()
    page.goto(f"{address(document, 'said_on')}?date={(publications.NOW + timedelta(days=2)).date().isoformat()}")
    return page


def said_on_no_date(desk):
    page = desk.window()
    page.goto(f"{address(history_of_two(), 'said_on')}?date=never")
    return page


def history_of_two():
    document = publications.published().document
    return publications.republished(document, now=publications.NOW + timedelta(days=1), look_alike_footnote=LONG).document


def compare(desk):
    return desk.at(everything(), "compare", 1, 4)


def version_removed(desk):
    document = history_of_two()
    withdrawals.suppressed(document.revisions.get(number=1))
    return desk.at(document, "version", 1)


def restore(desk):
    return desk.at(everything(), "restore", 1)


# Taking down


def read_back_with_a_fault(desk):
    document = publications.published().document
    IndexRow.objects.all().delete()
    return desk.at(document, "read_back")


def form_of_withdrawn(desk):
    document = publications.published().document
    withdrawals.withdrawn(document)
    return desk.at(document)


def withdraw_looked_at(desk):
    page = desk.at(publications.published().document, "withdraw")
    page.get_by_label("Banner", exact=False).first.check()
    page.locator("textarea").first.fill("It did harm.")
    press(page, "See the answer first")
    return page


def notice_with_errors(desk):
    publications.published()
    page = desk.window()
    page.goto("/admin/medications/safetynotice/add/")
    press(page, "Save the notice")
    return page


def notice_not_ended(desk):
    notice = safety_notices.posted(publications.published().document, ends_on=timezone.localdate() + timedelta(days=9))
    page = desk.window()
    page.goto(f"/admin/medications/safetynotice/{notice.pk}/change/")
    press(page, "Take it off the pages")
    return page


# Starting


def start(desk):
    me = accounts.account(*Role, name="everything")
    everything()
    asked = drafts.draft(records.small_record("askol"))
    review_requests.asked(asked, me, message=LONG)
    publications.approved(records.small_record("approvol"))
    emergencies.published_in_emergency(drafts.draft(records.small_record("hastol")))
    drafts.draft(records.small_record("mineol"), by=me)
    page = desk.window()
    page.goto("/admin/")
    return page


# Writing


def _toolbar(page, name: str) -> None:
    page.locator("#id_sections-0-body").locator("xpath=../div[@role='toolbar']").get_by_role("button", name=name).click()


def preview_open(desk):
    page = desk.at(drafts.draft().document)
    _toolbar(page, "Preview")
    page.locator(".desk-preview__page p").first.wait_for()
    return page


def link_with_an_error(desk):
    page = desk.at(drafts.draft().document)
    _toolbar(page, "Link")
    page.get_by_label("Address").last.fill("nowhere")
    page.get_by_role("button", name="Insert link").click()
    return page


def cite_with_results(desk):
    page = desk.at(drafts.draft().document)
    _toolbar(page, "Cite a source")
    page.keyboard.type("example")
    page.get_by_role("dialog").get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    return page


def cite_chosen(desk):
    page = cite_with_results(desk)
    page.keyboard.press("Enter")
    return page


def new_source_in_the_dialog(desk):
    page = desk.at(drafts.draft().document)
    _toolbar(page, "Cite a source")
    page.get_by_role("button", name="Add a source that is missing").click()
    page.get_by_role("button", name="Fill in everything by hand").click()
    page.get_by_role("dialog").get_by_role("button", name="Save", exact=True).click()
    page.locator("dialog .errorlist").first.wait_for()
    return page


# Behind links, and in public


def review_with_errors(desk):
    live = publications.published(records.medication_record())
    revision = drafts.edited(live.document, look_alike_footnote="Some do not look like symptoms. " + LONG)
    now = timezone.now()
    page = desk.window()
    page.goto(links.path(links.invited(revision, now=now, expires=now + invitations.LONGEST)[1]))
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.locator(".comment-box__write textarea").first.fill("x" * 6000)
    press(page, "Send my decision")
    return page


def previewed(desk):
    now = timezone.now()
    page = desk.window()
    page.goto(previews.path(previews.given(drafts.draft(), now=now, expires=now + timedelta(days=2))))
    return page


def _public(prepare, path: str = "/medications/orbelazine/"):
    def state(desk):
        prepare(publications.published())
        page = desk.window()
        page.goto(path)
        return page

    state.__name__ = prepare.__name__
    return state


def withdrawn_with_a_banner(change):
    withdrawals.withdrawn(change.document, "banner")


def withdrawn_and_gone(change):
    withdrawals.withdrawn(change.document, "gone", replacement=publications.published(records.small_record("newol")).document)


def public_with_notices(change):
    today = timezone.localdate()
    for text in ("One batch is recalled.", LONG):
        safety_notices.posted(change.document, text=text, begins_on=today, ends_on=today + timedelta(days=9))


def removed_in_public(change):
    publications.republished(change.document, now=publications.NOW + timedelta(days=1), look_alike_footnote="New.")
    withdrawals.suppressed(change.revision)


STATES = [
    conflict,
    conflict_without_a_choice,
    bring_back,
    bring_back_without_a_choice,
    form_with_errors,
    new_source_with_errors,
    form_with_everything,
    approve,
    approve_with_errors,
    comments_with_an_error,
    _with_errors("publish", "Publish"),
    _with_errors("emergency", "Publish without an approval"),
    _with_errors("ask_review", "Ask for the review"),
    _with_errors("invite", "Make the link"),
    _with_errors("preview_links", "Make the link"),
    _with_errors("withdraw", "Withdraw it"),
    _with_errors("written_approval", "Record the approval"),
    written_approval_recorded,
    invitation_made,
    preview_link_given,
    published,
    history,
    said_on,
    said_on_no_date,
    compare,
    version_removed,
    restore,
    read_back_with_a_fault,
    form_of_withdrawn,
    withdraw_looked_at,
    notice_with_errors,
    notice_not_ended,
    start,
    preview_open,
    link_with_an_error,
    cite_with_results,
    cite_chosen,
    new_source_in_the_dialog,
    review_with_errors,
    previewed,
    _public(withdrawn_with_a_banner),
    _public(withdrawn_and_gone),
    _public(public_with_notices),
    _public(removed_in_public, "/medications/orbelazine/history/1/"),
]
