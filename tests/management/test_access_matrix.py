"""The table of who may do what, printed."""

import re

from django.core.management import call_command

from medications.access_matrix.actions import ACTIONS
from medications.access_matrix.addresses import ADDRESSES
from medications.access_matrix.rules import Answer, Caller


def printed(capsys, *options: str) -> list[str]:
    call_command("access_matrix", *options)
    return capsys.readouterr().out.splitlines()


def test_every_address_twice_and_every_action_once(capsys):
    lines = printed(capsys)

    firsts = [line.split()[0] for line in lines if line and line[0] != " "]
    assert len([line for line in lines if line.startswith(" ")]) == len(ADDRESSES)
    assert {f"/{address.route}" for address in ADDRESSES} <= set(firsts)
    assert set(ACTIONS) <= set(firsts)


def test_a_line_says_who_gets_what(capsys):
    line = next(line for line in printed(capsys) if line.startswith("publishing.publish "))

    assert re.split(r"  +", line)[1:] == ["action", *["refused"] * 4, *["open"] * 2, *["-"] * 4]


def test_every_word_of_the_table_is_explained(capsys):
    lines = printed(capsys)

    for word in (*Caller, *Answer):
        assert f"{word.value}: {word.label}" in lines


def test_markdown_has_a_cell_for_each_caller(capsys):
    table = [line for line in printed(capsys, "--markdown") if line.startswith("|")]

    whole = [line for line in table if len(re.findall(r"(?<!\\)\|", line)) == len(Caller) + 3]
    assert len(table) == 2 + 2 * len(ADDRESSES) + len(ACTIONS)
    assert len(table) - len(whole) == len([rule for rule in ACTIONS.values() if isinstance(rule, str)])
