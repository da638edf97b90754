"""What was stored does not run: every text field of every form is filled with payloads and saved, everything that can be is
approved and published, and every address is looked at as everybody.
"""

from dataclasses import replace

from django.db import transaction

from medications.errors import PortalError
from medications.models import Document
from medications.projections.memory import Memory
from tests.factories import drafts, publications
from tests.fuzz import attack, families, pages, payloads, rules, world
from tests.fuzz.wire import Request

TEXTS = {"text", "textarea", "email", "url", "search", "tel"}
CORRECTIONS = 4  # times that a form is sent again with what was refused put back
NEVER = ("/accounts/", "/admin/auth/user/", "/logout/", "/delete/")  # who is signed in must stay so


def run(site: world.World, number: int, seeded: int) -> attack.Tally:
    """Rounds of filling, until so many inputs were sent. Each payload comes to each field in turn."""
    tally, rounds = attack.Tally("stored"), 0
    while tally.counts["inputs"] < number:
        with transaction.atomic():
            fill(site, tally, seeded + rounds)
            publish_all()
            look_at_everything(site, tally)
            transaction.set_rollback(True)
        Memory.kept = (None, {})
        rounds += 1
    return tally


def fill(site: world.World, tally: attack.Tally, start: int) -> None:
    wanted = [form for form in site.forms if form.method == "POST" and not any(part in form.action + form.page for part in NEVER)]
    sent = [pair for form in wanted for pair in form.sent]
    chosen = {template_name(name): value for name, value in sent if value and "__prefix__" not in name}
    for offset, form in enumerate(wanted):
        answer = site.send(Request("GET", form.page, role=form.role))
        now = [each for each in pages.forms(answer.text, form.page, form.role) if each.action == form.action]
        if now:
            fill_one(site, now[0], tally, start + offset, chosen)


def fill_one(site: world.World, form: pages.Form, tally: attack.Tally, start: int, chosen: dict[str, str]) -> None:
    """Sends the form with a payload in every text field, in new rows too; what is refused is put back, until it is saved.

    `chosen` is what any row there is has, by the field's name in the pattern for new rows.
    """
    kinds = {field.name: field for field in form.fields}
    for pairs in (families.more_rows(form.sent, 1, ""), form.sent):
        pairs = [(name, value or first_choice(name, kinds, chosen)) for name, value in pairs]
        boxes = [name for name, _ in pairs if "__prefix__" not in name and kind_of(name, kinds) in TEXTS]
        filled = {name: payloads.ALL[(start + index) % len(payloads.ALL)] for index, name in enumerate(boxes)}
        for _ in range(CORRECTIONS):
            sent = [(name, filled.get(name, value)) for name, value in pairs]
            request = families.posted(form, sent, role=form.role, multipart=form.multipart)
            answer = site.send(request)
            tally.add(answer, request, rules.faults(request, answer))
            if answer.status != 200:
                return
            refused = pages.refused_fields(pages.parsed(answer.text))
            filled = {name: value for name, value in filled.items() if name not in refused}


def template_name(name: str) -> str:
    """The name of the same field in the pattern for new rows."""
    parts = name.split("-")
    return "-".join("__prefix__" if part.isdigit() else part for part in parts)


def kind_of(name: str, kinds: dict[str, pages.Field]) -> str:
    field = kinds.get(name) or kinds.get(template_name(name))
    return field.kind if field else ""


def first_choice(name: str, kinds: dict[str, pages.Field], chosen: dict[str, str]) -> str:
    """For an empty select box of a new row: something that can be chosen, so that it can be saved."""
    field = kinds.get(name) or kinds.get(template_name(name))
    if field is None or field.kind != "select" or name in kinds:
        return ""
    by_script = chosen.get(template_name(name), "")  # a box that asks for its choices has none yet
    return next((choice for choice in field.choices if choice), by_script)


def publish_all() -> None:
    """Whatever can be published is, terms first, since pages show them."""
    for document in sorted(Document.objects.filter(archived_at=None), key=lambda each: each.kind == "medication"):
        try:
            with transaction.atomic():
                newest = drafts.edited(document)  # takes over what has become public of the terms it names
                publications.publish(publications.approve(newest), note=payloads.SCRIPTS[0])
        except PortalError:
            continue


def look_at_everything(site: world.World, tally: attack.Tally) -> None:
    seen = replace(site)
    world.discover(seen)
    for role in world.BETWEEN_THEM:
        for address in seen.known:
            request = Request("GET", address, role=role)
            answer = site.send(request)
            tally.add(answer, request, rules.faults(request, answer))
