"""An event in one sentence."""

from medications.models import Event, EventKind


def sentence(**values) -> str:
    return str(Event(**{"kind": EventKind.SIGNED_IN, "by_id": 7, "by_name": "Jo Doe", "subject_kind": "account", **values}))


def test_it_names_what_it_was_done_to():
    assert sentence(kind=EventKind.SECOND_FACTOR_RESET, subject_id="8", subject_name="Bo (bo)") == (
        "Jo Doe took away somebody's second factors: Bo (bo)"
    )


def test_what_somebody_did_to_their_own_account_names_them_once():
    assert sentence(subject_id="7", subject_name="Jo Doe (jo)") == "Jo Doe signed in"


def test_a_command_is_said_to_be_one():
    by_a_command = {"by_id": None, "by_name": "", "kind": EventKind.SECOND_FACTOR_RESET}

    assert sentence(**by_a_command, subject_id="8", subject_name="Bo (bo)").startswith("A command took away")
