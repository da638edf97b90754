"""Paragraphs moved and left-over lines placed: in one version, or not at all."""

import pytest

from medications.actions import arranging
from medications.actions.arranging import LEAVE_OUT, CannotArrange
from medications.content.moving import Move
from medications.errors import NotAllowed, StaleEdit
from medications.models import Finding
from tests.factories import accounts, drafts
from tests.factories.publications import NOW
from tests.factories.takeovers import about_testamine, upload

pytestmark = pytest.mark.django_db

STRAY = "what nobody knows (where to put)"


@pytest.fixture
def document():
    text = about_testamine(names=f"Altex (U.K.)\n\n{STRAY}", proper_usage="Take it with water.\n\nNot when pregnant.")
    return upload(("testamine.txt", text.encode())).files.get().run.document


def arrange(document, *, moves=(), lines=None, token=None, by=None):
    return arranging.arrange(
        document=document,
        moves=moves,
        lines=lines or {},
        token=document.lock_version if token is None else token,
        by=by or accounts.writer(),
        now=NOW,
    )


def newest(document):
    return document.revisions.order_by("-number").first()


def stray(document) -> Finding:
    return document.findings.get(code="unmapped_line", subject=STRAY)


def test_a_paragraph_moves_and_the_draft_gets_a_version(document):
    revision = arrange(document, moves=[Move(1, 1, "pregnancy")])

    assert (revision.number, revision.by_name) == (2, "Writer")
    assert [part.body for part in revision.record.sections if part.kind == "pregnancy"] == ["Not when pregnant."]


def test_a_left_over_line_is_placed_and_its_finding_settled(document):
    arrange(document, lines={stray(document).pk: "other"})

    assert newest(document).record.sections[-1].body == STRAY
    assert stray(document).settled_by_name == "Writer"


def test_a_left_over_line_is_left_out_on_purpose_without_a_new_version(document):
    assert arrange(document, lines={stray(document).pk: LEAVE_OUT}) is None

    assert newest(document).number == 1
    assert stray(document).settled_at == NOW


def test_what_was_chosen_on_an_older_version_is_refused(document):
    with pytest.raises(StaleEdit):
        arrange(document, moves=[Move(1, 1, "pregnancy")], lines={stray(document).pk: LEAVE_OUT}, token=document.lock_version - 1)

    assert stray(document).settled_at is None


def test_a_paragraph_that_is_not_there_changes_nothing_at_all(document):
    with pytest.raises(CannotArrange):
        arrange(document, moves=[Move(1, 1, "pregnancy"), Move(9, 0, "other")], lines={stray(document).pk: "other"})

    assert newest(document).number == 1
    assert stray(document).settled_at is None


def test_a_line_that_somebody_has_left_out_meanwhile_is_not_said_to_be_placed(document):
    finding = stray(document)
    arrange(document, lines={finding.pk: LEAVE_OUT})

    with pytest.raises(CannotArrange, match="Somebody has decided"):
        arrange(document, lines={finding.pk: "precautions"})

    assert newest(document).number == 1


def test_leaving_a_line_out_looks_at_the_version_too(document):
    with pytest.raises(StaleEdit):
        arrange(document, lines={stray(document).pk: LEAVE_OUT}, token=document.lock_version - 1)

    assert stray(document).settled_at is None


def test_a_section_that_would_grow_too_long_is_refused_in_words(document):
    body = "word " * 5_999
    drafts.edited(document, sections=[{"kind": kind, "heading": kind, "body": body} for kind in ("about", "proper_usage")])
    document.refresh_from_db()

    with pytest.raises(CannotArrange, match=r"body: is too long \(30,000 characters at most\)"):
        arrange(document, moves=[Move(1, 0, "about")])


def test_a_line_of_another_page_is_not_placed_here(document):
    other = upload(("zeta.txt", about_testamine(names="Zetex (U.K.)\n\nstray (line)", opening="Zetamine is an agent.").encode()))
    finding = Finding.objects.get(document=other.files.get().run.document, code="unmapped_line")

    with pytest.raises(CannotArrange):
        arrange(document, lines={finding.pk: "other"})

    finding.refresh_from_db()
    assert (finding.settled_at, newest(document).number) == (None, 1)


def test_a_reviewer_may_not_arrange(document):
    with pytest.raises(NotAllowed):
        arrange(document, lines={stray(document).pk: LEAVE_OUT}, by=accounts.reviewer())
